import type { Kysely } from 'kysely'
import {
  custodyEntry,
  type CustodyAct,
  type CustodyDetails,
  type CustodyEntry,
} from '../../shared/protocol/custody.ts'
import type { Logger } from '../logger.ts'
import { calledElsewhere } from '../../shared/evidence/called-elsewhere.ts'
import { importedEnd } from '../people/elsewhere.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { People } from '../people/people.ts'
import { diskErrorOf } from '../store/disk-error.ts'
import type { Tables } from '../store/sql/tables.ts'
import { firstCustodyHash, nextCustodyHash, type CustodyRow } from './custody-chain.ts'
import { custodyHeadOf, type CustodyHead } from './custody-head.ts'
import { rowOf, storedOf, type StoredCustody } from './stored-custody.ts'

/** One thing that was done. `personId` is `server` for what nobody asked for. */
export type Act = {
  what: CustodyAct
  personId: string
  evidenceId?: string
  sha256?: string
  details?: CustodyDetails
}

type Parts = {
  kysely: Kysely<Tables>
  people: Pick<People, 'find'>
  logger: Pick<Logger, 'error'>
}

const COALESCE_MS = 60 * 60 * 1000
const CHECKED_AT_ONCE = 2_000
const ROWS_AT_ONCE = 1_000

/** Acts that say the same when they are repeated within the hour. */
const coalesced: readonly CustodyAct[] = ['viewed', 'downloaded']

