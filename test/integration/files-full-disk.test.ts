import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formWith, startFilesServer, type FilesServer } from './files-harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'redstring-small-disk-'))
const isMounted = mountSmallDisk()

/** A disk of 6 MB in memory, where this machine lets us have one. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'none', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

afterAll(() => {
  if (isMounted) execFileSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!isMounted)('a full disk', () => {
  let server: FilesServer
  beforeAll(async () => {
    server = await startFilesServer({ dataDir: folder, reserveBytes: 0 })
  })
  afterAll(() => server.close())

  const leftovers = async () => [
    ...(await readdir(join(folder, 'incoming'))),
    ...(await readdir(join(folder, 'blobs'), { recursive: true }).catch(() => [])).filter(
      (name) => name.length > 60,
    ),
  ]
  const post = (bytes: Uint8Array, name: string) =>
    server.as('editor')('/b1/files', { method: 'POST', body: formWith(bytes, name) })

  test('[F9] a file that does not fit is refused with a sentence, leaves nothing, and a smaller one is taken after it', async () => {
    const answer = await post(randomBytes(8_000_000), 'large.bin')
    expect(answer.status).toBe(507)
    expect(await answer.json()).toMatchObject({
      error: { code: 'file/no-space', message: expect.stringContaining('full') },
    })
    expect(await leftovers()).toEqual([])
    expect((await post(randomBytes(1000), 'small.bin')).status).toBe(201)
  })

  test('[F9] an upload that cannot fit is refused before it begins', async () => {
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '9000000' }
    const answer = await server.as('editor')('/b1/uploads', { method: 'POST', headers })
    expect(answer.status).toBe(507)
    expect(await answer.json()).toMatchObject({ error: { code: 'file/no-space' } })
  })

  test('[F9] an upload during which the disk fills up waits with what it has, and goes on once there is room', async () => {
    const editor = server.as('editor')
    const bytes = randomBytes(3_000_000)
    const tus = { 'tus-resumable': '1.0.0' }
    const begun = await editor('/b1/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(bytes.length) },
    })
    const upload = (begun.headers.get('location') ?? '').replace('/api/boards', '')
    const send = (offset: number) =>
      editor(upload, {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: bytes.subarray(offset),
      })
    const ballast = join(folder, 'ballast')
    execFileSync('sh', ['-c', `head -c 4000000 /dev/zero > ${ballast} || true`])
    expect((await send(0)).status).toBe(507)
    await rm(ballast)
    const head = await editor(upload, { method: 'HEAD', headers: tus })
    const offset = Number(head.headers.get('upload-offset'))
    expect(offset).toBeLessThan(bytes.length)
    expect((await send(offset)).status).toBe(204)
    expect(await (await editor(`${upload}/result`)).json()).toMatchObject({ size: bytes.length })
  })
})
