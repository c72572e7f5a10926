import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import { BoardDocument } from '../../server/rooms/board-document.ts'
import { said } from '../support/sync-clients.ts'

/** A document and the updates that make it, one a change. */
function history(changes: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let change = 0; change < changes; change++) doc.getMap('test').set(`${change % 50}`, change)
  return { doc, updates }
}

function opened(updates: Uint8Array[], checkpointAt = 0): BoardDocument {
  const tail = updates.slice(checkpointAt)
  const doc = new Y.Doc()
  for (const update of updates.slice(0, checkpointAt)) Y.applyUpdate(doc, update)
  const state = Y.encodeStateAsUpdate(doc)
  const checkpoint =
    checkpointAt > 0 ? { seq: checkpointAt, state, stateVector: Y.encodeStateVector(doc) } : null
  const bytes = state.byteLength + tail.reduce((sum, update) => sum + update.byteLength, 0)
  return new BoardDocument({ checkpoint, tail, seq: updates.length, bytes })
}

/** What a client makes of an answer: WebSocket header off, as it would arrive. */
function received(answer: Buffer[], doc = new Y.Doc()): Y.Doc {
  for (const frame of answer) {
    const headerBytes = frame[1] === 127 ? 10 : frame[1] === 126 ? 4 : 2
    const content = said(Uint8Array.from(frame.subarray(headerBytes)))
    if (content.kind === 'update' || content.kind === 'step-2') Y.applyUpdate(doc, content.body)
  }
  return doc
}

const NOTHING = Uint8Array.of(0)

test.for([
  [0, 0],
  [1, 0],
  [31, 0],
  [32, 0],
  [200, 0],
  [200, 150],
  [200, 200],
])(
  '[S2] %i edits with a checkpoint at %i are handed over whole, without building the document',
  ([edits = 0, at = 0]) => {
    const { doc, updates } = history(edits)
    const board = opened(updates, at)
    expect(received(board.answerTo(NOTHING)).getMap('test').toJSON()).toEqual(
      doc.getMap('test').toJSON(),
    )
    expect([...Y.decodeStateVector(board.stateVector)]).toEqual([
      ...Y.decodeStateVector(Y.encodeStateVector(doc)),
    ])
    expect(board.seq).toBe(edits)
  },
)

test('[S2] what joins at any moment of a history gets that moment, across edits and checkpoints', () => {
  const { updates } = history(300)
  const board = opened([])
  const live = new Y.Doc()
  for (const [index, update] of updates.entries()) {
    board.apply(update)
    Y.applyUpdate(live, update)
    if (index % 70 === 40) {
      const stateVector = Y.encodeStateVector(live)
      board.rebase({ seq: index + 1, state: Y.encodeStateAsUpdate(live), stateVector })
    }
    if (index % 7 !== 0) continue
    const joined = received(board.answerTo(NOTHING))
    expect(joined.getMap('test').toJSON()).toEqual(live.getMap('test').toJSON())
    expect(joined.store.pendingStructs).toBeNull()
  }
})

test('[S7] an update that breaks off in the middle leaves the document as it was', () => {
  const { doc, updates } = history(60)
  const board = opened(updates)
  const more = new Y.Doc()
  more.getMap('test').set('honest', 'value'.repeat(20))
  more.getMap('test').delete('honest')
  more.getMap('test').set('other', 1)
  const update = Y.encodeStateAsUpdate(more)
  fc.assert(
    fc.property(fc.nat(update.byteLength - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
      const damaged = cut ? update.slice(0, at) : update.with(at, value)
      expect(failureOf(() => board.apply(damaged))).toBe('none or expected')
      const kept = received(board.answerTo(NOTHING))
      // Bytes and document say the same, whether the damage made sense or not.
      expect(kept.getMap('test').toJSON()).toEqual(board.doc.getMap('test').toJSON())
      expect(kept.getMap('test').toJSON()).toMatchObject(without(doc, ['honest', 'other']))
    }),
    { numRuns: 500, seed: 3 },
  )
})

test('[S13] a server-side change that throws leaves nothing behind', () => {
  const { doc, updates } = history(60)
  const board = opened(updates)
  expect(() =>
    board.edit((changed) => {
      changed.getMap('test').set('half', true)
      throw new Error('in the middle')
    }),
  ).toThrow('in the middle')
  expect(board.doc.getMap('test').toJSON()).toEqual(doc.getMap('test').toJSON())
  expect(board.seq).toBe(60)
  expect(board.edit((changed) => changed.getMap('test').set('whole', true))).not.toBeNull()
  expect(board.seq).toBe(61)
  expect(board.edit(() => {})).toBeNull()
})

test('[S7] an update that needs what never came is not kept, and says so', () => {
  const { updates } = history(3)
  const board = opened([])
  expect(board.apply(updates[2] ?? NOTHING)).toEqual({ news: null, isOutOfOrder: true })
  expect(board.seq).toBe(0)
  for (const update of updates) expect(board.apply(update).isOutOfOrder).toBe(false)
  expect(board.doc.getMap('test').size).toBe(3)
  expect(board.apply(updates[1] ?? NOTHING)).toEqual({ news: null, isOutOfOrder: false })
})

test('[S8] edits that overwrite each other do not pile up in memory', () => {
  const board = opened([])
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => board.apply(update))
  for (let edit = 0; edit < 100; edit++)
    doc.getMap('test').set('large', `${edit}${'x'.repeat(200_000)}`)
  expect(board.bytes).toBeLessThan(2_500_000)
  expect(board.seq).toBe(100)
  expect(board.taken.count).toBe(100)
  expect(received(board.answerTo(NOTHING)).getMap('test').get('large')).toMatch(/^99x/)
})

function failureOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (!(error instanceof AppError)) return String(error)
  }
  return 'none or expected'
}

function without(doc: Y.Doc, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(doc.getMap('test').toJSON()).filter(([key]) => !keys.includes(key)),
  )
}
