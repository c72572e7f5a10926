import type { Peer } from './peer.ts'

/** Under load edits gather so long before they go out together, ms. */
const GATHER_MS = 8

/** Deliveries a second from which edits are gathered: about a tenth of a core spent on writing. */
const BUSY_PER_SECOND = 20_000
const WINDOW_MS = 50

type Outgoing = { frame: Buffer; author: Peer | null }

/**
 * Passes edits on to everyone but their author: at once while there is little to do, and under load together
 * every 8 ms, which takes a quarter of the writes.
 */
export class FanOut {
  readonly #peers: ReadonlySet<Peer>
  #gathered: Outgoing[] = []
  #timer: NodeJS.Timeout | null = null
  #windowStartMs = 0
  #deliveries = 0
  #isBusy = false

  constructor(peers: ReadonlySet<Peer>) {
    this.#peers = peers
  }

  send(frame: Buffer, author: Peer | null): void {
    this.#measure()
    if (!this.#isBusy && !this.#timer) return this.#deliver([{ frame, author }])
    this.#gathered.push({ frame, author })
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  /** Sends what has gathered now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const gathered = this.#gathered
    this.#gathered = []
    if (gathered.length > 0) this.#deliver(gathered)
  }

  #deliver(outgoing: Outgoing[]): void {
    const authors = new Set(outgoing.map(({ author }) => author))
    const all = outgoing.length === 1 && outgoing[0] ? outgoing[0].frame : joined(outgoing)
    for (const peer of this.#peers) {
      if (!authors.has(peer)) peer.deliver(all)
      else if (outgoing.length > 1) {
        const others = outgoing.filter(({ author }) => author !== peer)
        if (others.length > 0) peer.deliver(joined(others))
      }
    }
  }

  #measure(): void {
    this.#deliveries += this.#peers.size
    const now = performance.now()
    const elapsed = now - this.#windowStartMs
    if (elapsed < WINDOW_MS) return
    this.#isBusy = (this.#deliveries * 1000) / elapsed > BUSY_PER_SECOND
    this.#deliveries = 0
    this.#windowStartMs = now
  }
}

/** Several whole frames in one buffer are still several frames to whoever reads them. */
function joined(outgoing: Outgoing[]): Buffer {
  return Buffer.concat(outgoing.map(({ frame }) => frame))
}
