import type { Kysely } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'

/**
 * Those who worked on a board elsewhere, before it was taken in here: names beside the ids that its log names. They
 * are nobody here, and cannot sign in or be let into anything.
 */
export async function importedPeople(
  kysely: Kysely<Tables>,
  boardId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await kysely
    .selectFrom('imported_person')
    .select(['person_id', 'name'])
    .where('board_id', '=', boardId)
    .execute()
  return rows.map(({ person_id, name }) => ({ id: person_id, name }))
}
