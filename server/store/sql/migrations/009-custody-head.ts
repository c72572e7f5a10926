import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Where each custody log ends, kept beside its rows: the last ones cut off show. A log from before ends where it ends now. */
export const custodyHead: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('custody_head')
      .addColumn('board_id', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('hash', sql`bytea`, (c) => c.notNull())
      .execute()
    await sql`INSERT INTO custody_head (board_id, seq, hash)
      SELECT board_id, seq, hash FROM custody AS entry
      WHERE seq = (SELECT MAX(seq) FROM custody WHERE board_id = entry.board_id)`.execute(db)
  },
}
