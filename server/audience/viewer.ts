import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { audienceClose } from '../../shared/audience/audience-messages.ts'
import { Connection } from '../rooms/connection.ts'
import { textFrame } from '../rooms/wire.ts'
import type { WriteTurn } from '../rooms/write-turn.ts'

const STILL_HERE = { frame: textFrame(JSON.stringify({ type: 'here' })), afterMs: 12_000 }

/** A pong is some bytes now and then. Whoever sends more than this between two checks is cut. */
const MOST_BYTES_BETWEEN_CHECKS = 4096

/** One who watches. */
export class Viewer {
  readonly #connection: Connection
  readonly #whole: () => Buffer
  readonly #wholeInk: () => Buffer
  #received = 0
  #behind: { hasMissed: boolean } | null = null
  #hasMissedInk = false

  /**
   * @param whole the frame with all that is shown now, for whoever reads too slowly for what differs
   * @param wholeInk the same of what is written on it
   */
  constructor(
    ws: WebSocket,
    {
      socket,
      turn,
      whole,
      wholeInk,
    }: { socket: Socket; turn: WriteTurn; whole: () => Buffer; wholeInk: () => Buffer },
  ) {
    this.#connection = new Connection(ws, { socket, turn })
    this.#whole = whole
    this.#wholeInk = wholeInk
    socket.on('data', (bytes: Buffer) => {
      this.#received += bytes.byteLength
      if (this.#received > MOST_BYTES_BETWEEN_CHECKS) this.#connection.cut()
    })
    ws.on('message', () => this.close(audienceClose.SPOKE, 'An audience is not asked anything.'))
  }

  send(frame: Buffer): void {
    if (this.#behind) {
      this.#behind.hasMissed = true
      return
    }
    this.#connection.send(frame)
    if (!this.#connection.isFull) return
    const behind = { hasMissed: false }
    this.#behind = behind
    this.#connection.onDrained(() => {
      this.#behind = null
      if (behind.hasMissed) this.send(this.#whole())
    })
  }

  /** A laser of some seconds ago is worth nothing: none waits for whoever reads slowly, who has what is left of it later. */
  sendInk(frame: Buffer): void {
    if (this.#behind) {
      this.#behind.hasMissed = true
      return
    }
    if (this.#hasMissedInk) return
    if (!this.#connection.isBusy) return this.#connection.send(frame)
    this.#hasMissedInk = true
    this.#connection.onceIdle(() => {
      this.#hasMissedInk = false
      this.sendInk(this.#wholeInk())
    })
  }

  /** Call every few seconds. */
  check(): void {
    this.#received = 0
    this.#connection.check(STILL_HERE)
  }

  close(code: number, reason: string): void {
    this.#connection.close(code, reason)
  }
}
