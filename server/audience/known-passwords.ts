import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Passwords that were right once, so that of five hundred who come at the same time one waits for the slow hash and not
 * each for all before. Kept in memory only, under a key that goes with the process.
 */
export class KnownPasswords {
  readonly #key = randomBytes(32)
  readonly #known = new Map<string, Buffer>()

  learn(linkId: string, password: string): void {
    this.#known.set(linkId, this.#digest(linkId, password))
  }

  /** Null where the right one was not given here yet. */
  isRight(linkId: string, password: string): boolean | null {
    const known = this.#known.get(linkId)
    return known ? timingSafeEqual(known, this.#digest(linkId, password)) : null
  }

  /** Normalised as the slow hash does it: the same password may be typed in two ways. */
  #digest(linkId: string, password: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(`${linkId}\n${password.normalize('NFKC')}`)
      .digest()
  }
}
