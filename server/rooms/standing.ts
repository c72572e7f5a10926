import type { Logger } from '../logger.ts'
import type { Peer } from './peer.ts'

/** Whether whoever opened a connection could open it again with the same session or key. */
export type IsStillIn = () => Promise<boolean>

type Known = { isStillIn: IsStillIn; askedAt: number }

const ASK_EVERY_MS = 5 * 60_000
/** A look-up takes a millisecond or two: a full house is asked about over some minutes, not at once. */
const MOST_AT_ONCE = 20

/**
 * Connections outlive the session or key that opened them. Each is asked about again when its person signs out,
 * changes the password or revokes a key, and every few minutes besides, for the command line works beside the
 * server. Who would not be let in again is sent away.
 */
export class Standing {
  readonly #known = new Map<Peer, Known>()
  readonly #logger: Logger

  constructor(logger: Logger) {
    this.#logger = logger
  }

  add(peer: Peer, isStillIn: IsStillIn): void {
    this.#known.set(peer, { isStillIn, askedAt: Date.now() })
  }

  remove(peer: Peer): void {
    this.#known.delete(peer)
  }

  /** Asks about all connections of one person, now. */
  async recheck(personId: string): Promise<void> {
    const theirs = [...this.#known].filter(([peer]) => peer.person.id === personId)
    await Promise.all(theirs.map(([peer, known]) => this.#ask(peer, known)))
  }

  /** Call every few seconds. */
  check(now = Date.now()): void {
    const due = [...this.#known].filter(([, { askedAt }]) => now - askedAt >= ASK_EVERY_MS)
    for (const [peer, known] of due.slice(0, MOST_AT_ONCE)) void this.#ask(peer, known)
  }

  async #ask(peer: Peer, known: Known): Promise<void> {
    known.askedAt = Date.now()
    try {
      if (!(await known.isStillIn()))
        peer.close('SIGN_IN_NEEDED', 'Your session or key has ended. Sign in again.')
    } catch (error) {
      // Nobody keeps a right that may have been taken away.
      this.#logger.error({ err: error }, 'who is connected could not be checked')
      peer.close('TRY_LATER', 'Access could not be checked.')
    }
  }
}
