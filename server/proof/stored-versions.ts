import type { Kysely } from 'kysely'
import { withoutElsewhere } from '../people/elsewhere.ts'
import type { Tables } from '../store/sql/tables.ts'
import type { ArchivedVersion } from './archive-format.ts'

/** The versions of a board with the hashes they fix, in the order of the log. */
export async function storedVersions(
  kysely: Kysely<Tables>,
  boardId: string,
): Promise<ArchivedVersion[]> {
  const rows = await kysely
    .selectFrom('version')
    .selectAll()
    .where('board_id', '=', boardId)
    .orderBy('seq')
    .orderBy('named_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seq: Number(row.seq),
    name: row.name,
    note: row.note,
    kind: row.kind,
    personName: row.person_name,
    personId: withoutElsewhere(row.person_id),
    namedAt: Number(row.named_at),
    logHash: row.log_hash,
    recordsHash: row.records_hash,
  }))
}
