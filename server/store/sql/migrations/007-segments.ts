import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Old rows of the log, packed (history/segments): every edit stays openable and its hash follows from what is packed.
 * A checkpoint gets a digest, so that damage shows in each of its bytes; those made before have none.
 */
export const segments: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('log_segment')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('first_seq', 'bigint', (c) => c.notNull())
      .addColumn('last_seq', 'bigint', (c) => c.notNull())
      .addColumn('first_at', 'bigint', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addColumn('hash_before', sql`bytea`, (c) => c.notNull())
      .addColumn('hash', sql`bytea`, (c) => c.notNull())
      .addColumn('bytes', 'bigint', (c) => c.notNull())
      .addColumn('data', sql`bytea`, (c) => c.notNull())
      .addPrimaryKeyConstraint('log_segment_pk', ['board_id', 'first_seq'])
      .execute()
    await db.schema
      .alterTable('checkpoint')
      .addColumn('digest', sql`bytea`)
      .execute()
  },
}
