import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { AppError } from '../../shared/app-error.ts'
import { audienceClose } from '../../shared/audience/audience-messages.ts'
import type { FileUse } from '../../shared/audience/projection.ts'
import { elsewhereOf } from '../../shared/evidence/names-elsewhere.ts'
import type { Past } from '../history/past/past.ts'
import type { Logger } from '../logger.ts'
import type { NamesElsewhere } from '../people/imported-names.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { textFrame } from '../rooms/wire.ts'
import { WriteTurn } from '../rooms/write-turn.ts'
import type { AudienceLinks, Link } from './links.ts'
import { Showing } from './showing.ts'
import { Viewer } from './viewer.ts'

const EXPIRY_MS = 1000
const CHECK_MS = 5000
/** A showing that nobody watches is kept this long: people reload. */
const IDLE_MS = 10_000
const MOST_VIEWERS = 1000
/** RFC 6455: the server restarts, come again. */
const RESTART = 1012
const TRY_LATER = 1013

const ended: { code: number; reason: string } = {
  code: audienceClose.GONE,
  reason: 'This link has run out or was taken back.',
}

type Parts = {
  rooms: Pick<Rooms, 'watch'>
  past: Pick<Past, 'ask'>
  namesElsewhere: Pick<NamesElsewhere, 'of'>
  links: Pick<AudienceLinks, 'isHolding'>
  logger: Pick<Logger, 'error'>
  mostViewers?: number
}

type Audience = {
  link: Link
  showing: Showing
  opening: Promise<void>
  viewers: Set<Viewer>
  /** Places kept for sockets that are on their way. */
  expected: number
  whole: Buffer | null
  idle: NodeJS.Timeout | null
}

/** Everybody who watches by a link. What is shown is worked out once a link, and its bytes are the same for all. */
export class Audiences {
  readonly #parts: Parts
  readonly #audiences = new Map<string, Audience>()
  readonly #turn = new WriteTurn()
  readonly #timers: NodeJS.Timeout[]
  #isStopping = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#timers = [
      setInterval(() => this.#endExpired(), EXPIRY_MS),
      setInterval(() => void this.#check(), CHECK_MS),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  countOf(linkId: string): number {
    return this.#audiences.get(linkId)?.viewers.size ?? 0
  }

  /**
   * Readies what is shown for a socket that is about to be accepted; whoever calls it has made sure that it may.
   *
   * @throws AppError `audience/full`, `board/load-failed`, `server/stopping`
   */
  async admit(link: Link): Promise<{
    connect: (ws: WebSocket, socket: Socket) => void
    abandon: () => void
  }> {
    const audience = await this.#audienceOf(link)
    const { mostViewers = MOST_VIEWERS } = this.#parts
    if (audience.viewers.size + audience.expected >= mostViewers)
      throw new AppError('audience/full', 'As many people watch as this server takes.')
    audience.expected++
    return {
      connect: (ws, socket) => {
        audience.expected--
        this.#connect(audience, { ws, socket })
      },
      abandon: () => {
        audience.expected--
        this.#endWhenIdle(audience)
      },
    }
  }

  /** What this audience is shown now under a name, and how; null where it is nothing. */
  async useOf(link: Link, name: string): Promise<{ key: string; use: FileUse } | null> {
    const audience = await this.#audienceOf(link)
    this.#endWhenIdle(audience)
    return audience.showing.useOf(name)
  }

  /** Sends everybody of a link away, at once. */
  end(linkId: string, { code, reason } = ended): void {
    const audience = this.#audiences.get(linkId)
    if (!audience) return
    for (const viewer of audience.viewers) viewer.close(code, reason)
    this.#close(audience)
  }

  close(): void {
    this.#isStopping = true
    for (const timer of this.#timers) clearInterval(timer)
    for (const audience of this.#audiences.values()) {
      for (const viewer of audience.viewers) viewer.close(RESTART, 'The server is restarting.')
      this.#close(audience)
    }
  }

  async #audienceOf(link: Link): Promise<Audience> {
    if (this.#isStopping) throw new AppError('server/stopping', 'The server is restarting.')
    const audience = this.#audiences.get(link.id) ?? this.#open(link)
    await audience.opening
    return audience
  }

  #open(link: Link): Audience {
    const { rooms, past, namesElsewhere, logger } = this.#parts
    const { boardId, briefing } = link
    const viewers = new Set<Viewer>()
    const showing = new Showing({
      boardId,
      briefing,
      past,
      elsewhere: async () => {
        const imported = await namesElsewhere.of(boardId)
        return imported && elsewhereOf(imported)
      },
      onChange: (message) => {
        audience.whole = null
        if (viewers.size === 0) return
        const frame = textFrame(JSON.stringify(message))
        for (const viewer of viewers)
          if (message.type === 'ink') viewer.sendInk(frame)
          else viewer.send(frame)
      },
      onError: (error) => logger.error({ err: error, boardId }, 'an audience could not be shown'),
    })
    const opening = showing.open((onChange) => rooms.watch(boardId, onChange))
    const audience: Audience = {
      link,
      showing,
      opening,
      viewers,
      expected: 0,
      whole: null,
      idle: null,
    }
    this.#audiences.set(link.id, audience)
    opening.catch(() => this.#close(audience))
    return audience
  }

  #connect(audience: Audience, { ws, socket }: { ws: WebSocket; socket: Socket }): void {
    const whole = () => (audience.whole ??= textFrame(JSON.stringify(audience.showing.whole())))
    const wholeInk = () =>
      textFrame(JSON.stringify({ type: 'ink', ink: audience.showing.wholeInk() }))
    const viewer = new Viewer(ws, { socket, turn: this.#turn, whole, wholeInk })
    ws.on('error', () => {
      // ws has closed the socket with the code that fits; `close` follows.
    })
    if (this.#isStopping) return viewer.close(RESTART, 'The server is restarting.')
    // Taken back between the look at it and now.
    if (this.#audiences.get(audience.link.id) !== audience)
      return viewer.close(audienceClose.GONE, 'This link has run out or was taken back.')
    audience.viewers.add(viewer)
    ws.on('close', () => {
      audience.viewers.delete(viewer)
      this.#endWhenIdle(audience)
    })
    viewer.send(whole())
  }

  #endWhenIdle(audience: Audience): void {
    if (audience.idle) clearTimeout(audience.idle)
    audience.idle = setTimeout(() => {
      audience.idle = null
      if (audience.viewers.size === 0 && audience.expected === 0) this.#close(audience)
    }, IDLE_MS)
    audience.idle.unref()
  }

  #close(audience: Audience): void {
    if (audience.idle) clearTimeout(audience.idle)
    if (this.#audiences.get(audience.link.id) === audience) this.#audiences.delete(audience.link.id)
    audience.showing.close()
  }

  #endExpired(): void {
    const now = Date.now()
    for (const { link } of this.#audiences.values()) if (link.expiresAt <= now) this.end(link.id)
  }

  /** The command line, or a copy that was put back, may have ended a link beside the server. */
  async #check(): Promise<void> {
    for (const { link, viewers } of this.#audiences.values()) {
      for (const viewer of viewers) viewer.check()
      try {
        if (!(await this.#parts.links.isHolding(link.id))) this.end(link.id)
      } catch (error) {
        // Nobody keeps a right that may have been taken away; who still has it comes back by themselves.
        this.#parts.logger.error({ err: error }, 'an audience link could not be checked')
        this.end(link.id, { code: TRY_LATER, reason: 'The link cannot be checked just now.' })
      }
    }
  }
}
