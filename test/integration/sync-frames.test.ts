import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, MAX_FRAME_BYTES, MAX_PRESENCE_BYTES } from '../../shared/protocol/frames.ts'
import {
  frames,
  marksOf,
  rawClient,
  newBoardId,
  sharedSyncServer,
  startSyncServer,
  stockClient,
  synced,
  type SyncServer,
} from '../support/sync-clients.ts'

let boardId: string
beforeEach(() => {
  boardId = newBoardId()
})

/** Two people at work, who must not notice anything. */
async function bystanders(server: SyncServer) {
  const anna = stockClient(server, { boardId, as: 'editor-anna' })
  const boris = stockClient(server, { boardId, as: 'editor-boris' })
  await Promise.all([synced(anna), synced(boris)])
  let turn = 0
  return {
    async stillWork() {
      turn++
      anna.doc.getMap('anna').set('turn', turn)
      boris.doc.getMap('boris').set('turn', turn)
      await expect.poll(() => boris.doc.getMap('anna').get('turn'), { interval: 5 }).toBe(turn)
      await expect.poll(() => anna.doc.getMap('boris').get('turn'), { interval: 5 }).toBe(turn)
      expect([...anna.closes, ...boris.closes]).toEqual([])
      expect(Y.encodeStateVector(anna.doc)).toEqual(Y.encodeStateVector(boris.doc))
    },
  }
}

const update = (change: (doc: Y.Doc) => void) => {
  const doc = new Y.Doc()
  change(doc)
  return Y.encodeStateAsUpdate(doc)
}
const honest = update((doc) => doc.getMap('test').set('key', 'value'))

const malformed: Record<string, Uint8Array> = {
  empty: new Uint8Array(0),
  'unknown type': Uint8Array.of(77, 1, 2, 3),
  'unknown step': Uint8Array.of(0, 9, 0),
  'length beyond the end': Uint8Array.of(0, 2, 0xff, 0xff, 3, 1, 2),
  'trailing bytes': Uint8Array.of(...frames.update(honest), 1, 2, 3),
  'update cut short': frames.update(honest.subarray(0, honest.length - 5)),
  'update of noise': frames.update(
    Uint8Array.from({ length: 200 }, (_, index) => (index * 89) % 251),
  ),
  'update that claims millions of clients': frames.update(Uint8Array.of(0xff, 0xff, 0xff, 0x7f)),
  'state vector of noise': frames.step1(Uint8Array.of(200, 200, 200, 200)),
  'presence cut short': Uint8Array.of(1, 5, 3, 1, 1, 40, 123),
  'presence that is no JSON': frames.presence({ client: 1, clock: 1, json: '{"a":' }),
  'presence that is no object': frames.presence({ client: 1, clock: 1, json: '[1,2]' }),
  'item whose parent is no type': parentIsNoType(),
}

test('[S7] a malformed frame closes the connection it came over, and nothing else', async () => {
  const server = await sharedSyncServer()
  const others = await bystanders(server)
  for (const [what, bytes] of Object.entries(malformed)) {
    const hostile = await rawClient(server, { boardId, as: 'editor-hostile' })
    hostile.send(frames.step1(), frames.step2(Uint8Array.of(0, 0)), bytes)
    expect([what, await hostile.closed]).toEqual([what, closeCode.MALFORMED])
    await others.stillWork()
  }
})

test('[S7] a text frame closes the connection it came over', async () => {
  const server = await sharedSyncServer()
  const others = await bystanders(server)
  const hostile = await rawClient(server, { boardId, as: 'editor-hostile' })
  hostile.socket.send('hello')
  expect(await hostile.closed).toBe(closeCode.MALFORMED)
  await others.stillWork()
})

test('[S7] an update or presence that is too large closes with a code that is not tried again', async () => {
  const server = await sharedSyncServer()
  const others = await bystanders(server)
  const hostile = stockClient(server, { boardId, as: 'editor-hostile' })
  await synced(hostile)
  hostile.doc.getMap('test').set('large', 'x'.repeat(MAX_FRAME_BYTES))
  await expect.poll(() => hostile.closes).toEqual([closeCode.TOO_LARGE])
  expect(hostile.provider.shouldConnect).toBe(false)
  const second = await rawClient(server, { boardId, as: 'editor-hostile' })
  const json = JSON.stringify({ note: 'x'.repeat(MAX_PRESENCE_BYTES) })
  second.send(frames.presence({ client: 5, clock: 1, json }))
  expect(await second.closed).toBe(closeCode.TOO_LARGE)
  await others.stillWork()
})

