import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Boards can come from another Redstring: the names of who worked on them there, for their logs name ids only. */
export const importedPeople: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('imported_person')
      .addColumn('board_id', 'varchar(64)', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('imported_person_pk', ['board_id', 'person_id'])
      .execute()
  },
}
