import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What was done to each item and original, by whom and when: rows are added and never changed. */
export const custody: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('custody')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'varchar(64)', (c) => c.notNull())
      .addColumn('actor_name', 'text', (c) => c.notNull())
      .addColumn('what', 'varchar(16)', (c) => c.notNull())
      .addColumn('evidence_id', 'varchar(80)')
      .addColumn('sha256', 'varchar(64)')
      .addColumn('details', 'text', (c) => c.notNull())
      .addColumn('hash', sql`bytea`, (c) => c.notNull())
      .addPrimaryKeyConstraint('custody_pk', ['board_id', 'seq'])
      .execute()
    await db.schema
      .createIndex('custody_evidence')
      .on('custody')
      .columns(['board_id', 'evidence_id'])
      .execute()
    await db.schema
      .createIndex('custody_file')
      .on('custody')
      .columns(['board_id', 'sha256'])
      .execute()
  },
}
