import { MAX_FRAME_BYTES } from '../../../shared/protocol/frames.ts'
import { LongText, type Change } from './changes.ts'

/** One transaction is one frame on the wire, and the server cuts off who sends one that is too large. */
const MAX_BYTES = MAX_FRAME_BYTES / 4
const SMALL = 50

/** Splits a step, in its order, so that taking any part of it back stays well below the largest frame. */
export function inFrames(step: Iterable<Change>): Change[][] {
  const parts: Change[][] = []
  let bytes = 0
  for (const change of step) {
    const size = sizeOf(change)
    const part = parts.at(-1)
    if (part && bytes + size <= MAX_BYTES) {
      part.push(change)
      bytes += size
    } else {
      parts.push([change])
      bytes = size
    }
  }
  return parts
}

/** Roughly how many bytes the change puts back; characters outside Latin take up to three. */
function sizeOf(change: Change): number {
  if (change.kind === 'text')
    return change.deleted.reduce((sum, { text }) => sum + text.length * 2, SMALL)
  if (change.kind === 'field') return SMALL + lengthOf(change.before)
  return Object.values(change.before?.keys ?? {}).reduce<number>(
    (sum, value) => sum + SMALL + lengthOf(value),
    SMALL,
  )
}

function lengthOf(value: unknown): number {
  const plain = value instanceof LongText ? value.text : value
  return (JSON.stringify(plain) ?? '').length * 2
}
