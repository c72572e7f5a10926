import type { Socket } from 'node:net'
import type * as Y from 'yjs'
import type { WebSocket } from 'ws'
import { AppError } from '../../shared/app-error.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import type { Person, Role } from '../../shared/protocol/http.ts'
import { atMost } from '../at-most.ts'
import type { Boards } from '../boards/boards.ts'
import type { Checkpoints } from '../history/checkpoints.ts'
import type { Log } from '../history/log.ts'
import type { Logger } from '../logger.ts'
import type { LogStore } from '../store/log-store.ts'
import { Connection } from './connection.ts'
import { refusalOf } from './refusal.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Peer } from './peer.ts'
import { RoomCheckpoints } from './room-checkpoints.ts'
import { Room, type Presented } from './room.ts'
import { Standing, type IsStillIn } from './standing.ts'
import { WriteTurn } from './write-turn.ts'

const CHECK_MS = 5000
const EDITS_OF_WORK = 200

export type RoomsParts = {
  store: LogStore
  log: Log
  checkpoints: Checkpoints
  boards: Pick<Boards, 'roleOf' | 'isArchived' | 'onAccessChange'>
  logger: Logger
  limits?: Partial<Limits>
  /** Called when a room closes in which a good deal was edited. */
  onWorkDone?: (boardId: string) => void
}

/** An open room and what the registry keeps about it. */
type Open = {
  room: Room
  idle: NodeJS.Timeout | null
  /** Server-side work that must find the room open at its end. */
  users: number
  checkpoints: RoomCheckpoints
}

/** Every open board of this process: each is opened once, however many ask at the same moment. */
export class Rooms {
  readonly #parts: RoomsParts
  readonly #limits: Limits
  readonly #turn = new WriteTurn()
  readonly #opening = new Map<string, Promise<Open>>()
  readonly #open = new Map<string, Open>()
  readonly #connectionsOf = new Map<string, number>()
  readonly #standing: Standing
  readonly #timer: NodeJS.Timeout
  readonly #stopListening: (() => void)[]
  #accessChanges = 0
  #isStopping = false

  constructor(parts: RoomsParts) {
    this.#parts = parts
    this.#limits = { ...defaultLimits, ...parts.limits }
    this.#standing = new Standing(parts.logger)
    this.#timer = setInterval(() => this.#check(), CHECK_MS)
    this.#timer.unref()
    this.#stopListening = [
      parts.boards.onAccessChange((boardId) => void this.#recheck(boardId)),
      parts.log.onTrouble((trouble) => {
        for (const { room } of this.#open.values()) {
          room.notifyAll(
            trouble ? { kind: 'storage-trouble', ...trouble } : { kind: 'storage-fine' },
          )
        }
      }),
    ]
  }

  /**
   * Makes the board's first page, if it has none yet.
   *
   * @returns once it is on disk
   */
  async create(boardId: string, actor: string): Promise<void> {
    await this.#with(boardId, ({ room }) => room.whenDurable(), actor)
  }

  /** The board's document as it is now, to be read at once and not kept or changed. */
  read(boardId: string): Promise<{ seq: number; doc: Y.Doc }> {
    return this.#with(boardId, async ({ room }) => ({ seq: room.seq, doc: room.doc }))
  }

  /**
   * Changes the board's document as `actor`: one edit, passed on at once to everyone who is there.
   *
   * @returns the edit's position in the log, once it is on disk
   * @throws whatever `change` throws, and then nothing is kept; AppError `board/too-large`, `board/load-failed`,
   *   `server/stopping`
   */
  edit(boardId: string, actor: string, change: (doc: Y.Doc) => void): Promise<number> {
    return this.#with(boardId, ({ room }) => room.edit(actor, change))
  }

  /** @returns the position of the last edit there is now, once it is on disk */
  whenDurable(boardId: string): Promise<number> {
    return this.#with(boardId, ({ room }) => room.whenDurable())
  }

