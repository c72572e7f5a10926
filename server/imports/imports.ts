import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { nanoid } from 'nanoid'
import { AppError } from '../../shared/app-error.ts'
import type { Person } from '../../shared/protocol/http.ts'
import type { CaseImport } from '../../shared/protocol/packages.ts'
import { atMost } from '../at-most.ts'
import type { SqlBoards } from '../boards/sql-boards.ts'
import { openBag, type BagSource } from '../copies/bag-source.ts'
import type { Incoming } from '../files/incoming.ts'
import type { RoomOnDisk } from '../files/room-on-disk.ts'
import type { Logger } from '../logger.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { Tables } from '../store/sql/tables.ts'
import { checkCase, refused } from './check-case.ts'
import type { Staging } from './staging.ts'
import { expectNew, takeCase } from './take-case.ts'

type Parts = {
  kysely: Kysely<Tables>
  boards: Pick<SqlBoards, 'find'>
  /** Where packages lie until they are taken in; its limit is `maxBytes`. */
  incoming: Pick<Incoming, 'receive' | 'newPath'>
  staging: Pick<Staging, 'during' | 'clear'>
  /** Of a package, packed and unpacked. */
  maxBytes: number
  maxBoardBytes: number
  room: Pick<RoomOnDisk, 'promise' | 'giveBack'>
  /** Called once a board is there. */
  onTaken: (boardId: string) => Promise<unknown>
  logger: Pick<Logger, 'warn' | 'error'>
}

/** A package that is on disk, whole. */
type Came = {
  /** Of the import. */
  id: string
  path: string
  size: number
  name: string
  person: Pick<Person, 'id' | 'name'>
  /** Takes the package off the disk. */
  drop: () => Promise<void>
}

type Running = { personId: string; told: CaseImport; work: Promise<void> }

const MOST_AT_ONCE = 3
const WAIT_MS = 15_000
/** So long the outcome can be asked for. */
const KEPT_MS = 60 * 60_000

/** Whole cases that people bring: streamed to disk, verified, and only then taken in, one after another. */
export class Imports {
  readonly #parts: Parts
  readonly #imports = new Map<string, Running>()
  readonly #inTurn = oneAtATime()
  readonly #closing = new AbortController()
  readonly #cleared: Promise<void>

  constructor(parts: Parts) {
    this.#parts = parts
    this.#cleared = this.#inTurn(() => this.#clear())
  }

  /**
   * Takes a package from a stream, in constant memory. What becomes of it is asked for by its id.
   *
   * @throws AppError `request/too-many`, `file/too-large`, `file/no-space`
   */
  async receive(
    stream: Readable,
    { person, name, bytes }: { person: Person; name: string; bytes: number | null },
  ): Promise<CaseImport> {
    const { incoming, room } = this.#parts
    this.expectTurn(person.id)
    const path = incoming.newPath()
    await this.expectRoomFor(path, bytes ?? 0)
    try {
      const { size } = await incoming.receive(stream, path)
      const drop = () => rm(path, { force: true })
      return this.begin({ id: nanoid(), path, size, name, person, drop })
    } catch (error) {
      room.giveBack(path)
      throw error
    }
  }