test('[S7] edits that need others which never came close the connection; those that follow from offline work do not', async () => {
  const server = await sharedSyncServer()
  const others = await bystanders(server)
  const doc = new Y.Doc()
  doc.getMap('test').set('first', 1)
  const afterFirst = Y.encodeStateVector(doc)
  doc.getMap('test').set('second', 2)
  const second = Y.encodeStateAsUpdate(doc, afterFirst)

  const hostile = await rawClient(server, { boardId, as: 'editor-hostile' })
  hostile.send(frames.step1(), frames.step2(Uint8Array.of(0, 0)), frames.update(second))
  expect(await hostile.closed).toBe(closeCode.MALFORMED)

  // As a stock client does that edits between opening its socket and hearing our first question.
  const returning = await rawClient(server, { boardId, as: 'editor-returning' })
  const marks = marksOf(returning.socket)
  returning.send(frames.step1(), frames.update(second), frames.mark(1))
  const other = await rawClient(server, { boardId, as: 'editor-other' })
  const otherMarks = marksOf(other.socket)
  other.send(frames.mark(1))
  await otherMarks.until(1)
  expect(marks.answered).toEqual([])
  returning.send(frames.step2(Y.encodeStateAsUpdate(doc)))
  await marks.until(1)
  const reader = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(reader)
  expect(reader.doc.getMap('test').toJSON()).toEqual({ first: 1, second: 2 })
  await others.stillWork()
})

test('[S7] thousands of damaged frames leave the server and everyone else as they were', async () => {
  const server = await sharedSyncServer()
  const others = await bystanders(server)
  const damaged = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(
        fc.constantFrom(
          frames.update(honest),
          frames.step2(honest),
          frames.step1(),
          frames.mark(7),
        ),
        fc.nat(),
        fc.nat(255),
      )
      .map(([frame, at, value]) => frame.with(at % frame.length, value)),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => frames.update(bytes)),
  )
  for (const batch of fc.sample(fc.array(damaged, { minLength: 20, maxLength: 20 }), {
    numRuns: 100,
    seed: 5,
  })) {
    const hostile = await rawClient(server, { boardId, as: 'editor-hostile' })
    hostile.send(frames.step1(), frames.step2(Uint8Array.of(0, 0)), ...batch)
    hostile.socket.close()
    await hostile.closed
  }
  await others.stillWork()
  const fresh = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(fresh)
  expect(fresh.doc.getMap('anna').get('turn')).toBe(1)
})

test('[S7] a board at its largest size takes no more, and stays readable', async () => {
  const server = await startSyncServer({ limits: { boardBytes: 200_000 } })
  const writer = stockClient(server, { boardId, as: 'editor-1' })
  await synced(writer)
  for (let edit = 0; edit < 30; edit++) writer.doc.getMap('test').set(`${edit}`, 'x'.repeat(10_000))
  await expect.poll(() => writer.closes).toEqual([closeCode.TOO_LARGE])
  const reader = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(reader)
  expect(reader.doc.getMap('test').size).toBeGreaterThan(10)

  // What only takes away is taken: it is the way to a smaller board.
  const tidy = stockClient(server, { boardId, as: 'editor-2' })
  await synced(tidy)
  for (const key of [...tidy.doc.getMap('test').keys()].slice(1))
    tidy.doc.getMap('test').delete(key)
  await expect.poll(() => reader.doc.getMap('test').size).toBe(1)
  expect(tidy.closes).toEqual([])
})

test('[S7] a flood is read more slowly, and none of it is lost', async () => {
  const server = await startSyncServer({ limits: { framesPerSecond: 500, framesAtOnce: 100 } })
  const client = await rawClient(server, { boardId, as: 'editor-1' })
  const marks = marksOf(client.socket)
  const doc = new Y.Doc()
  doc.on('update', (sent: Uint8Array) => client.send(frames.update(sent)))
  const started = performance.now()
  for (let edit = 0; edit < 600; edit++) doc.getMap('test').set(`${edit}`, 'x'.repeat(2000))
  client.send(frames.mark(1))
  await marks.until(1)
  expect(performance.now() - started).toBeGreaterThan(500)
  const reader = stockClient(server, { boardId, as: 'viewer-1' })
  await synced(reader)
  expect(reader.doc.getMap('test').size).toBe(600)
})

/** Well formed, but its item is put under a text that can hold no children: Yjs fails while taking it in. */
function parentIsNoType(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getMap('test').set('plain', 'value')
  const child = new Y.Doc()
  child.clientID = 2
  child.getMap('test').set('map', new Y.Map())
  const [map] = [child.getMap('test').get('map')]
  if (map instanceof Y.Map) map.set('inner', 1)
  const bytes = Y.encodeStateAsUpdate(child)
  // The inner item names its parent by id (2, 0): pointed at (1, 0), it names the plain value instead.
  const at = bytes.findLastIndex((byte, index) => byte === 2 && bytes[index + 1] === 0)
  return Y.mergeUpdates([Y.encodeStateAsUpdate(doc), bytes.with(at, 1)])
}
