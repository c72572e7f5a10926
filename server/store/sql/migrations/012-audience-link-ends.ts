import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Why an audience link ended before its time, so that whoever looks after the board is told. And room in the custody
 * log for what is done to such links: PostgreSQL refused those words, and with them the links. SQLite counts no
 * letters.
 */
export const audienceLinkEnds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('audience_link').addColumn('ended_why', 'varchar(40)').execute()
    if (db.getExecutor().adapter instanceof PostgresAdapter)
      await sql`ALTER TABLE custody ALTER COLUMN what TYPE varchar(40)`.execute(db)
  },
}
