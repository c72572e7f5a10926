import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileRows } from '../../server/files/file-rows.ts'
import { Placing } from '../../server/files/placing.ts'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'
import { openDatabase, type Database } from '../../server/store/sql/database.ts'

let folder: string
let database: Database
let rows: FileRows
let blobs: DiskBlobStore
let placing: Placing
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redstring-placing-'))
  database = await openDatabase({ dataDir: folder, databaseUrl: null })
  rows = new FileRows(database.kysely)
  blobs = new DiskBlobStore(join(folder, 'blobs'))
  placing = new Placing({ blobs, rows })
})
afterAll(async () => {
  await database.kysely.destroy()
  await rm(folder, { recursive: true, force: true })
})

let written = 0
async function temporary(bytes: string): Promise<{ sha256: string; path: string; size: number }> {
  const path = join(folder, `temporary-${++written}`)
  await writeFile(path, bytes)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), path, size: bytes.length }
}

test('[J25] what no row names is dropped, and nothing else', async () => {
  const [unknown, known] = [await temporary('of a failed case'), await temporary('of a board')]
  await blobs.putFile(unknown.sha256, unknown.path)
  await placing.place(known, () => rows.addUnnamed({ ...known, type: 'text/plain', facts: {} }))
  await placing.dropUnknown([unknown.sha256, known.sha256, '0'.repeat(64)])
  await expect(blobs.size(unknown.sha256)).rejects.toMatchObject({ code: 'file/not-found' })
  expect(await text(await blobs.read(known.sha256))).toBe('of a board')
})

test('[J25] an upload that has found its bytes here and has no row yet keeps them', async () => {
  const [ofCase, ofUpload] = [await temporary('the same'), await temporary('the same')]
  await blobs.putFile(ofCase.sha256, ofCase.path)
  const reading = Promise.withResolvers<void>()
  const upload = placing.place(ofUpload, async () => {
    // As long as its facts are read.
    await reading.promise
    await rows.addUnnamed({ ...ofUpload, type: 'text/plain', facts: {} })
  })
  const dropping = placing.dropUnknown([ofCase.sha256])
  reading.resolve()
  await Promise.all([upload, dropping])
  expect(await text(await blobs.read(ofUpload.sha256))).toBe('the same')
})

test('[J25] one that comes just after is whole again', async () => {
  const [ofCase, ofUpload] = [await temporary('once more'), await temporary('once more')]
  await blobs.putFile(ofCase.sha256, ofCase.path)
  const dropping = placing.dropUnknown([ofCase.sha256])
  const upload = placing.place(ofUpload, () =>
    rows.addUnnamed({ ...ofUpload, type: 'text/plain', facts: {} }),
  )
  await Promise.all([upload, dropping])
  expect(await text(await blobs.read(ofUpload.sha256))).toBe('once more')
})

test('[J25] a work that fails holds up none that comes after it', async () => {
  const first = await temporary('fails')
  const failing = placing.place(first, () => Promise.reject(new Error('no row')))
  await expect(failing).rejects.toThrow('no row')
  await placing.dropUnknown([first.sha256])
  await expect(blobs.size(first.sha256)).rejects.toMatchObject({ code: 'file/not-found' })
})
