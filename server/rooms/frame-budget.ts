/** A token bucket: so many frames a second, so many at once. */
export class FrameBudget {
  readonly #perMs: number
  readonly #atOnce: number
  #left: number
  #asOfMs = performance.now()

  constructor({ perSecond, atOnce }: { perSecond: number; atOnce: number }) {
    this.#perMs = perSecond / 1000
    this.#atOnce = atOnce
    this.#left = atOnce
  }

  /** Takes one frame. @returns how long to take no more, ms; 0 while within the budget */
  take(): number {
    this.#left--
    return this.#left > 0 ? 0 : this.waitMs()
  }

  /** How long until there is room for a frame again, ms. */
  waitMs(): number {
    const now = performance.now()
    this.#left = Math.min(this.#atOnce, this.#left + (now - this.#asOfMs) * this.#perMs)
    this.#asOfMs = now
    return this.#left > 0 ? 0 : Math.ceil((1 - this.#left) / this.#perMs)
  }
}
