import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'
import type { ArchivedVersion } from './archive-format.ts'

type Row = {
  id: string
  seq: number | string
  name: string
  note: string
  kind: string
  person_name: string
  named_at: number | string
  log_hash: string
  records_hash: string
}

/** The versions of a board with the hashes they fix, in the order of the log. None where there is no such table yet. */
export async function storedVersions(
  kysely: Kysely<Tables>,
  boardId: string,
): Promise<ArchivedVersion[]> {
  const tables = await kysely.introspection.getTables()
  if (!tables.some(({ name }) => name === 'version')) return []
  const { rows } = await sql<Row>`
    SELECT id, seq, name, note, kind, person_name, named_at, log_hash, records_hash
    FROM version WHERE board_id = ${boardId} ORDER BY seq, named_at, id`.execute(kysely)
  return rows.map((row) => ({
    id: row.id,
    seq: Number(row.seq),
    name: row.name,
    note: row.note,
    kind: row.kind,
    personName: row.person_name,
    namedAt: Number(row.named_at),
    logHash: row.log_hash,
    recordsHash: row.records_hash,
  }))
}
