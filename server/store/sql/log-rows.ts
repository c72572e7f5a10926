import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { nextHash } from '../../history/hash-chain.ts'
import { rowsOf, updatesOf } from '../../history/segments/segment.ts'
import type { LogEntry, LogHead, LogRow, Segment, StoredBoard } from '../log-store.ts'
import type { Tables } from './tables.ts'

/** What both engines share: turning entries into chained rows, and stored rows into an opened board. */

export type NewRow = LogRow & { boardId: string }

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Chains the entries on to their boards' heads, and moves the heads along. `heads` must hold every board. */
export function chainEntries(entries: readonly LogEntry[], heads: Map<string, LogHead>): NewRow[] {
  return entries.map(({ boardId, at, actor, update }) => {
    const head = heads.get(boardId)
    if (!head) throw new Error('The head of a log was not read before it was added to')
    const seq = head.seq + 1
    const hash = nextHash(head.hash, { seq, at, actor, update })
    heads.set(boardId, { seq, hash })
    return { boardId, seq, at, actor, update, hash }
  })
}

/** With a checksum, so that a damaged checkpoint fails to open instead of opening as something else. */
export function compressState(state: Uint8Array): Promise<Uint8Array> {
  return compress(state, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
}

/** What a checkpoint's row must hash to. `state` as it lies there, compressed. */
export function checkpointDigest({ seq, at, state, state_vector }: CheckpointRow): Uint8Array {
  const numbers = Buffer.allocUnsafe(24)
  numbers.writeBigUInt64BE(BigInt(seq), 0)
  numbers.writeBigUInt64BE(BigInt(at), 8)
  numbers.writeBigUInt64BE(BigInt(state_vector.byteLength), 16)
  return createHash('sha256').update(numbers).update(state_vector).update(state).digest()
}

type CheckpointRow = Pick<Tables['checkpoint'], 'seq' | 'at' | 'state' | 'state_vector'>
type StoredCheckpoint = { seq: number | string; state: Uint8Array; state_vector: Uint8Array }

/** What the database holds of a board up to a moment, as it lies there. `segments` and `tail` follow each other. */
export type StoredRows = {
  checkpoint?: StoredCheckpoint | undefined
  /** Those with rows after the checkpoint. */
  segments: Segment[]
  tail: Uint8Array[]
}

/** @throws DamagedSegment, or Error where the checkpoint is damaged */
export async function openedBoard(
  { checkpoint: stored, segments, tail }: StoredRows,
  upTo: number,
): Promise<StoredBoard> {
  const checkpoint = stored
    ? {
        seq: Number(stored.seq),
        state: await decompress(stored.state),
        stateVector: stored.state_vector,
      }
    : null
  const after = checkpoint?.seq ?? 0
  const updates: Uint8Array[] = []
  for (const segment of segments) {
    const rows = await updatesOf(segment)
    const { firstSeq } = segment
    for (const row of rows.slice(Math.max(0, after - firstSeq + 1), upTo - firstSeq + 1))
      updates.push(row.update)
  }
  // One by one: spread, a long log would be more arguments than a call takes.
  for (const update of tail) updates.push(update)
  const tailBytes = updates.reduce((sum, update) => sum + update.byteLength, 0)
  return {
    checkpoint,
    tail: updates,
    seq: after + updates.length,
    bytes: (checkpoint?.state.byteLength ?? 0) + tailBytes,
  }
}

/** The rows after `after`, out of the segments that hold some, and those that lie by themselves. */
export async function readRows(
  { segments, rows }: { segments: Segment[]; rows: LogRow[] },
  { after, limit }: { after: number; limit: number },
): Promise<LogRow[]> {
  const read: LogRow[] = []
  for (const segment of segments) {
    const of = await rowsOf(segment)
    read.push(...of.slice(Math.max(0, after - segment.firstSeq + 1)))
  }
  return read.concat(rows).slice(0, limit)
}

export function segmentOfRow(row: Tables['log_segment']): Segment {
  return { ...segmentHeadOf(row), data: row.data }
}

export function segmentHeadOf(row: Omit<Tables['log_segment'], 'data'>): Omit<Segment, 'data'> {
  return {
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    hashBefore: row.hash_before,
    hash: row.hash,
    bytes: Number(row.bytes),
  }
}

export function rowOfSegment(boardId: string, segment: Segment): Tables['log_segment'] {
  return {
    board_id: boardId,
    first_seq: segment.firstSeq,
    last_seq: segment.lastSeq,
    first_at: segment.firstAt,
    last_at: segment.lastAt,
    hash_before: segment.hashBefore,
    hash: segment.hash,
    bytes: segment.bytes,
    data: segment.data,
  }
}

/** Whether a segment may take the place of rows: those of a board are `loose` now, and its last has `hash` there. */
export function checkReplacement(
  { firstSeq, lastSeq, hash }: Segment,
  loose: { first: number; last: number; hash: Uint8Array | undefined },
): void {
  const fits =
    loose.first === firstSeq &&
    loose.last > lastSeq &&
    loose.hash !== undefined &&
    Buffer.compare(loose.hash, hash) === 0
  if (!fits) throw new Error('The log does not hold these rows, or no others')
}

/**
 * Which checkpoints may go once a new one is there: all but the newest two, and one in about 10,000 entries of
 * those before, so that any moment in a long history opens without replaying all of it.
 */
export function checkpointsToDrop(seqs: readonly number[]): number[] {
  const newestFirst = seqs.toSorted((a, b) => b - a)
  const drop: number[] = []
  let kept = newestFirst[1] ?? 0
  for (const [index, seq] of newestFirst.entries()) {
    if (index < 2) continue
    const isStep = Math.floor(kept / CHECKPOINT_STEP) !== Math.floor(seq / CHECKPOINT_STEP)
    if (isStep) kept = seq
    else drop.push(seq)
  }
  return drop
}

const CHECKPOINT_STEP = 10_000
