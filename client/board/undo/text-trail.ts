import * as Y from 'yjs'
import type { IdRange, Removed } from './changes.ts'

/**
 * Follows the characters of long texts through undo: one that was brought back is a new character to Yjs, and
 * is known here by the one that it stands for.
 */
export class TextTrail {
  readonly #aliases: { now: IdRange; was: IdRange }[] = []

  /** Puts removed characters back behind the one they stood after. */
  bringBack(text: Y.Text, removed: readonly Removed[]): void {
    for (const each of removed) {
      text.insert(this.#indexAfter(text, each.after), each.text)
      const inserted = lastInserted(text, each.text.length)
      if (inserted) this.#aliases.push({ now: inserted, was: each })
    }
  }

  /** A whole text was written again: its characters stand for those that it was made of. */
  restore(text: Y.Text, ranges: readonly IdRange[]): void {
    let item = text._start
    let offset = 0
    for (const range of ranges) {
      for (let done = 0; done < range.length && item;) {
        const length = Math.min(range.length - done, item.length - offset)
        this.#aliases.push({
          now: { client: item.id.client, clock: item.id.clock + offset, length },
          was: { client: range.client, clock: range.clock + done, length },
        })
        done += length
        offset += length
        if (offset < item.length) continue
        item = item.right
        offset = 0
      }
    }
  }

  /** Takes characters out that were inserted and are still there. */
  takeOut(text: Y.Text, inserted: readonly IdRange[]): void {
    const wanted = this.#originsOf(inserted)
    const cuts: { index: number; length: number }[] = []
    let index = 0
    for (let item = text._start; item; item = item.right) {
      if (item.deleted || !item.countable) continue
      for (let offset = 0; offset < item.length; offset++, index++) {
        const { client, clock } = this.#origin(item.id.client, item.id.clock + offset)
        if (!wanted.has(`${client}:${clock}`)) continue
        const last = cuts.at(-1)
        if (last && last.index + last.length === index) last.length++
        else cuts.push({ index, length: 1 })
      }
    }
    for (const cut of cuts.toReversed()) text.delete(cut.index, cut.length)
  }

  /** Whether characters stand there that somebody else wrote since the text `came`. */
  hasOthers(
    text: Y.Text,
    { isOwn, came }: { isOwn: (client: number) => boolean; came: readonly IdRange[] },
  ): boolean {
    const known = this.#originsOf(came)
    for (let item = text._start; item; item = item.right) {
      if (item.deleted) continue
      for (let offset = 0; offset < item.length; offset++) {
        const { client, clock } = this.#origin(item.id.client, item.id.clock + offset)
        if (!isOwn(client) && !known.has(`${client}:${clock}`)) return true
      }
    }
    return false
  }

  #indexAfter(text: Y.Text, after: Removed['after']): number {
    if (after === null) return 0
    let index = 0
    let found = 0
    for (let item = text._start; item; item = item.right) {
      const length = item.deleted || !item.countable ? 0 : item.length
      const at = after.clock - item.id.clock
      if (item.id.client === after.client && at >= 0 && at < item.length)
        return index + (length === 0 ? 0 : at + 1)
      index += length
      if (
        length > 0 &&
        this.#aliases.some(
          ({ now, was }) =>
            holds(now, item.id.client, item.id.clock) && holds(was, after.client, after.clock),
        )
      )
        found = index
    }
    return found
  }

  #originsOf(ranges: readonly IdRange[]): Set<string> {
    const origins = new Set<string>()
    for (const range of ranges) {
      for (let offset = 0; offset < range.length; offset++) {
        const { client, clock } = this.#origin(range.client, range.clock + offset)
        origins.add(`${client}:${clock}`)
      }
    }
    return origins
  }

  #origin(client: number, clock: number): { client: number; clock: number } {
    const alias = this.#aliases.findLast(({ now }) => holds(now, client, clock))
    if (!alias) return { client, clock }
    return this.#origin(alias.was.client, alias.was.clock + clock - alias.now.clock)
  }
}

function holds(range: IdRange, client: number, clock: number): boolean {
  return range.client === client && clock >= range.clock && clock < range.clock + range.length
}

/** The characters that this client inserted last. */
function lastInserted(text: Y.Text, length: number): IdRange | null {
  const { doc } = text
  if (!doc) return null
  const end = Y.getState(doc.store, doc.clientID)
  return { client: doc.clientID, clock: end - length, length }
}
