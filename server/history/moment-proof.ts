import type { MomentProof } from '../../shared/protocol/pictures.ts'
import type { LogStore } from '../store/log-store.ts'
import { firstHash } from './hash-chain.ts'

/** The hash of a board's log up to entry `seq`, and when that was made; null where the log does not go so far. */
export async function proofOfMoment(
  store: Pick<LogStore, 'read'>,
  boardId: string,
  seq: number,
): Promise<MomentProof | null> {
  if (seq === 0) return { seq, at: null, logHash: Buffer.from(firstHash(boardId)).toString('hex') }
  const [row] = await store.read(boardId, { after: seq - 1, limit: 1 })
  if (row?.seq !== seq) return null
  return {
    seq,
    at: new Date(row.at).toISOString(),
    logHash: Buffer.from(row.hash).toString('hex'),
  }
}
