import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Links that let somebody in once. Only a hash of what the link holds is kept. */
export const invitations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('invitation')
      .addColumn('token_hash', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('board_id', 'varchar(64)', (c) => c.references('board.id'))
      .addColumn('role', 'varchar(16)', (c) => c.notNull())
      .addColumn('invited_by', 'varchar(64)', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('used_by', 'varchar(64)')
      .execute()
  },
}
