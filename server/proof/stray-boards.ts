import type { Kysely } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'

const tables = [
  'log',
  'log_segment',
  'checkpoint',
  'custody',
  'custody_head',
  'board_file',
  'audience_link',
  'version',
  'version_timestamp',
  'imported_person',
  'imported_board',
] as const

/** Ids under which a table holds rows although there is no such board: rows moved there, or a board taken away. */
export async function strayBoards(
  kysely: Kysely<Tables>,
): Promise<{ id: string; table: string }[]> {
  const strays: { id: string; table: string }[] = []
  for (const table of tables) {
    const rows = await kysely
      .selectFrom(table)
      .select(`${table}.board_id`)
      .distinct()
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('board')
              .select('board.id')
              .whereRef('board.id', '=', `${table}.board_id`),
          ),
        ),
      )
      .execute()
    strays.push(...rows.map(({ board_id }) => ({ id: board_id, table })))
  }
  return strays
}
