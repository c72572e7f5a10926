import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is known of each stored file, and which boards hold it. */
export const files: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('file')
      .addColumn('sha256', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('board_file')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('sha256', 'varchar(64)', (c) => c.notNull().references('file.sha256'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('added_by', 'varchar(64)', (c) => c.notNull())
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('board_file_pk', ['board_id', 'sha256'])
      .execute()
  },
}
