import type * as Y from 'yjs'

/**
 * Names what a key of a map holds by the Yjs item that put it there, so that two writes of the same value are
 * told apart. A value that undo has put back is known by the stamp of the value that it restores.
 */
export class Stamps {
  readonly #restored = new Map<string, string>()
  /** Keys that a restored map does not have, and that were cleared in the map it stands for. */
  readonly #absent = new WeakMap<Keyed, Map<string, string>>()

  /** What the key holds now. */
  of(map: Keyed, key: string): string {
    const item = map._map.get(key)
    return item ? this.known(stampOf(item)) : this.absent(map, key)
  }

  /** What stands for a key of this map that has never been set in it. */
  absent(map: Keyed, key: string): string {
    return this.#absent.get(map)?.get(key) ?? NEVER
  }

  /** The stamp under which a value is known, through any number of undos and redos. */
  known(stamp: string): string {
    return this.#restored.get(stamp) ?? stamp
  }

  /** From now on `stamp` names what `as` names. */
  equate(stamp: string, as: string): void {
    this.#restored.set(stamp, this.known(as))
  }

  /** From now on what the key holds counts as the value known by `stamp`. */
  restore(map: Keyed, key: string, stamp: string): void {
    const item = map._map.get(key)
    if (item) this.#restored.set(stampOf(item), this.known(stamp))
    else {
      const absent = this.#absent.get(map) ?? new Map<string, string>()
      this.#absent.set(map, absent.set(key, this.known(stamp)))
    }
  }
}

/** A Yjs map, whatever it holds. */
type Keyed = { _map: Map<string, Y.Item> }

/** The key has never held anything. */
export const NEVER = 'never'

/** Yjs merges deleted neighbours into one item; only the last id of it stays what it was. */
export function stampOf(
  { lastId, deleted: isGone }: Y.Item,
  { deleted = isGone }: { deleted?: boolean } = {},
): string {
  return `${lastId.client}:${lastId.clock}${deleted ? ':gone' : ''}`
}

/** The client who wrote what a stamp names; null for NEVER. */
export function writerOf(stamp: string): number | null {
  return stamp === NEVER ? null : Number(stamp.split(':')[0])
}
