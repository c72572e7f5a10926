import type { Kysely, Selectable } from 'kysely'
import { nanoid } from 'nanoid'
import { AppError } from '../../shared/app-error.ts'
import type { Version } from '../../shared/protocol/history.ts'
import type { Logger } from '../logger.ts'
import { calledElsewhere } from '../../shared/evidence/called-elsewhere.ts'
import { isElsewhere } from '../people/elsewhere.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { LogStore } from '../store/log-store.ts'
import { diskErrorOf } from '../store/disk-error.ts'
import type { Tables } from '../store/sql/tables.ts'
import { automaticMoments, type AutomaticMoment } from './automatic-moments.ts'
import type { Sweep } from './past/sweeps.ts'
import type { Work } from './past/work.ts'

type Namer = { id: string; name: string }

type Parts = {
  kysely: Kysely<Tables>
  store: Pick<LogStore, 'read'>
  /** Hash of the canonical records of a moment, hex. */
  recordsHashAt: (boardId: string, seq: number) => Promise<string>
  logger: Pick<Logger, 'warn'>
  /** Called after each version that is made. */
  onMade?: () => void
}

const SERVER: Namer = { id: 'server', name: 'Redstring' }

/** Names on moments. A version holds the hashes of what stood there when it was named. */
export class Versions {
  readonly #parts: Parts
  readonly #inTurn = oneAtATime()
  readonly #pending = new Set<string>()
  #isClosing = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Newest moment first. */
  async list(boardId: string): Promise<Version[]> {
    const rows = await this.#rows(boardId)
      .orderBy('version.seq', 'desc')
      .orderBy('version.named_at', 'desc')
      .execute()
    return rows.map(asVersion)
  }

  /** @throws AppError `moment/not-found` */
  make(
    boardId: string,
    { seq, name, note, by }: { seq: number; name: string; note: string; by: Namer },
  ): Promise<Version> {
    return this.#insert(boardId, { seq, name, note, by, kind: 'named' })
  }

  /**
   * An automatic version that gets a name becomes one of the person's.
   *
   * @throws AppError `version/not-found`
   */
  async change(
    boardId: string,
    id: string,
    { name, note, by }: { name?: string; note?: string; by: Namer },
  ): Promise<Version> {
    const { kysely } = this.#parts
    const row = await this.#find(boardId, id)
    // A name and a note are somebody's words: whoever changes them stands for them.
    const becomesTheirs =
      (row.kind === 'automatic' && name !== undefined) ||
      (row.person_id !== by.id && (name !== undefined || note !== undefined))
    const set = {
      ...(name !== undefined && { name }),
      ...(note !== undefined && { note }),
      ...(becomesTheirs && {
        kind: row.kind === 'automatic' && name === undefined ? row.kind : ('named' as const),
        person_id: by.id,
        person_name: by.name,
        named_at: Date.now(),
      }),
    }
    if (Object.keys(set).length > 0)
      await this.#write(() =>
        kysely
          .updateTable('version')
          .set(set)
          .where('board_id', '=', boardId)
          .where('id', '=', id)
          .execute(),
      )
    return asVersion(await this.#find(boardId, id))
  }

