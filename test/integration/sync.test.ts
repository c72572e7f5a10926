import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  frames,
  marksOf,
  rawClient,
  said,
  newBoardId,
  sharedSyncServer,
  startSyncServer,
  stockClient,
  synced,
} from '../support/sync-clients.ts'

let boardId: string
beforeEach(() => {
  boardId = newBoardId()
})

test('[S1] stock clients join, edit, see each other, part and catch up', async () => {
  const server = await sharedSyncServer()
  const anna = stockClient(server, { boardId, as: 'editor-anna' })
  const boris = stockClient(server, { boardId, as: 'owner-boris' })
  await Promise.all([synced(anna), synced(boris)])
  anna.doc.getMap('test').set('from', 'anna')
  await expect.poll(() => boris.doc.getMap('test').get('from')).toBe('anna')

  boris.provider.disconnect()
  anna.doc.getMap('test').set('meanwhile', 1)
  boris.doc.getMap('test').set('offline', 2)
  boris.provider.connect()
  await expect.poll(() => boris.doc.getMap('test').get('meanwhile')).toBe(1)
  await expect.poll(() => anna.doc.getMap('test').get('offline')).toBe(2)
})

test('[S1] what was written is there after a restart, for new and for returning clients', async () => {
  const first = await startSyncServer()
  const anna = stockClient(first, { boardId, as: 'editor-anna' })
  await synced(anna)
  for (let edit = 0; edit < 100; edit++) anna.doc.getMap('test').set(`edit-${edit}`, edit)
  const raw = await rawClient(first, { boardId, as: 'editor-anna' })
  await expect.poll(async () => (await records(first.port)).seq).toBeGreaterThan(100)
  raw.send(frames.mark(1))
  await marksOf(raw.socket).until(1)
  first.signal('SIGKILL')
  await first.stopped

  const { port, dataDir } = first
  const second = await startSyncServer({ dataDir, port })
  const newcomer = stockClient(second, { boardId, as: 'editor-carla' })
  await Promise.all([synced(newcomer), synced(anna)])
  expect(newcomer.doc.getMap('test').size).toBe(100)
  anna.doc.getMap('test').set('after', true)
  await expect.poll(() => newcomer.doc.getMap('test').get('after')).toBe(true)
})

test('[S12] a new board comes with its document record, first page and layout, made once', async () => {
  const server = await sharedSyncServer()
  const clients = ['editor-1', 'editor-2', 'editor-3'].map((as) =>
    stockClient(server, { boardId, as }),
  )
  await Promise.all(clients.map(synced))
  for (const { doc } of clients) {
    expect(Object.keys(doc.getMap('records').toJSON()).toSorted()).toEqual([
      'document:document',
      'page:page',
    ])
    expect(doc.getMap('about').get('layout')).toBe(1)
    expect(doc.store.clients.size).toBe(1)
  }
  expect(await records(server.port)).toMatchObject({ seq: 1, setAside: [] })
})

test('[D1] the answer to a sync step 1 comes only after earlier edits of that client are on disk', async () => {
  const server = await startSyncServer()
  const { dataDir } = server
  const client = await rawClient(server, { boardId, as: 'editor-1' })
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => client.send(frames.update(update)))
  for (let round = 0; round < 20; round++) {
    const answers = stepsAnswered(client.frames)
    doc.getMap('test').set('round', round)
    client.send(frames.step1(Y.encodeStateVector(doc)))
    await expect.poll(() => stepsAnswered(client.frames), { interval: 1 }).toBe(answers + 1)
  }
  server.signal('SIGKILL')
  await server.stopped
  const reader = stockClient(await startSyncServer({ dataDir }), { boardId, as: 'viewer-1' })
  await synced(reader)
  expect(reader.doc.getMap('test').get('round')).toBe(19)
})

test('[D1] marks are answered in order, each once', async () => {
  const server = await sharedSyncServer()
  const client = await rawClient(server, { boardId, as: 'editor-1' })
  const marks = marksOf(client.socket)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => client.send(frames.update(update)))
  for (let edit = 1; edit <= 200; edit++) {
    doc.getMap('test').set('edit', edit)
    client.send(frames.mark(edit))
  }
  await marks.until(200)
  expect(marks.answered).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
})

test('[S2] the server asks first, and says synced last: all a client has is sent before it is told so', async () => {
  const server = await sharedSyncServer()
  const client = await rawClient(server, { boardId, as: 'editor-1' })
  client.send(frames.step1())
  await expect.poll(() => stepsAnswered(client.frames)).toBe(1)
  const kinds = client.frames.map((frame) => said(frame).kind)
  expect(kinds[0]).toBe('step-1')
  expect(kinds.at(-1)).toBe('step-2')
  const doc = new Y.Doc()
  for (const frame of client.frames.map(said)) {
    if (frame.kind === 'update' || frame.kind === 'step-2') Y.applyUpdate(doc, frame.body)
  }
  expect(doc.getMap('records').size).toBe(2)
})

test('[S3] a busy room passes on every edit to everyone but its author', async () => {
  const server = await sharedSyncServer()
  const writers = Array.from({ length: 20 }, (_, index) =>
    stockClient(server, { boardId, as: `editor-${index}` }),
  )
  await Promise.all(writers.map(synced))
  const listener = await rawClient(server, { boardId, as: 'viewer-1' })
  for (let round = 0; round < 60; round++) {
    for (const [index, { doc }] of writers.entries())
      doc.getMap(`of-${index}`).set(`${round}`, round)
    await new Promise((next) => setImmediate(next))
  }
  await expect
    .poll(() =>
      writers.map(({ doc }) => writers.reduce((sum, _, i) => sum + doc.getMap(`of-${i}`).size, 0)),
    )
    .toEqual(writers.map(() => 1200))
  const updates = () => listener.frames.filter((frame) => said(frame).kind === 'update').length
  await expect.poll(updates).toBe(1200)
})

test('[S2] a client that joins while others edit misses nothing', async () => {
  const server = await sharedSyncServer()
  const writer = stockClient(server, { boardId, as: 'editor-1' })
  const listener = stockClient(server, { boardId, as: 'viewer-listener' })
  await Promise.all([synced(writer), synced(listener)])
  // As fast as the server passes edits on, and no faster.
  let edit = 0
  const next = () => writer.doc.getMap('test').set(`${edit}`, edit++)
  listener.doc.on('update', next)
  next()
  const joined = []
  for (let join = 0; join < 15; join++) {
    const client = stockClient(server, { boardId, as: `viewer-${join}` })
    await synced(client)
    joined.push(client)
  }
  listener.doc.off('update', next)
  expect(edit).toBeGreaterThan(15)
  for (const { doc } of joined) {
    await expect.poll(() => doc.getMap('test').size).toBe(edit)
    expect(doc.store.pendingStructs).toBeNull()
  }
})

function stepsAnswered(received: Uint8Array[]): number {
  return received.filter((frame) => said(frame).kind === 'step-2').length
}

async function records(port: number): Promise<{ seq: number }> {
  const response = await fetch(`http://127.0.0.1:${port}/boards/${boardId}/records`)
  return (await response.json()) as { seq: number }
}
