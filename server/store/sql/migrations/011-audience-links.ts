import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Links that only watch a briefing, without an account. None is there until somebody makes one. */
export const audienceLinks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('audience_link')
      .addColumn('id', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('token_hash', 'varchar(64)', (c) => c.notNull().unique())
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('briefing_id', 'varchar(100)', (c) => c.notNull())
      .addColumn('made_by', 'varchar(64)', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('password_hash', 'text')
      .addColumn('asks_name', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('audience_link_board')
      .on('audience_link')
      .column('board_id')
      .execute()
  },
}
