import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * How far the logs of a board are what its package brought: who stands in them is told as somebody of the imported
 * case. Of boards that came before this, the log is taken up to the time at which they came.
 */
export const importedBoards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('imported_board')
      .addColumn('board_id', 'varchar(64)', (c) => c.primaryKey())
      .addColumn('log_seq', 'bigint', (c) => c.notNull())
      .addColumn('custody_seq', 'bigint', (c) => c.notNull())
      .execute()
    await sql`
      INSERT INTO imported_board (board_id, log_seq, custody_seq)
      SELECT came.board_id,
        COALESCE(
          (SELECT MAX(log.seq) FROM log WHERE log.board_id = came.board_id AND log.at <= came.at),
          (SELECT MAX(last_seq) FROM log_segment WHERE log_segment.board_id = came.board_id AND last_at <= came.at),
          0),
        came.seq - 1
      FROM custody AS came
      WHERE came.what = 'imported' AND came.seq = (
        SELECT MAX(seq) FROM custody WHERE custody.board_id = came.board_id AND custody.what = 'imported')`.execute(
      db,
    )
  },
}
