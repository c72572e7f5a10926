import { type Kysely, sql, type Transaction } from 'kysely'
import { AppError } from '../../../shared/app-error.ts'
import { firstHash } from '../../history/hash-chain.ts'
import type {
  Checkpoint,
  LogEntry,
  LogHead,
  LogRow,
  LogStore,
  Segment,
  StoredBoard,
} from '../log-store.ts'
import {
  chainEntries,
  checkpointDigest,
  checkpointsToDrop,
  checkReplacement,
  compressState,
  type NewRow,
  openedBoard,
  readRows,
  rowOfSegment,
  segmentHeadOf,
  segmentOfRow,
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

  async loadAt(boardId: string, seq: number): Promise<StoredBoard> {
    const stored = await this.#inOneSnapshot(async (tx) => {
      const checkpoint = await tx
        .selectFrom('checkpoint')
        .select(['seq', 'state', 'state_vector'])
        .where('board_id', '=', boardId)
        .where('seq', '<=', seq)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      const after = Number(checkpoint?.seq ?? 0)
      const segments = await segmentsIn(tx, boardId, after)
        .where('first_seq', '<=', seq)
        .selectAll()
        .execute()
      const tail = await tx
        .selectFrom('log')
        .select('update')
        .where('board_id', '=', boardId)
        .where('seq', '>', after)
        .where('seq', '<=', seq)
        .orderBy('seq')
        .execute()
      return {
        checkpoint,
        segments: segments.map(segmentOfRow),
        tail: tail.map((row) => row.update),
      }
    })
    return openedBoard(stored, seq)
  }

  async read(boardId: string, range: { after: number; limit: number }): Promise<LogRow[]> {
    const { after, limit } = range
    const stored = await this.#inOneSnapshot(async (tx) => {
      const segments: Segment[] = []
      let missing = limit
      const heads = await segmentsIn(tx, boardId, after).select(['first_seq', 'last_seq']).execute()
      for (const { first_seq, last_seq } of heads) {
        if (missing <= 0) break
        const segment = await tx
          .selectFrom('log_segment')
          .selectAll()
          .where('board_id', '=', boardId)
          .where('first_seq', '=', first_seq)
          .executeTakeFirstOrThrow()
        segments.push(segmentOfRow(segment))
        missing -= Number(last_seq) - Math.max(after, Number(first_seq) - 1)
      }
      const rows = await tx
        .selectFrom('log')
        .select(['seq', 'at', 'actor', 'update', 'hash'])
        .where('board_id', '=', boardId)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(Math.max(0, missing))
        .execute()
      return {
        segments,
        rows: rows.map((row) => ({ ...row, seq: Number(row.seq), at: Number(row.at) })),
      }
    })
    return readRows(stored, range)
  }

  head(boardId: string): Promise<LogHead> {
    return headIn(this.#db, boardId)
  }

  async saveCheckpoint(boardId: string, { seq, state, stateVector }: Checkpoint): Promise<void> {
    const compressed = await compressState(state)
    const stored = { seq, at: Date.now(), state: compressed, state_vector: stateVector }
    const row = { board_id: boardId, ...stored, digest: checkpointDigest(stored) }
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

  looseRows(boardId: string): Promise<{ first: number; last: number } | null> {
    return looseRowsIn(this.#db, boardId)
  }

  async replaceRows(boardId: string, segment: Segment): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const { first, last } = (await looseRowsIn(tx, boardId)) ?? { first: 0, last: 0 }
      const row = await tx
        .selectFrom('log')
        .select('hash')
        .where('board_id', '=', boardId)
        .where('seq', '=', segment.lastSeq)
        .executeTakeFirst()
      checkReplacement(segment, { first, last, hash: row?.hash })
      await tx.insertInto('log_segment').values(rowOfSegment(boardId, segment)).execute()
      await tx
        .deleteFrom('log')
        .where('board_id', '=', boardId)
        .where('seq', '<=', segment.lastSeq)
        .execute()
    })
  }

  async segments(boardId: string): Promise<Omit<Segment, 'data'>[]> {
    const rows = await segmentsIn(this.#db, boardId, 0)
      .select(['first_seq', 'last_seq', 'first_at', 'last_at', 'hash_before', 'hash', 'bytes'])
      .execute()
    return rows.map((row) => segmentHeadOf({ ...row, board_id: boardId }))
  }

  async close(): Promise<void> {}

  /** So that a checkpoint or a segment made meanwhile leaves no gap between two queries. */
  #inOneSnapshot<T>(queries: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#db.transaction().setIsolationLevel('repeatable read').execute(queries)
  }
}

function segmentsIn(db: Kysely<Tables>, boardId: string, after: number) {
  return db
    .selectFrom('log_segment')
    .where('board_id', '=', boardId)
    .where('last_seq', '>', after)
    .orderBy('first_seq')
}

async function looseRowsIn(
  db: Kysely<Tables>,
  boardId: string,
): Promise<{ first: number; last: number } | null> {
  const rows = await db
    .selectFrom('log')
    .select((eb) => [eb.fn.min('seq').as('first'), eb.fn.max('seq').as('last')])
    .where('board_id', '=', boardId)
    .executeTakeFirstOrThrow()
  return rows.first === null ? null : { first: Number(rows.first), last: Number(rows.last) }
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
