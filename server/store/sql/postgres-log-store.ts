import { type Kysely, sql, type Transaction } from 'kysely'
import { AppError } from '../../../shared/app-error.ts'
import { firstHash } from '../../history/hash-chain.ts'
import type { Checkpoint, LogEntry, LogHead, LogRow, LogStore, StoredBoard } from '../log-store.ts'
import {
  chainEntries,
  checkpointsToDrop,
  compressState,
  type NewRow,
  openedBoard,
} from './log-rows.ts'
import type { Tables } from './tables.ts'

/** Rows a statement: PostgreSQL takes at most 65,535 parameters in one. */
const ROWS_A_STATEMENT = 5000

/** The log in PostgreSQL. The database handle belongs to whoever opened it and is not closed here. */
export class PostgresLogStore implements LogStore {
  readonly #db: Kysely<Tables>
  /** The batch whose commit nobody knows of: the database went away before it answered. */
  #unsure: { entries: readonly LogEntry[]; rows: NewRow[] } | null = null

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async append(entries: readonly LogEntry[]): Promise<number[]> {
    const before = this.#unsure && isSame(this.#unsure.entries, entries) ? this.#unsure.rows : null
    try {
      const rows = await this.#db
        .transaction()
        .execute((tx) =>
          appendIn(tx, { entries, before, onRows: (rows) => (this.#unsure = { entries, rows }) }),
        )
      this.#unsure = null
      return rows.map((row) => row.seq)
    } catch (cause) {
      throw new AppError('log/not-durable', 'The database cannot be written to.', { cause })
    }
  }

  load(boardId: string): Promise<StoredBoard> {
    return this.loadAt(boardId, Number.MAX_SAFE_INTEGER)
  }

  /** One snapshot for both queries, so that a checkpoint made meanwhile can't leave a gap. */
  loadAt(boardId: string, seq: number): Promise<StoredBoard> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const checkpoint = await tx
          .selectFrom('checkpoint')
          .select(['seq', 'state', 'state_vector'])
          .where('board_id', '=', boardId)
          .where('seq', '<=', seq)
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirst()
        const tail = await tx
          .selectFrom('log')
          .select('update')
          .where('board_id', '=', boardId)
          .where('seq', '>', Number(checkpoint?.seq ?? 0))
          .where('seq', '<=', seq)
          .orderBy('seq')
          .execute()
        return openedBoard(
          checkpoint,
          tail.map((row) => row.update),
        )
      })
  }

  async read(
    boardId: string,
    { after, limit }: { after: number; limit: number },
  ): Promise<LogRow[]> {
    const rows = await this.#db
      .selectFrom('log')
      .select(['seq', 'at', 'actor', 'update', 'hash'])
      .where('board_id', '=', boardId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) }))
  }

  head(boardId: string): Promise<LogHead> {
    return headIn(this.#db, boardId)
  }

  async saveCheckpoint(boardId: string, { seq, state, stateVector }: Checkpoint): Promise<void> {
    const row = {
      board_id: boardId,
      seq,
      at: Date.now(),
      state: await compressState(state),
      state_vector: stateVector,
    }
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('checkpoint')
        .values(row)
        .onConflict((conflict) => conflict.columns(['board_id', 'seq']).doUpdateSet(row))
        .execute()
      const kept = await tx
        .selectFrom('checkpoint')
        .select('seq')
        .where('board_id', '=', boardId)
        .execute()
      const drop = checkpointsToDrop(kept.map((each) => Number(each.seq)))
      if (drop.length === 0) return
      await tx
        .deleteFrom('checkpoint')
        .where('board_id', '=', boardId)
        .where('seq', 'in', drop)
        .execute()
    })
  }

  async close(): Promise<void> {}
}

type Appending = {
  entries: readonly LogEntry[]
  /** The rows of an earlier try whose outcome is not known. */
  before: NewRow[] | null
  /** Told what is about to be committed. */
  onRows: (rows: NewRow[]) => void
}

/** @returns the rows as they lie in the log; those of the earlier try where that was written after all */
async function appendIn(
  tx: Transaction<Tables>,
  { entries, before, onRows }: Appending,
): Promise<NewRow[]> {
  // An operator may have turned this off for the whole database; a confirmation must not rest on that.
  await sql`SET LOCAL synchronous_commit TO on`.execute(tx)
  const heads = new Map<string, LogHead>()
  // Sorted, so that two writers of the same boards wait for each other instead of locking each other out.
  for (const boardId of [...new Set(entries.map((entry) => entry.boardId))].toSorted()) {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${boardId}, 0))`.execute(tx)
    heads.set(boardId, await headIn(tx, boardId))
  }
  const last = before?.at(-1)
  if (before && last && isHead(heads.get(last.boardId), last)) return before
  const rows = chainEntries(entries, heads)
  onRows(rows)
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const some = rows.slice(start, start + ROWS_A_STATEMENT)
    await tx.insertInto('log').values(some.map(asTableRow)).execute()
  }
  return rows
}

/** A batch is one transaction: where its last row heads its board's log, all of it was written. */
function isHead(head: LogHead | undefined, { seq, hash }: NewRow): boolean {
  return head?.seq === seq && Buffer.compare(head.hash, hash) === 0
}

function isSame(a: readonly LogEntry[], b: readonly LogEntry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index])
}

async function headIn(db: Kysely<Tables>, boardId: string): Promise<LogHead> {
  const row = await db
    .selectFrom('log')
    .select(['seq', 'hash'])
    .where('board_id', '=', boardId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: firstHash(boardId) }
}

function asTableRow({ boardId, ...row }: NewRow): Tables['log'] {
  return { board_id: boardId, ...row }
}
