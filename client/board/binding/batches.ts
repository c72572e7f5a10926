import type { TLRecord } from '@tldraw/tlschema'
import { MAX_FRAME_BYTES } from '../../../shared/protocol/frames.ts'

/** One transaction is one frame on the wire, and the server cuts off who sends one that is too large. */
const MAX_BATCH_BYTES = MAX_FRAME_BYTES / 4
const SMALL = 50

/** Splits the ids of what is to be written so that each part stays well below the largest frame. */
export function intoBatches(ids: string[], get: (id: string) => TLRecord | undefined): string[][] {
  if (ids.length === 0) return []
  const batches: string[][] = [[]]
  let bytes = 0
  for (const id of ids) {
    // Characters outside Latin take up to three bytes each.
    const size = ids.length <= 1 ? 0 : SMALL + JSON.stringify(get(id) ?? '').length * 2
    if (bytes > 0 && bytes + size > MAX_BATCH_BYTES) {
      batches.push([])
      bytes = 0
    }
    bytes += size
    batches.at(-1)?.push(id)
  }
  return batches
}
