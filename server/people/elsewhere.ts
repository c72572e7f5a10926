import type { Kysely } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'

/**
 * Who stands in the logs of a board that came in a package. Whoever made the package could write any id and name into
 * them, also those of people here: so they are told as somebody of the imported case, under ids that nobody here has.
 */

/** The last rows of the log and of the custody log that came with the board; 0 for a board that was made here. */
type ImportedEnd = { log: number; custody: number }

export async function importedEnd(kysely: Kysely<Tables>, boardId: string): Promise<ImportedEnd> {
  const row = await kysely
    .selectFrom('imported_board')
    .select(['log_seq', 'custody_seq'])
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return { log: Number(row?.log_seq ?? 0), custody: Number(row?.custody_seq ?? 0) }
}

/** Who made a row of a log, where its first rows came with the board. */
export function whoIn(
  { seq, actor }: { seq: number; actor: string },
  lastImported: number,
): string {
  return seq <= lastImported ? elsewhereId(actor) : actor
}

const ELSEWHERE = 'elsewhere:'

export function elsewhereId(id: string): string {
  return isElsewhere(id) ? id : `${ELSEWHERE}${id}`
}

/** Ids of people here have no colon. */
export function isElsewhere(id: string): boolean {
  return id.startsWith(ELSEWHERE)
}

/** The id as the package gave it. */
export function withoutElsewhere(id: string): string {
  return isElsewhere(id) ? id.slice(ELSEWHERE.length) : id
}
