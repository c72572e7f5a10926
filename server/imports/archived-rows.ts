import { segmentOf } from '../history/segments/segment.ts'
import { firstHash } from '../history/hash-chain.ts'
import type { LogRow, Segment } from '../store/log-store.ts'

/** As `history/segments/merging.ts` packs: the newest rows always lie by themselves. */
const ROWS = 4096
const BYTES = 4 * 1024 * 1024
const KEEP = 1000

/** A log as it is put into the database: old rows packed, so that a long one is a short transaction. */
export async function packedLog(
  boardId: string,
  rows: AsyncIterable<LogRow>,
): Promise<{ segments: Segment[]; loose: LogRow[] }> {
  const segments: Segment[] = []
  let loose: LogRow[] = []
  let hash = firstHash(boardId)
  let full = { rows: 0, bytes: 0 }
  for await (const row of rows) {
    loose.push(row)
    // How many of the first make a whole segment; counted once, as they come.
    const isFull = full.rows >= ROWS || full.bytes >= BYTES
    if (!isFull) full = { rows: full.rows + 1, bytes: full.bytes + row.update.byteLength }
    if (!isFull || loose.length < full.rows + KEEP) continue
    const segment = await segmentOf(loose.slice(0, full.rows), hash)
    segments.push(segment)
    hash = segment.hash
    loose = loose.slice(full.rows)
    full = { rows: 0, bytes: 0 }
    for (const { update } of loose)
      if (full.rows < ROWS && full.bytes < BYTES)
        full = { rows: full.rows + 1, bytes: full.bytes + update.byteLength }
  }
  return { segments, loose }
}
