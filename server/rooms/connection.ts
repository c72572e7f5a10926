import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { WriteTurn } from './write-turn.ts'

/** Past so many bytes waiting in a socket nothing more is put into it. */
const MAX_QUEUED_BYTES = 1024 * 1024

/** Someone who does not read is cut after this long, plus the time a slow line needs for what is queued. */
const STALL_MS = 30_000
const SLOWEST_LINE_BYTES_PER_MS = 64

/**
 * A question is left open for so many checks before the other side is held to be gone. One is not enough: where this
 * process was held up, a check that is due comes before the answers that already wait in its sockets are read.
 */
const CHECKS_TO_ANSWER = 2

/** After a close frame was sent, the other side has so long to answer it. */
const CLOSE_MS = 1000

/**
 * One WebSocket: frames go out ready-made over its TCP socket. (ws sends its own control frames whole and at
 * once, so the two never mix within a frame.)
 */
export class Connection {
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #turn: WriteTurn
  /** Resolves when the socket has gone. */
  readonly closed: Promise<void>
  #fullSince: { atMs: number; allowedMs: number } | null = null
  #lastSentMs = 0
  /** Checks since the other side was asked whether it is there; null once it has answered. */
  #askedFor: number | null = null
  #isReading = true
  #isSentAway = false

  constructor(ws: WebSocket, { socket, turn }: { socket: Socket; turn: WriteTurn }) {
    this.#ws = ws
    this.#socket = socket
    this.#turn = turn
    this.closed = new Promise((resolve) => ws.once('close', () => resolve()))
    ws.on('pong', () => {
      this.#askedFor = null
    })
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  /** Whether it was closed from here: the line did not break. */
  get isSentAway(): boolean {
    return this.#isSentAway
  }

  /** True once more is waiting in the socket than it may hold; `onDrained` says when that has gone. */
  get isFull(): boolean {
    return this.#socket.writableLength > MAX_QUEUED_BYTES
  }

  /** True while the other side takes less than is sent; `onceIdle` says when it has taken everything. */
  get isBusy(): boolean {
    return this.#socket.writableNeedDrain
  }

  onceIdle(listener: () => void): void {
    this.#socket.once('drain', listener)
  }

  /** A frame as wire.ts makes it. */
  send(frame: Buffer): void {
    if (!this.isOpen) return
    this.#turn.cork(this.#socket)
    this.#socket.write(frame)
    this.#lastSentMs = performance.now()
  }

  /** Calls back once the socket has taken everything, unless it closes first. */
  onDrained(listener: () => void): void {
    const allowedMs = STALL_MS + this.#socket.writableLength / SLOWEST_LINE_BYTES_PER_MS
    this.#fullSince = { atMs: performance.now(), allowedMs }
    this.#socket.once('drain', () => {
      this.#fullSince = null
      listener()
    })
  }

  /** Stops and starts taking frames in; the other side then waits, and nothing is lost. */
  pauseReading(): void {
    if (!this.#isReading) return
    this.#isReading = false
    this.#ws.pause()
  }

  resumeReading(): void {
    if (this.#isReading) return
    this.#isReading = true
    this.#askedFor = null
    this.#ws.resume()
  }

  /**
   * Called every few seconds: cuts a dead or stalled connection.
   *
   * @param stillHere sent when nothing else was for a while
   */
  check(stillHere: { frame: Buffer; afterMs: number }): void {
    const now = performance.now()
    if (this.#fullSince && now - this.#fullSince.atMs > this.#fullSince.allowedMs) return this.cut()
    if (this.#fullSince || !this.isOpen) return
    if (this.#askedFor !== null && this.#isReading) {
      this.#askedFor++
      if (this.#askedFor === CHECKS_TO_ANSWER) this.cut()
      return
    }
    if (now - this.#lastSentMs < stillHere.afterMs) return
    this.#askedFor = 0
    this.#ws.ping()
    this.send(stillHere.frame)
  }

  /** Says goodbye after what was sent before, then makes sure. */
  close(code: number, reason: string): void {
    if (!this.isOpen) return
    this.#isSentAway = true
    this.resumeReading()
    // ws writes through the same socket: what is corked goes first, in order.
    this.#ws.close(code, reason)
    setTimeout(() => this.cut(), CLOSE_MS).unref()
  }

  cut(): void {
    this.#ws.terminate()
  }
}
