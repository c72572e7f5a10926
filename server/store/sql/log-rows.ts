import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { nextHash } from '../../history/hash-chain.ts'
import type { LogEntry, LogHead, LogRow, StoredBoard } from '../log-store.ts'

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

type StoredCheckpoint = { seq: number | string; state: Uint8Array; state_vector: Uint8Array }

export async function openedBoard(
  checkpoint: StoredCheckpoint | undefined,
  tail: Uint8Array[],
): Promise<StoredBoard> {
  const tailBytes = tail.reduce((sum, update) => sum + update.byteLength, 0)
  if (!checkpoint) return { checkpoint: null, tail, seq: tail.length, bytes: tailBytes }
  const state = await decompress(checkpoint.state)
  const seq = Number(checkpoint.seq)
  return {
    checkpoint: { seq, state, stateVector: checkpoint.state_vector },
    tail,
    seq: seq + tail.length,
    bytes: state.byteLength + tailBytes,
  }
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
