import { createHash } from 'node:crypto'

type CheckpointRow = { seq: number; at: number; state: Uint8Array; state_vector: Uint8Array }

/** What the row of a checkpoint must hash to, SHA-256. `state` as it lies there, compressed. */
export function checkpointDigest({ seq, at, state, state_vector }: CheckpointRow): Uint8Array {
  const numbers = Buffer.allocUnsafe(24)
  numbers.writeBigUInt64BE(BigInt(seq), 0)
  numbers.writeBigUInt64BE(BigInt(at), 8)
  numbers.writeBigUInt64BE(BigInt(state_vector.byteLength), 16)
  return createHash('sha256').update(numbers).update(state_vector).update(state).digest()
}
