import { createHash } from 'node:crypto'

/**
 * The chain that ties a board's log together: each row's hash is SHA-256 over the hash before it, its position,
 * time, actor and update, so that a row cannot be changed, dropped or moved without every later hash showing it.
 * All numbers are unsigned, 64 bits, big-endian.
 */

type Chained = { seq: number; at: number; actor: string; update: Uint8Array }

/** The hash before a board's first row; of the board's id, so that rows of one board don't fit into another. */
export function firstHash(boardId: string): Uint8Array {
  return createHash('sha256').update(`redstring log 1 ${boardId}`).digest()
}

export function nextHash(previous: Uint8Array, { seq, at, actor, update }: Chained): Uint8Array {
  const name = Buffer.from(actor)
  const numbers = Buffer.allocUnsafe(24)
  numbers.writeBigUInt64BE(BigInt(seq), 0)
  numbers.writeBigUInt64BE(BigInt(at), 8)
  numbers.writeBigUInt64BE(BigInt(name.length), 16)
  return createHash('sha256').update(previous).update(numbers).update(name).update(update).digest()
}
