const HOUR_MS = 60 * 60 * 1000
const MOST_AN_HOUR = 600

/**
 * Who came by which link within the hour, so that the custody log gets one line for each of them however often they
 * come, and no flood from anybody.
 */
export class Arrivals {
  readonly #known = new Map<string, Map<string, number>>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Whether this is worth a line. An empty name is anybody's. */
  isNews(linkId: string, name: string): boolean {
    const now = this.#now()
    const known = this.#known.get(linkId) ?? new Map<string, number>()
    for (const [each, at] of known) if (now - at >= HOUR_MS) known.delete(each)
    if (known.has(name) || known.size >= MOST_AN_HOUR) return false
    known.set(name, now)
    this.#known.set(linkId, known)
    return true
  }
}
