import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Tail } from '../../server/rooms/tail.ts'

/** One update for each text, in order. */
function updatesOf(texts: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const [at, text] of texts.entries()) doc.getMap('test').set(String(at), text)
  return updates
}

test('[S14] small edits after the checkpoint are handed over many to a frame, large ones as they came', () => {
  const small = Array.from({ length: 80 }, (_, n) => `step ${n}`)
  const large = Array.from({ length: 3 }, () => 'x'.repeat(50_000))
  expect(new Tail(updatesOf(small)).frames()).toHaveLength(3)
  const updates = updatesOf([...small, ...large, ...small])
  const tail = new Tail(updates)
  expect(tail.frames()).toHaveLength(3 + 3 + 3)
  expect(tail.updates).toEqual(updates)
  expect(tail.bytes).toBe(updates.reduce((sum, update) => sum + update.byteLength, 0))
})

test('[S14] frames are made once, and after an edit only the last is made again', () => {
  const [next, ...before] = updatesOf(
    Array.from({ length: 41 }, (_, n) => `step ${n}`),
  ).toReversed()
  const tail = new Tail(before.toReversed())
  const [first, last] = tail.frames()
  expect(tail.frames()[0]).toBe(first)
  expect(tail.frames()[1]).toBe(last)
  if (next) tail.add(next)
  expect(tail.frames()[0]).toBe(first)
  expect(tail.frames()[1]).not.toBe(last)
})
