import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Boards and who may enter them. */
export const boards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('board')
      .addColumn('id', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('archived_at', 'bigint')
      .addColumn('edited_at', 'bigint')
      .execute()
    await db.schema
      .createTable('board_member')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull().references('board.id'))
      .addColumn('person_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('role', 'varchar(16)', (c) => c.notNull())
      .addPrimaryKeyConstraint('board_member_pk', ['board_id', 'person_id'])
      .execute()
    await db.schema
      .createIndex('board_member_person')
      .on('board_member')
      .column('person_id')
      .execute()
  },
}
