type Waiting = { seq: number; answer: () => void }

/** What one peer has asked to be told once its edits are on disk, in the order of asking. */
export class Confirmations {
  readonly #waiting: Waiting[] = []

  get count(): number {
    return this.#waiting.length
  }

  /** Answers once the log is durable up to `seq`, and never before what was asked earlier. */
  add(seq: number, answer: () => void): void {
    this.#waiting.push({ seq, answer })
  }

  /** Everything that waits now waits for `seq` at least. */
  raise(seq: number): void {
    for (const waiting of this.#waiting) waiting.seq = Math.max(waiting.seq, seq)
  }

  /** Gives every answer that is true now, until one of them leaves no room for more. */
  settle(durableSeq: number, hasRoom: () => boolean): void {
    let next = this.#waiting[0]
    while (next && next.seq <= durableSeq && hasRoom()) {
      this.#waiting.shift()
      next.answer()
      next = this.#waiting[0]
    }
  }
}
