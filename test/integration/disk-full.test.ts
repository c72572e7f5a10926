import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import {
  frames,
  freshFolder,
  marksOf,
  rawClient,
  said,
  startSyncServer,
  stockClient,
  synced,
  type RawClient,
} from '../support/sync-clients.ts'

const boardId = 'full'
const MB = 1024 * 1024

/** A file system of so many bytes; null where this computer does not let us mount one. */
function smallDisk(bytes: number): string | null {
  const folder = join(freshFolder(), 'disk')
  mkdirSync(folder)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  if (mounted.status !== 0) return null
  // Before the folder above it is removed.
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
  return folder
}

function resize(disk: string, bytes: number): void {
  expect(spawnSync('mount', ['-o', `remount,size=${bytes}`, disk]).status).toBe(0)
}

test('[D2] a full disk stops confirmations, says so, recovers once there is room, and loses nothing', async ({
  skip,
}) => {
  const disk = smallDisk(4 * MB)
  if (disk === null) skip('A small disk cannot be mounted here: not run as root.')
  const dataDir = disk ?? ''
  const server = await startSyncServer({ dataDir })
  const writer = await rawClient(server, { boardId, as: 'editor-writer' })
  const watcher = stockClient(server, { boardId, as: 'editor-watcher' })
  const marks = marksOf(writer.socket)
  await synced(watcher)
  const doc = new Y.Doc()
  const edits = await editsUntilFull(writer, doc, 40_000)
  expect(marks.answered.length).toBeGreaterThan(10)
  // Edits still reach the others, and boards can still be opened.
  await expect.poll(() => watcher.doc.getMap('test').size).toBe(edits)
  const newcomer = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(newcomer)
  expect(newcomer.doc.getMap('test').size).toBe(edits)
  expect(marks.answered).not.toContain(edits)

  resize(dataDir, 60 * MB)
  await marks.until(edits)
  await expect.poll(() => troubles(writer).at(-1)).toBe('storage-fine')
  expect(marks.answered).toEqual(Array.from({ length: edits }, (_, index) => index + 1))

  server.signal('SIGKILL')
  await server.stopped
  const reader = stockClient(await startSyncServer({ dataDir }), { boardId, as: 'viewer-1' })
  await synced(reader)
  expect(reader.doc.getMap('test').size).toBe(edits)
})

test('[D1] a client that comes back while nothing can be written sees the board, and is told it is synced only once its edits are on disk', async ({
  skip,
}) => {
  const disk = smallDisk(6 * MB)
  if (disk === null) skip('A small disk cannot be mounted here: not run as root.')
  const dataDir = disk ?? ''
  const server = await startSyncServer({ dataDir })
  const writer = await rawClient(server, { boardId, as: 'editor-writer' })
  const doc = new Y.Doc()
  await editsUntilFull(writer, doc, 20_000)
  writer.socket.terminate()

  const again = await rawClient(server, { boardId, as: 'editor-writer' })
  const seen = new Y.Doc()
  const told = { isSynced: false, marks: marksOf(again.socket).answered }
  again.socket.on('message', (data: Buffer) => {
    const frame = said(Uint8Array.from(data))
    if (frame.kind === 'update' || frame.kind === 'step-2') Y.applyUpdate(seen, frame.body)
    told.isSynced ||= frame.kind === 'step-2'
  })
  const early = new Y.Doc()
  Y.applyUpdate(early, Y.encodeStateAsUpdate(doc))
  again.send(frames.step2(Y.encodeStateAsUpdate(early)), frames.mark(1))
  again.send(frames.step1(partOf(early)))
  await expect.poll(() => seen.getMap('test').size).toBeGreaterThan(0)
  expect(told).toEqual({ isSynced: false, marks: [] })

  resize(dataDir, 60 * MB)
  await expect.poll(() => told).toEqual({ isSynced: true, marks: [1] })
  expect(seen.getMap('test').toJSON()).toEqual(doc.getMap('test').toJSON())
})

/** Where a client stands that has something of its own and lacks nearly all of the board. */
function partOf(doc: Y.Doc): Uint8Array {
  const part = new Y.Doc()
  part.clientID = doc.clientID
  part.getMap('test').set('own', true)
  return Y.encodeStateVector(part)
}

test('[D2] a server killed while its disk is full has everything it confirmed', async ({
  skip,
}) => {
  const disk = smallDisk(6 * MB)
  if (disk === null) skip('A small disk cannot be mounted here: not run as root.')
  const dataDir = disk ?? ''
  const server = await startSyncServer({ dataDir })
  const writer = await rawClient(server, { boardId, as: 'editor-writer' })
  const marks = marksOf(writer.socket)
  const doc = new Y.Doc()
  await editsUntilFull(writer, doc, 20_000)
  server.signal('SIGKILL')
  await server.stopped
  const confirmed = marks.answered.length
  resize(dataDir, 60 * MB)
  const reader = stockClient(await startSyncServer({ dataDir }), { boardId, as: 'viewer-1' })
  await synced(reader)
  const kept = reader.doc.getMap('test')
  for (let count = 1; count <= confirmed; count++) expect(kept.has(`edit-${count}`)).toBe(true)
})

/** More edits than fit into what was left where one did not. */
const MORE = 20

/**
 * Edits until the server says that it cannot write, and goes on a little: one edit may still be small enough, once the
 * log is tried again. Tells how many there are. Until then never one edit more than the server has dealt with: a busy
 * server would otherwise be sent more than any disk here takes.
 */
async function editsUntilFull(writer: RawClient, doc: Y.Doc, size: number): Promise<number> {
  doc.on('update', (update: Uint8Array) => writer.send(frames.update(update)))
  const marks = marksOf(writer.socket)
  const isFull = () => troubles(writer).includes('storage-trouble')
  const full = new Promise<void>((done) =>
    writer.socket.on('message', () => {
      if (isFull()) done()
    }),
  )
  let count = 0
  while (!isFull()) {
    edit(writer, doc, { count: ++count, size })
    await Promise.race([marks.until(count), full])
  }
  for (let more = 0; more < MORE; more++) edit(writer, doc, { count: ++count, size })
  return count
}

function edit(writer: RawClient, doc: Y.Doc, { count, size }: { count: number; size: number }) {
  doc.getMap('test').set(`edit-${count}`, 'x'.repeat(size))
  writer.send(frames.mark(count))
}

/** What the server has said about its disk, oldest first. */
function troubles(client: RawClient): string[] {
  return client.frames
    .map(said)
    .flatMap((frame) => (frame.kind === 'notice' ? [kindOf(frame.notice)] : []))
    .filter((kind) => kind.startsWith('storage'))
}

function kindOf(notice: unknown): string {
  return typeof notice === 'object' && notice !== null && 'kind' in notice
    ? String(notice.kind)
    : ''
}
