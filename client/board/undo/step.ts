import type { Change, FieldChange, RecordChange, TextChange } from './changes.ts'
import { NEVER, type Stamps } from './stamps.ts'

/** What undo takes back in one go, in the order it happened. What concerns one record is found without a search. */
export class Step implements Iterable<Change> {
  /** Null where what came went again within the step. */
  readonly #changes: (Change | null)[] = []
  /** Where the changes of each record are, in their order. */
  readonly #placesOf = new Map<string, number[]>()

  get isEmpty(): boolean {
    return this[Symbol.iterator]().next().done === true
  }

  *[Symbol.iterator](): Generator<Change> {
    for (const change of this.#changes) if (change) yield change
  }

  /**
   * Adds a change, as one with what the step already did to the same key. Where somebody else wrote between the
   * two, only the later one is ours to take back.
   */
  add(change: Change, stamps: Stamps): void {
    if (change.kind === 'record') this.#addRecordChange(change, stamps)
    else if (change.kind === 'field') this.#addFieldChange(change, stamps)
    else this.#addTextChange(change)
  }

  #addFieldChange(change: FieldChange, stamps: Stamps): void {
    const { place, last } = this.#lastOf(
      change.id,
      (each) => each.kind === 'record' || (each.kind === 'field' && each.key === change.key),
    )
    // Part of what the step itself made: it goes and comes with the whole record.
    if (last?.kind === 'record') return
    const isNext =
      last?.kind === 'field' && stamps.known(last.afterStamp) === stamps.known(change.beforeStamp)
    if (isNext) this.#changes[place] = { ...last, afterStamp: change.afterStamp }
    else this.#push(change)
  }

  #addRecordChange(change: RecordChange, stamps: Stamps): void {
    const { place, last } = this.#lastOf(change.id, (each) => each.kind === 'record')
    if (
      last?.kind !== 'record' ||
      stamps.known(last.afterStamp) !== stamps.known(change.beforeStamp)
    ) {
      this.#push(change)
      return
    }
    const isGone = change.afterStamp === NEVER || change.afterStamp.endsWith(':gone')
    if (last.before === null && isGone) {
      stamps.equate(change.afterStamp, last.beforeStamp)
      this.#changes[place] = null
    } else this.#changes[place] = { ...change, before: last.before, beforeStamp: last.beforeStamp }
  }

  #addTextChange(change: TextChange): void {
    const before = this.#of(change.id)
    if (before.some((each) => each.kind === 'record')) return
    const own = before.flatMap((each) =>
      each.kind === 'text' && each.key === change.key ? each.inserted : [],
    )
    const deleted = change.deleted.filter(
      ({ client, clock }) =>
        !own.some(
          (range) =>
            range.client === client && clock >= range.clock && clock < range.clock + range.length,
        ),
    )
    if (deleted.length + change.inserted.length > 0) this.#push({ ...change, deleted })
  }

  #of(id: string): Change[] {
    return (this.#placesOf.get(id) ?? []).flatMap((place) => this.#changes[place] ?? [])
  }

  #lastOf(id: string, is: (change: Change) => boolean): { place: number; last: Change | null } {
    const places = this.#placesOf.get(id) ?? []
    for (const place of places.toReversed()) {
      const last = this.#changes[place]
      if (last && is(last)) return { place, last }
    }
    return { place: -1, last: null }
  }

  #push(change: Change): void {
    const places = this.#placesOf.get(change.id)
    const place = this.#changes.push(change) - 1
    if (places) places.push(place)
    else this.#placesOf.set(change.id, [place])
  }
}
