/**
 * Which of this person's edits the server has confirmed. An edit counts as saved only once the mark that was
 * sent after it has come back; edits of earlier visits count until the first mark of this one.
 */
export class Confirmations {
  /** Edits of earlier visits that nobody had confirmed when the page was closed. */
  #inherited = 0
  #made = 0
  #confirmed = 0
  /** The mark under way: the number of edits made before it. */
  #asked: number | null = null

  /** Edits that are not known to be on the server's disk. */
  get open(): number {
    return this.#inherited + this.#made - this.#confirmed
  }

  inherit(changes: number): void {
    this.#inherited += changes
  }

  made(): void {
    this.#made++
  }

  /** The mark to send now, or null while one is under way or nothing is open. `force` asks in any case. */
  next({ force = false }: { force?: boolean } = {}): number | null {
    if (this.#asked !== null || (!force && this.open === 0)) return null
    this.#asked = this.#made
    return this.#made
  }

  answered(mark: number): void {
    if (mark !== this.#asked) return
    this.#asked = null
    this.#inherited = 0
    this.#confirmed = mark
  }

  /** The connection is gone, and with it the mark under way. */
  lost(): void {
    this.#asked = null
  }
}
