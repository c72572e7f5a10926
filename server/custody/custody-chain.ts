import { firstHash, nextHash } from '../history/hash-chain.ts'

/** One row as it lies in the table, all but its hash. */
export type CustodyRow = {
  seq: number
  /** Milliseconds since 1970. */
  at: number
  actor: string
  actorName: string
  what: string
  evidenceId: string | null
  sha256: string | null
  /** JSON, byte for byte as stored. */
  details: string
}

/**
 * The chain that ties a board's custody log together, the same as that of its edits, with a beginning of its own:
 * a row changed, moved, or taken out from between others shows.
 */
export function firstCustodyHash(boardId: string): Uint8Array {
  return firstHash(`custody ${boardId}`)
}

export function nextCustodyHash(previous: Uint8Array, row: CustodyRow): Uint8Array {
  const { seq, at, actor, actorName, what, evidenceId, sha256, details } = row
  const update = Buffer.from(JSON.stringify([actorName, what, evidenceId, sha256, details]))
  return nextHash(previous, { seq, at, actor, update })
}
