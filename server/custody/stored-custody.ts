import type { Selectable } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'
import type { CustodyRow } from './custody-chain.ts'

/** A row of the custody log as a database holds it. */
export type StoredCustody = Selectable<Tables['custody']>

// PostgreSQL hands 64-bit integers out as text: positions and times are made numbers here.
export function rowOf(stored: StoredCustody): CustodyRow {
  return {
    seq: Number(stored.seq),
    at: Number(stored.at),
    actor: stored.actor,
    actorName: stored.actor_name,
    what: stored.what,
    evidenceId: stored.evidence_id,
    sha256: stored.sha256,
    details: stored.details,
  }
}

export function storedOf(boardId: string, row: CustodyRow, hash: Uint8Array): StoredCustody {
  return {
    board_id: boardId,
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    actor_name: row.actorName,
    what: row.what,
    evidence_id: row.evidenceId,
    sha256: row.sha256,
    details: row.details,
    hash,
  }
}
