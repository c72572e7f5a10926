import * as Y from 'yjs'
import { updateFrame } from './wire.ts'

/** So many small updates are merged into one frame for those who join. */
const MERGED = 32

/**
 * Updates from this size on go as they are: merging takes a millisecond for each 40 kB, on the event loop, and
 * saves nothing there.
 */
const LARGE_BYTES = 4096

/** Neighbouring updates that are handed over as one frame. */
type Group = { updates: Uint8Array[]; frame: Buffer | null }

/** The updates after a document's base, and the frames that hand them to those who join. */
export class Tail {
  readonly #updates: Uint8Array[] = []
  readonly #groups: Group[] = []
  #bytes = 0

  constructor(updates: readonly Uint8Array[]) {
    for (const update of updates) this.add(update)
  }

  get updates(): readonly Uint8Array[] {
    return this.#updates
  }

  get bytes(): number {
    return this.#bytes
  }

  add(update: Uint8Array): void {
    this.#updates.push(update)
    this.#bytes += update.byteLength
    const last = this.#groups.at(-1)
    if (!last || last.updates.length === MERGED || isLarge(update) || isLarge(last.updates[0])) {
      this.#groups.push({ updates: [update], frame: null })
      return
    }
    last.updates.push(update)
    last.frame = null
  }

  /** Made once, and again only for the last group after an edit. */
  frames(): Buffer[] {
    return this.#groups.map((group) => (group.frame ??= updateFrame(merged(group.updates))))
  }
}

function isLarge(update: Uint8Array | undefined): boolean {
  return update !== undefined && update.byteLength >= LARGE_BYTES
}

function merged(updates: Uint8Array[]): Uint8Array {
  return updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates)
}
