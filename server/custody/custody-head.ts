import type { Kysely } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'

/** Where a custody log ends: the position of its last row, and that row's hash. */
export type CustodyHead = { seq: number; hash: Uint8Array }

/** Null where nothing was written for the board yet. */
export async function custodyHeadOf(
  kysely: Kysely<Tables>,
  boardId: string,
): Promise<CustodyHead | null> {
  const row = await kysely
    .selectFrom('custody_head')
    .select(['seq', 'hash'])
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row ? { seq: Number(row.seq), hash: row.hash } : null
}