  /**
   * Readies the board for a socket that is about to be accepted.
   *
   * @returns what to do with the socket once it is there
   * @throws AppError `board/not-found`, `board/load-failed`, `server/stopping`, `frame/too-many`
   */
  async admit(boardId: string, person: Person, isStillIn: IsStillIn): Promise<Admission> {
    const accessChanges = this.#accessChanges
    const role = await this.#roleOf(boardId, person.id)
    if (role === null)
      throw new AppError('board/not-found', 'There is no such board, or it is not shared with you.')
    const open = await this.#enter(boardId)
    const count = this.#connectionsOf.get(person.id) ?? 0
    if (
      open.room.peers.size >= this.#limits.connectionsPerRoom ||
      count >= this.#limits.connectionsPerPerson
    ) {
      this.#release(open)
      throw new AppError('frame/too-many', 'Too many connections are open.')
    }
    this.#connectionsOf.set(person.id, count + 1)
    return {
      connect: (ws, socket) => {
        this.#connect(open, { ws, socket, person, role, isStillIn })
        // Somebody's role may have changed between the look at it and now.
        if (accessChanges !== this.#accessChanges) void this.#recheck(boardId)
      },
      abandon: () => {
        this.#countDown(person.id)
        this.#release(open)
      },
    }
  }

  /**
   * Keeps the board open for somebody who only looks at it from the server's own side.
   *
   * @param onChange called after every edit and every change of presence: it must be quick
   * @throws AppError `board/load-failed`, `server/stopping`
   */
  async watch(boardId: string, onChange: () => void): Promise<Watched> {
    const open = await this.#enter(boardId)
    const stop = open.room.watch(onChange)
    let isStopped = false
    return {
      doc: () => open.room.doc,
      presented: () => open.room.presented(),
      stop: () => {
        if (isStopped) return
        isStopped = true
        stop()
        this.#release(open)
      },
    }
  }

  /** Sends away those connections of a person whose session or key has ended. */
  recheckPerson(personId: string): Promise<void> {
    return this.#standing.recheck(personId)
  }

  /**
   * Takes no more edits, writes those it has, confirms them, and sends everyone away to try again (1012). Under
   * storage trouble it waits `patienceMs` at most: what is not written was not confirmed.
   */
  async drain({ patienceMs = 5000 }: { patienceMs?: number } = {}): Promise<void> {
    this.#isStopping = true
    for (const stop of this.#stopListening) stop()
    clearInterval(this.#timer)
    await Promise.allSettled(this.#opening.values())
    const peers = [...this.#open.values()].flatMap(({ room }) => [...room.peers])
    for (const { connection } of peers) connection.pauseReading()
    await atMost(patienceMs, this.#parts.log.flush())
    const gone = peers.map(({ connection }) => connection.closed)
    for (const peer of peers) peer.close('RESTART', 'The server is restarting.')
    await Promise.all(gone)
    for (const open of this.#open.values()) {
      if (open.idle) clearTimeout(open.idle)
      open.room.close()
    }
    this.#open.clear()
    await this.#parts.checkpoints.close()
  }

  async #with<T>(
    boardId: string,
    work: (open: Open) => Promise<T>,
    creator = 'server',
  ): Promise<T> {
    const open = await this.#enter(boardId, creator)
    try {
      return await work(open)
    } finally {
      this.#release(open)
    }
  }

  /**
   * Opens the room if need be, and keeps it open until `#release`.
   *
   * @param creator whose the first edit is, should the board have none yet
   */
  async #enter(boardId: string, creator = 'server'): Promise<Open> {
    if (this.#isStopping) throw new AppError('server/stopping', 'The server is restarting.')
    const open = this.#open.get(boardId) ?? (await this.#openOnce(boardId))
    open.users++
    if (open.idle) clearTimeout(open.idle)
    open.idle = null
    if (open.room.seq === 0) void open.room.apply(creator, createBoardDocument())
    return open
  }

  #openOnce(boardId: string): Promise<Open> {
    const known = this.#opening.get(boardId)
    if (known) return known
    const opening = this.#load(boardId).finally(() => this.#opening.delete(boardId))
    this.#opening.set(boardId, opening)
    return opening
  }

  /** A board that can't be loaded is refused: an empty document in its place would be written over it. */
  async #load(boardId: string): Promise<Open> {
    const { store, log, logger } = this.#parts
    try {
      const stored = await store.load(boardId)
      const room = new Room(boardId, { stored, log, limits: this.#limits })
      const open: Open = {
        room,
        idle: null,
        users: 0,
        checkpoints: new RoomCheckpoints(room, this.#parts),
      }
      this.#open.set(boardId, open)
      return open
    } catch (cause) {
      logger.error({ err: cause, boardId }, 'a board could not be loaded')
      throw new AppError('board/load-failed', 'This board cannot be opened just now.', { cause })
    }
  }

  #release(open: Open): void {
    open.users--
    this.#closeWhenIdle(open)
  }

  #closeWhenIdle(open: Open): void {
    if (open.users > 0 || open.room.peers.size > 0 || this.#isStopping) return
    if (open.idle) clearTimeout(open.idle)
    open.idle = setTimeout(() => this.#closeRoom(open), this.#limits.idleMs)
    open.idle.unref()
  }

  #closeRoom(open: Open): void {
    const { room } = open
    if (!room.isDurable) return this.#closeWhenIdle(open)
    this.#open.delete(room.boardId)
    open.checkpoints.makeAtClose()
    const { count } = room.taken
    room.close()
    if (count >= EDITS_OF_WORK) this.#parts.onWorkDone?.(room.boardId)
  }

  #connect(open: Open, { ws, socket, person, role, isStillIn }: Arrival): void {
    const { room } = open
    const connection = new Connection(ws, { socket, turn: this.#turn })
    const peer = room.join(connection, { person, role })
    this.#standing.add(peer, isStillIn)
    this.#release(open)
    ws.on('message', (data, isBinary) => this.#receive(open, { peer, data, isBinary }))
    ws.on('error', () => {
      // ws has closed the socket with the code that fits; `close` follows.
    })
    ws.on('close', () => {
      room.leave(peer)
      this.#standing.remove(peer)
      this.#countDown(person.id)
      this.#closeWhenIdle(open)
    })
    if (this.#isStopping) peer.close('RESTART', 'The server is restarting.')
  }

  #receive(
    open: Open,
    { peer, data, isBinary }: { peer: Peer; data: unknown; isBinary: boolean },
  ): void {
    if (!peer.connection.isOpen) return
    try {
      if (!isBinary || !(data instanceof Uint8Array)) {
        throw new AppError('frame/malformed', 'Frames are binary.')
      }
      peer.countFrame()
      open.room.receive(peer, new Uint8Array(data))
      open.checkpoints.makeIfDue()
    } catch (error) {
      this.#refuse(open.room, { peer, error })
    }
  }

  #refuse(room: Room, { peer, error }: { peer: Peer; error: unknown }): void {
    const { code, reason, isExpected } = refusalOf(error)
    const { logger } = this.#parts
    if (isExpected)
      logger.warn({ boardId: room.boardId, code }, 'a connection was closed for what it sent')
    else logger.error({ err: error, boardId: room.boardId }, 'a frame could not be handled')
    peer.connection.close(code, reason)
  }

  /** What the person may do on the board; nobody edits an archived one. */
  async #roleOf(boardId: string, personId: string): Promise<Role | null> {
    const { boards } = this.#parts
    const role = await boards.roleOf(boardId, personId)
    return role !== null && (await boards.isArchived(boardId)) ? 'viewer' : role
  }

  async #recheck(boardId: string): Promise<void> {
    this.#accessChanges++
    const open = this.#open.get(boardId)
    if (!open) return
    const { logger } = this.#parts
    open.room.forgetAway()
    try {
      for (const peer of open.room.peers) {
        const role = await this.#roleOf(boardId, peer.person.id)
        if (role === null) peer.close('NOT_ALLOWED', 'You no longer have access to this board.')
        else open.room.setRole(peer, role)
      }
    } catch (error) {
      // Who may do what is unknown now. Nobody keeps a right that may have been taken away.
      logger.error({ err: error, boardId }, 'roles could not be checked')
      for (const peer of open.room.peers) peer.close('TRY_LATER', 'Access could not be checked.')
    }
  }

  #check(): void {
    this.#standing.check()
    for (const { room } of this.#open.values()) room.check()
  }

  #countDown(personId: string): void {
    const left = (this.#connectionsOf.get(personId) ?? 1) - 1
    if (left > 0) this.#connectionsOf.set(personId, left)
    else this.#connectionsOf.delete(personId)
  }
}

/** A board that is looked at. `doc` is to be read at once and not kept: an edit may replace it. */
export type Watched = {
  doc(): Y.Doc
  presented(): Presented[]
  stop(): void
}

/** A place kept in a room: exactly one of the two is called. */
export type Admission = {
  connect(ws: WebSocket, socket: Socket): void
  abandon(): void
}

type Arrival = {
  ws: WebSocket
  socket: Socket
  person: Person
  role: Role
  isStillIn: IsStillIn
}
