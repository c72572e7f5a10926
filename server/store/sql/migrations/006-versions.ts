import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Names on moments of boards, given by people or by the server itself, with the hashes of what stood there. */
export const versions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('version')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull().references('board.id'))
      .addColumn('id', 'varchar(64)', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('kind', 'varchar(16)', (c) => c.notNull())
      .addColumn('person_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('named_at', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('log_hash', 'varchar(64)', (c) => c.notNull())
      .addColumn('records_hash', 'varchar(64)', (c) => c.notNull())
      .addPrimaryKeyConstraint('version_pk', ['board_id', 'id'])
      .execute()
  },
}
