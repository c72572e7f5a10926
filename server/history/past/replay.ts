import * as Y from 'yjs'
import { recordsOf, type RecordMap } from '../../../shared/board/layout.ts'
import { jsonOf, type Change, type Moment } from './record-state.ts'

/** A document that goes forward through the log and tells what each entry changed. */
export class Replay {
  readonly #doc = new Y.Doc()
  readonly #records: Y.Map<RecordMap>
  /** Keys that the entry under way touched; null for the whole record. */
  readonly #touched = new Map<string, Set<string> | null>()

  constructor(updates: readonly Uint8Array[]) {
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update)
    })
    this.#records = recordsOf(this.#doc)
    this.#records.observeDeep((events) => {
      for (const event of events) this.#note(event)
    })
  }

  /** Takes the next entry. `before` are the records as they stood until then. */
  apply(update: Uint8Array, before: Moment): Change[] {
    this.#touched.clear()
    Y.applyUpdate(this.#doc, update)
    const changes: Change[] = []
    for (const [id, keys] of this.#touched) {
      const map = this.#recordMap(id)
      const old = before.get(id)
      if (!map) {
        if (old) changes.push({ id, key: null, value: null })
        continue
      }
      if (!old) changes.push({ id, key: null, value: 'true' })
      const looked = keys && old ? keys : new Set([...(old?.keys.keys() ?? []), ...map.keys()])
      for (const key of looked) {
        const value = valueOf(map, key)
        if (value !== (old?.keys.get(key) ?? null)) changes.push({ id, key, value })
      }
    }
    return changes
  }

  destroy(): void {
    this.#doc.destroy()
  }

  /** Anything may lie in a document; only a map is a record. */
  #recordMap(id: string): RecordMap | null {
    const map: unknown = this.#records.get(id)
    return map instanceof Y.Map ? map : null
  }

  #note(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const keys = event instanceof Y.YMapEvent ? [...event.keysChanged].map(String) : []
    const [id, key] = event.path
    if (id === undefined) {
      for (const each of keys) this.#touched.set(each, null)
      return
    }
    const name = String(id)
    if (this.#touched.get(name) === null) return
    const known = this.#touched.get(name) ?? new Set<string>()
    for (const each of key === undefined ? keys : [String(key)]) known.add(each)
    this.#touched.set(name, known)
  }
}

function valueOf(map: RecordMap, key: string): string | null {
  const stored = map.get(key)
  return jsonOf(stored instanceof Y.AbstractType ? stored.toJSON() : stored)
}
