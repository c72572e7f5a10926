import { createHash } from 'node:crypto'
import { access, chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BlobStore } from '../../server/store/blob-store.ts'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'

/** What every store of blobs must do. Another adapter joins by one more line in this table. */
const stores: Record<string, (folder: string) => BlobStore> = {
  disk: (folder) => new DiskBlobStore(join(folder, 'blobs')),
}

describe.each(Object.entries(stores))('%s', (_name, open) => {
  let folder: string
  let store: BlobStore

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redstring-blobs-'))
    store = open(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function temporary(bytes: string): Promise<{ path: string; sha256: string }> {
    const path = join(folder, `incoming-${Math.random()}`)
    await writeFile(path, bytes)
    return { path, sha256: createHash('sha256').update(bytes).digest('hex') }
  }

  test('[F1] a blob comes back byte for byte, whole and by range', async () => {
    const { path, sha256 } = await temporary('0123456789')
    await store.putFile(sha256, path)
    expect(await store.size(sha256)).toBe(10)
    expect((await buffer(await store.read(sha256))).toString()).toBe('0123456789')
    expect((await buffer(await store.read(sha256, { start: 3, end: 5 }))).toString()).toBe('345')
  })

  test('[F1] the temporary file moves in, and a second one of the same bytes changes nothing', async () => {
    const first = await temporary('the same')
    await store.putFile(first.sha256, first.path)
    const second = await temporary('the same')
    await store.putFile(second.sha256, second.path)
    await expect(access(first.path)).rejects.toThrow('ENOENT')
    await expect(access(second.path)).rejects.toThrow('ENOENT')
    expect((await buffer(await store.read(first.sha256))).toString()).toBe('the same')
  })

  test('[F1] twenty at once with the same bytes are one blob', async () => {
    const files = await Promise.all(Array.from({ length: 20 }, () => temporary('at once')))
    await Promise.all(files.map(({ sha256, path }) => store.putFile(sha256, path)))
    expect((await buffer(await store.read(files[0]?.sha256 ?? ''))).toString()).toBe('at once')
  })

  test.each(['0'.repeat(64), '../../etc/passwd', 'ABC', ''])(
    '[F1] %j is not there',
    async (sha256) => {
      await expect(store.size(sha256)).rejects.toMatchObject({ code: 'file/not-found' })
      await expect(store.read(sha256)).rejects.toMatchObject({ code: 'file/not-found' })
      await expect(store.localPath(sha256)).rejects.toMatchObject({ code: 'file/not-found' })
    },
  )
})

describe('on disk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redstring-blobs-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const bytes = 'kept as received'
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  async function put(store: BlobStore): Promise<string> {
    const path = join(folder, 'incoming')
    await writeFile(path, bytes)
    await store.putFile(sha256, path)
    return store.localPath(sha256)
  }

  test('[F1] a blob is read-only and stays the same file', async () => {
    const store = new DiskBlobStore(join(folder, 'blobs'))
    const path = await put(store)
    const before = await stat(path)
    expect(before.mode & 0o777).toBe(0o444)
    await put(store)
    const after = await stat(path)
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
  })

  test('[F1] a blob cut short by damage is made whole by the same bytes', async () => {
    const store = new DiskBlobStore(join(folder, 'blobs'))
    const path = await put(store)
    await chmod(path, 0o644)
    await writeFile(path, bytes.slice(0, 4))
    await put(store)
    expect((await buffer(await store.read(sha256))).toString()).toBe(bytes)
  })

  test('[F1] nothing but whole blobs lies in the folder', async () => {
    const store = new DiskBlobStore(join(folder, 'blobs'))
    await put(store)
    const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([sha256])
  })
})
