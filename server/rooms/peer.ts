import { closeCode, type Notice } from '../../shared/protocol/frames.ts'
import type { Person, Role } from '../../shared/protocol/http.ts'
import { Confirmations } from './confirmations.ts'
import type { Connection } from './connection.ts'
import { FrameBudget } from './frame-budget.ts'
import type { Limits } from './limits.ts'
import { markFrame, noticeFrame } from './wire.ts'

/** What a peer needs from its room when its socket has room again. */
export type CatchUp = {
  /** Where the document stands now. */
  position(): Uint8Array
  /** The one frame with everything after `position`, and whatever else is newest. */
  framesSince(position: Uint8Array): Buffer[]
  /** Called once all that has been made up for. */
  done(peer: Peer): void
}

/** One connection of one person to one room. */
export class Peer {
  readonly connection: Connection
  readonly person: Person
  readonly confirmations = new Confirmations()
  /** Edits that need what this client has yet to send in answer to our sync step 1. */
  readonly held: Uint8Array[] = []
  /** The log position after the last edit of this peer; what it asks to have confirmed waits for that. */
  lastSeq = 0
  role: Role
  /** Whether the client has answered our sync step 1. */
  hasCaughtUp = false
  /** Whether the client knows our own frames. */
  knowsMarks = false
  #refusedEdits = 0
  #isSlowed = false
  readonly #catchUp: CatchUp
  readonly #budget: FrameBudget
  /** While the socket is full: where the document stood when it filled up, and whether anything was missed since. */
  #behind: { position: Uint8Array; hasMissed: boolean } | null = null

  constructor(
    connection: Connection,
    {
      person,
      role,
      catchUp,
      limits,
    }: { person: Person; role: Role; catchUp: CatchUp; limits: Limits },
  ) {
    this.connection = connection
    this.person = person
    this.role = role
    this.#catchUp = catchUp
    this.#budget = new FrameBudget({
      perSecond: limits.framesPerSecond,
      atOnce: limits.framesAtOnce,
    })
  }

  get canEdit(): boolean {
    return this.role !== 'viewer'
  }

  get isBehind(): boolean {
    return this.#behind !== null
  }

  /** Whether confirming anything now would be untrue: edits of this client were refused, or wait for others. */
  get owesEdits(): boolean {
    return this.#refusedEdits > 0 || this.held.length > 0
  }

  /** Counts a frame; a client that sends faster than the limits is read more slowly. */
  countFrame(): void {
    const waitMs = this.#budget.take()
    if (waitMs === 0 || this.#isSlowed) return
    this.#isSlowed = true
    this.connection.pauseReading()
    setTimeout(() => this.#readOn(), waitMs)
  }

  /** Sends a frame that may be left out while the socket is full: it is then made up for in one go. */
  deliver(frame: Buffer): void {
    if (this.#behind) this.#behind.hasMissed = true
    else this.send([frame])
  }

  /** Sends frames that must arrive. */
  send(frames: Buffer[]): void {
    for (const frame of frames) this.connection.send(frame)
    if (this.#behind || !this.connection.isFull) return
    this.#behind = { position: this.#catchUp.position(), hasMissed: false }
    this.connection.onDrained(() => this.#drained())
  }

  answerMark(count: number): void {
    this.connection.send(markFrame(count))
  }

  notify(notice: Notice): void {
    if (this.knowsMarks && !this.#behind) this.connection.send(noticeFrame(notice))
  }

  setRole(role: Role): void {
    if (role === this.role) return
    this.role = role
    this.notify({ kind: 'role', role })
  }

  /** The client has sent all that we lacked, what was refused before included. */
  caughtUp(): void {
    this.hasCaughtUp = true
    this.#refusedEdits = 0
  }

  /** A viewer's edit is dropped; whoever goes on is cut off. */
  refuseEdit(limits: Limits): void {
    this.#refusedEdits++
    this.notify({ kind: 'read-only' })
    if (this.#refusedEdits > limits.refusedEdits)
      this.close('NOT_ALLOWED', 'This board is read-only for you.')
  }

  close(code: keyof typeof closeCode, reason: string): void {
    this.connection.close(closeCode[code], reason)
  }

  /** What was already on its way in when reading stopped still counts. */
  #readOn(): void {
    const waitMs = this.#budget.waitMs()
    if (waitMs > 0) {
      setTimeout(() => this.#readOn(), waitMs)
      return
    }
    this.#isSlowed = false
    this.connection.resumeReading()
  }

  #drained(): void {
    const behind = this.#behind
    this.#behind = null
    if (behind?.hasMissed) this.send(this.#catchUp.framesSince(behind.position))
    this.#catchUp.done(this)
  }
}
