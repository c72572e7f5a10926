import type { Checkpoints } from '../history/checkpoints.ts'
import type { Logger } from '../logger.ts'
import type { Room } from './room.ts'

/** When a checkpoint is due: so many updates or bytes since the last one. */
const UPDATES = 500
const BYTES = 1024 * 1024

/** A room that closes leaves a checkpoint behind if it would save the next opening at least this many updates. */
const UPDATES_AT_CLOSE = 64

/** Making them takes at most one part in so many of a busy board's time. */
const SHARE = 20

/** Decides when a room's checkpoints are made, and puts them to use. */
export class RoomCheckpoints {
  readonly #room: Room
  readonly #checkpoints: Checkpoints
  readonly #logger: Logger
  /** What of the updates taken the newest checkpoint holds. */
  #kept = { count: 0, bytes: 0 }
  #notBeforeMs = 0
  #isMaking = false

  constructor(room: Room, { checkpoints, logger }: { checkpoints: Checkpoints; logger: Logger }) {
    this.#room = room
    this.#checkpoints = checkpoints
    this.#logger = logger
  }

  /** Call after each edit. */
  makeIfDue(): void {
    const { taken } = this.#room
    if (taken.count - this.#kept.count < UPDATES && taken.bytes - this.#kept.bytes < BYTES) return
    if (this.#isMaking || performance.now() < this.#notBeforeMs) return
    void this.#make()
  }

  makeAtClose(): void {
    if (this.#room.taken.count - this.#kept.count >= UPDATES_AT_CLOSE) void this.#make()
  }

  async #make(): Promise<void> {
    const startedMs = performance.now()
    const { taken } = this.#room
    this.#isMaking = true
    try {
      const checkpoint = await this.#checkpoints.make(this.#room.boardId)
      if (checkpoint) this.#room.rebase(checkpoint)
      this.#kept = taken
    } catch (error) {
      // The log holds everything; the next opening only takes longer.
      this.#logger.warn(
        { err: error, boardId: this.#room.boardId },
        'a checkpoint could not be made',
      )
    }
    const endedMs = performance.now()
    this.#notBeforeMs = endedMs + (endedMs - startedMs) * SHARE
    this.#isMaking = false
  }
}