  /** Takes in a package that is here already. Asked again for one that is under way, it goes on. */
  begin(came: Came): CaseImport {
    const { id, person } = came
    const known = this.#imports.get(id)
    if (known) return { ...known.told }
    const told: CaseImport = { id, state: 'checking' }
    const work = this.#take(told, came)
    this.#imports.set(id, { personId: person.id, told, work })
    void work.finally(() => setTimeout(() => this.#imports.delete(id), KEPT_MS).unref())
    return { ...told }
  }

  /** @throws AppError `request/too-many` */
  expectTurn(personId: string): void {
    if (this.#ofPerson(personId) >= MOST_AT_ONCE)
      throw new AppError(
        'request/too-many',
        'Several cases of yours are being taken in. Wait for one of them.',
      )
  }

  /**
   * Room for a package of this size at `path`, and for what is in it once more: it lies there until all is taken out.
   *
   * @throws AppError `file/no-space`
   */
  async expectRoomFor(path: string, bytes: number, unpacked = bytes): Promise<void> {
    await this.#parts.room.promise(path, { bytes: bytes + unpacked, sorry: NO_ROOM })
  }

  /** @throws AppError `import/not-found` for one that is not there or not this person's, `server/stopping` */
  async find(id: string, personId: string, { wait }: { wait: boolean }): Promise<CaseImport> {
    const running = this.#imports.get(id)
    if (running?.personId !== personId) throw noSuchImport()
    if (wait) await atMost(WAIT_MS, running.work)
    // Not its end: it begins again where its package is still there.
    if (this.#closing.signal.aborted && running.told.state !== 'done')
      throw new AppError('server/stopping', 'The server is stopping.')
    return { ...running.told }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([this.#cleared, ...[...this.#imports.values()].map(({ work }) => work)])
  }

  /** A stop, however sudden, may have come while files of a case were on their way in. */
  async #clear(): Promise<void> {
    const { staging, logger } = this.#parts
    const { signal } = this.#closing
    await staging.clear(signal).catch((error: unknown) => {
      if (!signal.aborted)
        logger.warn({ err: error }, 'what an earlier import left could not be dropped')
    })
  }

  #ofPerson(personId: string): number {
    return [...this.#imports.values()].filter(
      (each) =>
        each.personId === personId &&
        (each.told.state === 'checking' || each.told.state === 'taking-in'),
    ).length
  }

  /** Never fails: what went wrong is told. */
  async #take(told: CaseImport, came: Came): Promise<void> {
    try {
      await this.#inTurn(() => this.#checkAndTake(told, came))
    } catch (error) {
      told.state = 'failed'
      told.message = error instanceof AppError ? error.message : 'The server could not take it in.'
      if (!(error instanceof AppError)) this.#parts.logger.error({ err: error }, 'an import failed')
    } finally {
      this.#parts.room.giveBack(came.path)
      // What a stop interrupts begins again after it.
      if (!this.#closing.signal.aborted || told.state === 'done') await came.drop()
    }
  }

  async #checkAndTake(told: CaseImport, { path, size, name, person }: Came): Promise<void> {
    const { kysely, boards, staging, maxBytes, maxBoardBytes, onTaken, logger } = this.#parts
    const { signal } = this.#closing
    if (signal.aborted) throw refused('The server is stopping.')
    const order = { path, packedBytes: size, limits: { bytes: maxBytes }, maxBoardBytes }
    const board = await checkCase(order, { signal })
    told.boardId = board.id
    await expectNew(kysely, board.id).catch(async (error: unknown) => {
      if (!(await boards.find(board.id, person.id))) delete told.boardId
      throw error
    })
    told.state = 'taking-in'
    const bag = await openBag(path, { bytes: maxBytes })
    try {
      await this.expectRoomFor(path, size, await unpackedBytes(bag))
      await takeCase({ kysely, staging }, { bag, board, name, owner: person, signal })
    } finally {
      await bag.close()
    }
    await onTaken(board.id).catch((error: unknown) =>
      logger.warn({ err: error, boardId: board.id }, 'a board taken in could not be prepared'),
    )
    const taken = await boards.find(board.id, person.id)
    told.state = 'done'
    if (taken) told.board = taken
  }
}

const NO_ROOM =
  'The server’s disk has no room for this case: it needs as much as the package twice, until all is taken out of it.'

export function noSuchImport(): AppError {
  return new AppError('import/not-found', 'There is no such import; it may be long over.')
}

async function unpackedBytes(bag: BagSource): Promise<number> {
  const sizes = await Promise.all(bag.names().map((name) => bag.size(name)))
  return sizes.reduce((sum, size) => sum + size, 0)
}
