import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Time stamps (RFC 3161) of versions, where an authority is configured: from then on somebody else says too that a
 * version was there at that time. Versions from before get theirs as soon as the authority is asked.
 */
export const versionTimestamps: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('version_timestamp')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('version_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('imprint', 'varchar(64)', (c) => c.notNull())
      .addColumn('token', sql`bytea`, (c) => c.notNull())
      .addColumn('digest', 'varchar(64)', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('authority', 'text', (c) => c.notNull())
      .addColumn('is_vouched_for', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('version_timestamp_pk', ['board_id', 'version_id'])
      .addForeignKeyConstraint(
        'version_timestamp_version_fk',
        ['board_id', 'version_id'],
        'version',
        ['board_id', 'id'],
        (c) => c.onDelete('cascade'),
      )
      .execute()
  },
}
