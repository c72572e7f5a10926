import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '../../shared/protocol/frames.ts'
import {
  frames,
  marksOf,
  rawClient,
  said,
  startSyncServer,
  stockClient,
  synced,
  type SyncServer,
} from '../support/sync-clients.ts'

const boardId = 'faults'

/** A board with some edits that are on disk, its server stopped. */
async function storedBoard(): Promise<string> {
  const server = await startSyncServer()
  const writer = stockClient(server, { boardId, as: 'editor-1' })
  await synced(writer)
  for (let edit = 0; edit < 100; edit++) writer.doc.getMap('test').set(`${edit}`, edit)
  const raw = await rawClient(server, { boardId, as: 'editor-1' })
  await expect.poll(() => rowsOf(server.dataDir)).toBe(101)
  raw.socket.close()
  server.signal('SIGTERM')
  await server.stopped
  return server.dataDir
}

test('[S2] a board that cannot be loaded refuses everyone, is not written over, and opens once it is mended', async () => {
  const dataDir = await storedBoard()
  const database = new SQLite(join(dataDir, 'redstring.db'))
  const good = database.prepare('SELECT "update" FROM log WHERE seq = 50').pluck().get()
  database
    .prepare(
      'INSERT INTO checkpoint (board_id, seq, at, state, state_vector) VALUES (?, 60, 1, ?, ?)',
    )
    .run(boardId, Buffer.from('not compressed'), Buffer.from('nothing'))
  expect(good).toBeInstanceOf(Uint8Array)

  const server = await startSyncServer({ dataDir })
  const returning = new Y.Doc()
  returning.getMap('test').set('own', true)
  const client = stockClient(server, { boardId, as: 'editor-1', doc: returning })
  await expect.poll(() => client.closes.length).toBeGreaterThan(2)
  expect(new Set(client.closes)).toEqual(new Set([closeCode.TRY_LATER]))
  expect(client.provider.synced).toBe(false)
  const healthy = stockClient(server, { boardId: 'another', as: 'editor-1' })
  await synced(healthy)
  expect(rowsOf(dataDir)).toBe(101)

  database.prepare('DELETE FROM checkpoint').run()
  database.close()
  await synced(client)
  await expect.poll(() => returning.getMap('test').size).toBe(101)
})

test('[S8] a reader that stops costs the others nothing and little memory, and has everything once it goes on', async () => {
  const server = await startSyncServer()
  const writer = stockClient(server, { boardId, as: 'editor-1' })
  const listener = stockClient(server, { boardId, as: 'viewer-1' })
  await Promise.all([synced(writer), synced(listener)])
  const stopped = await rawClient(server, { boardId, as: 'viewer-2' })
  const reader = new Y.Doc()
  stopped.send(frames.step1())
  await expect.poll(() => stopped.frames.some((frame) => said(frame).kind === 'step-2')).toBe(true)
  stopped.socket.pause()
  const before = await memoryOf(server)

  // 25 MB in the end, and every value but the last overwritten: what the reader lacks is far less.
  for (let edit = 1; edit <= 250; edit++) {
    writer.doc.getMap('test').set('large', `${edit} ${'x'.repeat(100_000)}`)
    if (edit % 20 === 0) await new Promise((next) => setImmediate(next))
  }
  writer.doc.getMap('test').set('last', true)
  await expect.poll(() => listener.doc.getMap('test').get('last')).toBe(true)
  await expect.poll(async () => (await memoryOf(server)).pendingBytes).toBe(0)
  // A full socket's one megabyte, the document, and what a megabyte of edits and a checkpoint hold.
  const grown = async () => (await memoryOf(server)).external - before.external
  await expect.poll(grown).toBeLessThan(8_000_000)

  stopped.socket.resume()
  const seen = () => {
    for (const frame of stopped.frames.splice(0).map(said)) {
      if (frame.kind === 'update' || frame.kind === 'step-2') Y.applyUpdate(reader, frame.body)
    }
    return reader.getMap('test').get('last')
  }
  await expect.poll(seen).toBe(true)
  expect(reader.getMap('test').toJSON()).toEqual(writer.doc.getMap('test').toJSON())
})

test('[S11] a server that stops has confirmed what it took, and sends everyone away to try again', async () => {
  const server = await startSyncServer()
  const { dataDir, port } = server
  const client = stockClient(server, { boardId, as: 'editor-1' })
  const raw = await rawClient(server, { boardId, as: 'editor-2' })
  const marks = marksOf(raw.socket)
  await synced(client)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => raw.send(frames.update(update)))
  for (let edit = 1; edit <= 300; edit++) {
    doc.getMap('test').set(`${edit}`, edit)
    raw.send(frames.mark(edit))
  }
  await marks.until(1)
  server.signal('SIGTERM')
  expect(await raw.closed).toBe(closeCode.RESTART)
  expect(await server.stopped).toBe(0)
  await expect.poll(() => client.closes[0]).toBe(closeCode.RESTART)

  const next = await startSyncServer({ dataDir, port })
  await synced(client)
  const reader = stockClient(next, { boardId, as: 'viewer-1' })
  await synced(reader)
  for (const edit of marks.answered) expect(reader.doc.getMap('test').get(`${edit}`)).toBe(edit)
})

test('[L6] a busy board gets checkpoints while it is edited, and opens from them as the same board', async () => {
  const server = await startSyncServer({ limits: { idleMs: 50 } })
  const writer = stockClient(server, { boardId, as: 'editor-1' })
  await synced(writer)
  for (let edit = 0; edit < 1500; edit++) {
    writer.doc.getMap('test').set(`${edit % 200}`, { edit })
    if (edit % 10 === 0) await new Promise((next) => setImmediate(next))
  }
  await expect.poll(() => checkpointsOf(server.dataDir)).toBeGreaterThan(0)
  const during = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(during)
  await expect
    .poll(() => during.doc.getMap('test').toJSON())
    .toEqual(writer.doc.getMap('test').toJSON())
  for (let edit = 0; edit < 100; edit++) writer.doc.getMap('test').set(`more-${edit}`, edit)
  await expect.poll(() => during.doc.getMap('test').size).toBe(300)
  const had = checkpointsOf(server.dataDir)
  const rows = rowsOf(server.dataDir)
  during.provider.destroy()
  writer.provider.destroy()
  await expect.poll(() => checkpointsOf(server.dataDir) > had || had >= 2).toBe(true)
  expect(rowsOf(server.dataDir)).toBeGreaterThanOrEqual(rows)
  const after = stockClient(server, { boardId, as: 'viewer-2' })
  await synced(after)
  expect(after.doc.getMap('test').toJSON()).toEqual(writer.doc.getMap('test').toJSON())
})

function rowsOf(dataDir: string): number {
  return count(dataDir, 'SELECT count(*) FROM log WHERE board_id = ?')
}

function checkpointsOf(dataDir: string): number {
  return count(dataDir, 'SELECT count(*) FROM checkpoint WHERE board_id = ?')
}

function count(dataDir: string, query: string): number {
  const database = new SQLite(join(dataDir, 'redstring.db'), { readonly: true })
  const found = database.prepare(query).pluck().get(boardId)
  database.close()
  return Number(found)
}

type Memory = { external: number; pendingBytes: number }

async function memoryOf(server: SyncServer): Promise<Memory> {
  const response = await fetch(`http://127.0.0.1:${server.port}/memory`)
  return (await response.json()) as Memory
}