  /** Makes and takes away automatic versions until they are those that this past has, in the background, newest first. */
  keepAutomatic(boardId: string, past: { work: readonly Work[]; sweeps: readonly Sweep[] }): void {
    if (this.#pending.has(boardId) || this.#isClosing) return
    const wanted = automaticMoments(past, Date.now())
    this.#pending.add(boardId)
    void this.#inTurn(async () => {
      try {
        await this.#settleAutomatic(boardId, wanted)
      } catch (error) {
        this.#parts.logger.warn({ err: error, boardId }, 'automatic versions could not be made')
      } finally {
        this.#pending.delete(boardId)
      }
    })
  }

  /** Ends what goes on in the background after the version under way. */
  async close(): Promise<void> {
    this.#isClosing = true
    await this.#inTurn(async () => {})
  }

  async #settleAutomatic(boardId: string, wanted: readonly AutomaticMoment[]): Promise<void> {
    const there = await this.list(boardId)
    const seqs = new Set(wanted.map(({ seq }) => seq))
    const outdated = there.filter(({ kind, seq }) => kind === 'automatic' && !seqs.has(seq))
    for (const { id } of outdated) await this.#remove(boardId, id)
    const taken = new Set(there.map(({ seq }) => seq))
    for (const { seq, name } of wanted.toReversed()) {
      if (this.#isClosing) return
      if (taken.has(seq)) continue
      await this.#insert(boardId, { seq, name, note: '', by: SERVER, kind: 'automatic' })
    }
  }

  async #insert(
    boardId: string,
    {
      seq,
      name,
      note,
      by,
      kind,
    }: { seq: number; name: string; note: string; by: Namer; kind: Row['kind'] },
  ): Promise<Version> {
    const { kysely, store, recordsHashAt } = this.#parts
    const [entry] = seq < 1 ? [] : await store.read(boardId, { after: seq - 1, limit: 1 })
    if (entry?.seq !== seq)
      throw new AppError('moment/not-found', 'This board has no such moment to be named.')
    const row: Row = {
      board_id: boardId,
      id: nanoid(),
      seq,
      name,
      note,
      kind,
      person_id: by.id,
      person_name: by.name,
      named_at: Date.now(),
      at: entry.at,
      log_hash: Buffer.from(entry.hash).toString('hex'),
      records_hash: await recordsHashAt(boardId, seq),
    }
    await this.#write(() => kysely.insertInto('version').values(row).execute())
    this.#parts.onMade?.()
    return asVersion({ ...row, ...unstamped })
  }

  #rows(boardId: string) {
    return this.#parts.kysely
      .selectFrom('version')
      .leftJoin('version_timestamp as stamp', (join) =>
        join
          .onRef('stamp.board_id', '=', 'version.board_id')
          .onRef('stamp.version_id', '=', 'version.id'),
      )
      .selectAll('version')
      .select(['stamp.at as stamped_at', 'stamp.authority', 'stamp.is_vouched_for'])
      .where('version.board_id', '=', boardId)
  }

  async #find(boardId: string, id: string): Promise<StampedRow> {
    const row = await this.#rows(boardId).where('version.id', '=', id).executeTakeFirst()
    if (row) return row
    throw new AppError('version/not-found', 'There is no such version of this board.')
  }

  async #remove(boardId: string, id: string): Promise<void> {
    await this.#parts.kysely
      .deleteFrom('version')
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      // Somebody may have given it a name meanwhile.
      .where('kind', '=', 'automatic')
      .execute()
  }

  async #write(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw diskErrorOf(error)
    }
  }
}

type Row = Selectable<Tables['version']>

/** A version with its time stamp, where it has one. */
type StampedRow = Row & {
  stamped_at: number | null
  authority: string | null
  is_vouched_for: 0 | 1 | null
}

const unstamped = { stamped_at: null, authority: null, is_vouched_for: null }

// PostgreSQL hands 64-bit integers out as text: positions and times are made numbers here.
function asVersion(row: StampedRow): Version {
  return {
    id: row.id,
    seq: Number(row.seq),
    name: row.name,
    note: row.note,
    kind: row.kind,
    personId: row.person_id,
    personName: isElsewhere(row.person_id) ? calledElsewhere(row.person_name) : row.person_name,
    namedAt: new Date(Number(row.named_at)).toISOString(),
    at: new Date(Number(row.at)).toISOString(),
    logHash: row.log_hash,
    recordsHash: row.records_hash,
    ...(row.stamped_at !== null && {
      timestamp: {
        at: new Date(Number(row.stamped_at)).toISOString(),
        authority: row.authority ?? '',
        isVouchedFor: row.is_vouched_for === 1,
      },
    }),
  }
}
