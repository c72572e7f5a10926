import * as Y from 'yjs'

/** Frames above this size are decoded each time they are seen; smaller ones once for all who receive them. */
const MEMO_BYTES = 2048

type Edit = { author: number; end: number; at: number }

/**
 * How long edits are under way. A server may pass an edit on alone, merged with others or as part of a diff,
 * so an edit is recognised by its author and clock, and counts once for each listener's frame that holds it.
 */
export class Sightings {
  /** Milliseconds, one for each edit that reached one listener. */
  latencies: number[] = []
  readonly #sent = new Map<number, Edit[]>()
  readonly #memo = new Map<string, Edit[]>()
  #recording = false

  /** From now on latencies are kept, of edits sent from now on. */
  record(): void {
    this.#recording = true
    this.#sent.clear()
    this.#memo.clear()
  }

  /** An edit of `author` left at `at`; `end` is the clock behind its last struct. */
  sent(edit: Edit): void {
    const edits = this.#sent.get(edit.author)
    if (edits) edits.push(edit)
    else this.#sent.set(edit.author, [edit])
  }

  seen(update: Uint8Array, at: number, reader?: number): void {
    if (!this.#recording) return
    for (const edit of this.#editsIn(update)) {
      if (edit.author !== reader) this.latencies.push(at - edit.at)
    }
  }

  #editsIn(update: Uint8Array): Edit[] {
    if (update.length > MEMO_BYTES) return this.#decode(update)
    const key = Buffer.from(update.buffer, update.byteOffset, update.length).toString('latin1')
    const known = this.#memo.get(key)
    if (known) return known
    if (this.#memo.size > 4000) this.#memo.clear()
    const edits = this.#decode(update)
    this.#memo.set(key, edits)
    return edits
  }

  #decode(update: Uint8Array): Edit[] {
    const found: Edit[] = []
    for (const struct of Y.decodeUpdate(update).structs) {
      const { client, clock } = struct.id
      const edits = this.#sent.get(client)
      if (!edits || struct instanceof Y.Skip) continue
      for (let i = edits.length - 1; i >= 0; i--) {
        const edit = edits[i]
        if (!edit || edit.end <= clock) break
        if (edit.end <= clock + struct.length) found.push(edit)
      }
    }
    return found
  }
}
