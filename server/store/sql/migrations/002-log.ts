import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The log of edits and its checkpoints. `bytea` is a valid column type name in SQLite too (BLOB affinity by content). */
export const log: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('log')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'varchar(64)', (c) => c.notNull())
      .addColumn('update', sql`bytea`, (c) => c.notNull())
      .addColumn('hash', sql`bytea`, (c) => c.notNull())
      .addPrimaryKeyConstraint('log_pk', ['board_id', 'seq'])
      .execute()
    await db.schema
      .createTable('checkpoint')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('state', sql`bytea`, (c) => c.notNull())
      .addColumn('state_vector', sql`bytea`, (c) => c.notNull())
      .addPrimaryKeyConstraint('checkpoint_pk', ['board_id', 'seq'])
      .execute()
  },
}