/** The custody logs of all boards: rows are added, read and checked, and nothing else. */
export class Custody {
  readonly #parts: Parts
  /** Rows follow each other: each is chained to the one before. */
  readonly #inTurn = oneAtATime()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Adds what was done, in this order, all or nothing. */
  async add(boardId: string, acts: readonly Act[]): Promise<void> {
    const names = new Map<string, string>()
    for (const { personId } of acts) names.set(personId, await this.#nameOf(personId))
    await this.#inTurn(async () => {
      try {
        await this.#append(boardId, acts, names)
      } catch (error) {
        throw diskErrorOf(error)
      }
    })
  }

  /** As `add`, for work that goes on although its row could not be written: that is logged for the operator. */
  async addOrWarn(boardId: string, acts: readonly Act[]): Promise<void> {
    try {
      await this.add(boardId, acts)
    } catch (error) {
      this.#parts.logger.error({ err: error }, 'the custody log could not be written')
    }
  }

  /** As `addOrWarn`, on every board that holds the file. */
  async addWhereHeld(sha256: string, act: Act): Promise<void> {
    const boards = await this.#parts.kysely
      .selectFrom('board_file')
      .select('board_id')
      .where('sha256', '=', sha256)
      .execute()
    for (const { board_id } of boards) await this.addOrWarn(board_id, [act])
  }

  /** The log of an item, of a file, or of both together; without either, of the whole board. Oldest first. */
  async read(
    boardId: string,
    { evidenceId, sha256 }: { evidenceId?: string; sha256?: string } = {},
  ): Promise<CustodyEntry[]> {
    let query = this.#parts.kysely
      .selectFrom('custody')
      .selectAll()
      .where('board_id', '=', boardId)
      .orderBy('seq')
    if (evidenceId !== undefined || sha256 !== undefined)
      query = query.where((eb) =>
        eb.or([
          ...(evidenceId === undefined ? [] : [eb('evidence_id', '=', evidenceId)]),
          ...(sha256 === undefined ? [] : [eb('sha256', '=', sha256)]),
        ]),
      )
    return this.#told(boardId, await query.execute())
  }

  /**
   * Entries for pictures of the board with exactly these pixels, not those of the items on them. Oldest first.
   *
   * @param isHere only what was taken out here, and not what an imported log says
   */
  async exportsOf(
    boardId: string,
    pixels: string,
    { isHere = false } = {},
  ): Promise<CustodyEntry[]> {
    const after = isHere ? (await importedEnd(this.#parts.kysely, boardId)).custody : 0
    const rows = await this.#parts.kysely
      .selectFrom('custody')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('what', '=', 'exported')
      .where('evidence_id', 'is', null)
      .where('details', 'like', `%"pixels":"${pixels}"%`)
      .where('seq', '>', after)
      .orderBy('seq')
      .execute()
    return this.#told(boardId, rows)
  }

  /**
   * The first position of a board's log that is missing or whose hash is not what it must be; null where the chain
   * holds and goes as far as its head says.
   */
  async brokenAt(boardId: string): Promise<number | null> {
    const head = await custodyHeadOf(this.#parts.kysely, boardId)
    let previous = firstCustodyHash(boardId)
    let seq = 0
    for (;;) {
      const rows = await this.#parts.kysely
        .selectFrom('custody')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(CHECKED_AT_ONCE)
        .execute()
      for (const stored of rows) {
        const row = rowOf(stored)
        const hash = nextCustodyHash(previous, row)
        if (row.seq !== seq + 1 || Buffer.compare(hash, stored.hash) !== 0) return row.seq
        previous = hash
        seq = row.seq
        if (seq === head?.seq && Buffer.compare(hash, head.hash) !== 0) return seq
      }
      if (rows.length < CHECKED_AT_ONCE) return this.#endsWrongAt(boardId, { seq, head })
    }
  }

  async #told(boardId: string, rows: readonly StoredCustody[]): Promise<CustodyEntry[]> {
    const { custody } = await importedEnd(this.#parts.kysely, boardId)
    return rows.flatMap((row) => entryOf(Number(row.seq) <= custody ? fromElsewhere(row) : row))
  }

  /** Where a chain that holds up to `seq` does not go as far as it once did. `head` was read before its rows. */
  async #endsWrongAt(
    boardId: string,
    { seq, head }: { seq: number; head: CustodyHead | null },
  ): Promise<number | null> {
    if (head) return seq < head.seq ? seq + 1 : null
    const isKept = seq === 0 || (await custodyHeadOf(this.#parts.kysely, boardId)) !== null
    return isKept ? null : seq
  }

  /**
   * Everything is read before the transaction, which only writes: one that read first could be refused by SQLite
   * because the log of edits was written in between. Nobody else writes these rows meanwhile. New rows follow the
   * head: where rows before it were cut off, the gap stays.
   */
  async #append(
    boardId: string,
    acts: readonly Act[],
    names: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { kysely } = this.#parts
    const at = Date.now()
    const fresh: Act[] = []
    for (const act of acts)
      if (!coalesced.includes(act.what) || !(await this.#isRepeated(boardId, act, at)))
        fresh.push(act)
    if (fresh.length === 0) return
    const last = await kysely
      .selectFrom('custody')
      .select(['seq', 'hash'])
      .where('board_id', '=', boardId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const kept = await custodyHeadOf(kysely, boardId)
    const head =
      kept && kept.seq >= Number(last?.seq ?? 0)
        ? kept
        : { seq: Number(last?.seq ?? 0), hash: last?.hash ?? firstCustodyHash(boardId) }
    let { hash } = head
    const rows = fresh.map((act, index) => {
      const row: CustodyRow = {
        seq: head.seq + index + 1,
        at,
        actor: act.personId,
        actorName: names.get(act.personId) ?? '',
        what: act.what,
        evidenceId: act.evidenceId ?? null,
        sha256: act.sha256 ?? null,
        details: JSON.stringify(act.details ?? {}),
      }
      hash = nextCustodyHash(hash, row)
      return storedOf(boardId, row, hash)
    })
    const seq = head.seq + rows.length
    await kysely.transaction().execute(async (tx) => {
      // Databases bind only so many values to one statement.
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await tx
          .insertInto('custody')
          .values(rows.slice(from, from + ROWS_AT_ONCE))
          .execute()
      await tx
        .insertInto('custody_head')
        .values({ board_id: boardId, seq, hash })
        .onConflict((conflict) => conflict.column('board_id').doUpdateSet({ seq, hash }))
        .execute()
    })
  }

  /** Whether this person did the same to the same thing within the hour. */
  async #isRepeated(
    boardId: string,
    { what, personId, evidenceId, sha256 }: Act,
    now: number,
  ): Promise<boolean> {
    const { custody } = await importedEnd(this.#parts.kysely, boardId)
    const query = this.#parts.kysely
      .selectFrom('custody')
      .select('seq')
      .where('board_id', '=', boardId)
      .where('seq', '>', custody)
      .where('actor', '=', personId)
      .where('what', '=', what)
      .where('at', '>', now - COALESCE_MS)
    const same =
      evidenceId === undefined
        ? query.where('sha256', '=', sha256 ?? '')
        : query.where('evidence_id', '=', evidenceId)
    return (await same.limit(1).executeTakeFirst()) !== undefined
  }

  async #nameOf(personId: string): Promise<string> {
    if (personId === 'server') return 'Redstring'
    return (await this.#parts.people.find(personId))?.name ?? 'Somebody no longer known here'
  }
}

function fromElsewhere(row: StoredCustody): StoredCustody {
  return { ...row, actor_name: calledElsewhere(row.actor_name) }
}

/** A row that somebody spoilt outside of here is left out; walking the chain says where. */
function entryOf(stored: StoredCustody): CustodyEntry[] {
  const row = rowOf(stored)
  const parsed = custodyEntry.safeParse({
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    by: row.actorName,
    what: row.what,
    evidence: row.evidenceId,
    sha256: row.sha256,
    details: asJson(row.details),
  })
  return parsed.success ? [parsed.data] : []
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
