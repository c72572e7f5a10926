import { RecordState, type Change, type Moment } from './record-state.ts'
import { sweepOf, type Sweep } from './sweeps.ts'
import { WorkLog, type Work } from './work.ts'

/** A page is full at so many characters of changed values, however few its entries. */
const FULL_CHARACTERS = 16 * 1024 * 1024

/** Values shorter than this are kept whole; of longer ones what differs from the value before. */
const LONG_VALUE = 200

/** What an entry of the log is known by beside its changes. */
export type Entry = { seq: number; at: number; actor: string }

/** The light part of a page, in memory for every page of a board. */
export type PageHead = {
  /** Position of the first entry. */
  first: number
  /** Hash of the last entry in the log, hex: tells whether the page is of this log. */
  hash: string
  /** Of each entry: when, ms since 1970, and whose, as an index into `actors`. */
  at: number[]
  actor: number[]
  actors: string[]
  work: Work[]
  sweeps: Sweep[]
}

/** A changed value: whole, gone, or how many characters to keep at both ends of the one before, and what lies between. */
type StoredValue = string | null | [keepStart: number, keepEnd: number, between: string]

/** The changes of a page in the order of the log. */
export type PageChanges = {
  ids: string[]
  keys: string[]
  /** How many changes there are up to and with each entry. */
  ends: number[]
  /** Of each change: indices into `ids` and `keys`; -1 for the record itself. */
  id: number[]
  key: number[]
  value: StoredValue[]
}

/** One change as it is found again in a page. */
export type Found = Change & Entry

/** A stretch of the log in words of records: how the board stood before it, and every change since. */
export class Page {
  readonly head: PageHead
  readonly base: Moment
  readonly #changes: PageChanges
  readonly #work: WorkLog
  readonly #idAt = new Map<string, number>()
  readonly #keyAt = new Map<string, number>()
  #characters = 0

  constructor({ head, base, changes }: { head: PageHead; base: Moment; changes: PageChanges }) {
    this.head = head
    this.base = base
    this.#changes = changes
    this.#work = new WorkLog(head.work)
    for (const [index, id] of changes.ids.entries()) this.#idAt.set(id, index)
    for (const [index, key] of changes.keys.entries()) this.#keyAt.set(key, index)
    for (const value of changes.value) this.#characters += lengthOf(value)
  }

  static begin(first: number, base: Moment): Page {
    return new Page({
      head: { first, hash: '', at: [], actor: [], actors: [], work: [], sweeps: [] },
      base,
      changes: { ids: [], keys: [], ends: [], id: [], key: [], value: [] },
    })
  }

  get changes(): PageChanges {
    return this.#changes
  }

  get last(): number {
    return lastOf(this.head)
  }

  isFull(entries: number): boolean {
    return this.head.at.length >= entries || this.#characters >= FULL_CHARACTERS
  }

  /** `before` are the records that `changes` are made to. */
  add(entry: Entry & { hash: Uint8Array }, changes: readonly Change[], before: Moment): void {
    const { head } = this
    head.at.push(entry.at)
    head.actor.push(indexIn(head.actors, entry.actor))
    head.hash = Buffer.from(entry.hash).toString('hex')
    for (const { id, key, value } of changes) {
      const old = key === null ? undefined : before.get(id)?.keys.get(key)
      const stored = value === null || old === undefined ? value : shortened(value, old)
      this.#changes.id.push(known(this.#idAt, this.#changes.ids, id))
      this.#changes.key.push(key === null ? -1 : known(this.#keyAt, this.#changes.keys, key))
      this.#changes.value.push(stored)
      this.#characters += lengthOf(stored)
    }
    this.#changes.ends.push(this.#changes.id.length)
    this.#work.add(entry, changes, before)
    const sweep = sweepOf(entry, changes)
    if (sweep) head.sweeps.push(sweep)
  }

  /** Moves records that stand at `after` on to `upTo`, both within this page. */
  move(records: Map<string, RecordState>, { after, upTo }: { after: number; upTo: number }): void {
    const drafts = new Map<string, Map<string, string> | null>()
    this.#walk({ after, upTo }, (id, key, stored) => {
      let draft = drafts.get(id)
      if (draft === undefined) draft = records.get(id)?.copyKeys() ?? null
      if (key === null) draft = stored === null ? null : new Map()
      else if (draft && stored === null) draft.delete(key)
      else draft?.set(key, whole(stored, draft.get(key)))
      drafts.set(id, draft)
    })
    for (const [id, draft] of drafts) {
      if (draft) records.set(id, RecordState.of(draft))
      else records.delete(id)
    }
  }

  /** Every change of one record, oldest first. */
  changesOf(recordId: string): Found[] {
    const wanted = this.#idAt.get(recordId)
    if (wanted === undefined) return []
    const found: Found[] = []
    let values = this.base.get(recordId)?.copyKeys() ?? new Map<string, string>()
    this.#walkAll((index, seq) => {
      if (this.#changes.id[index] !== wanted) return
      const key = this.#keyOf(index)
      const stored = this.#changes.value[index] ?? null
      if (key === null) {
        for (const each of stored === null ? values.keys() : [])
          found.push({ id: recordId, key: each, value: null, ...this.entry(seq) })
        values = new Map()
        found.push({ id: recordId, key, value: whole(stored, undefined), ...this.entry(seq) })
        return
      }
      const value = stored === null ? null : whole(stored, values.get(key))
      if (value === null) values.delete(key)
      else values.set(key, value)
      found.push({ id: recordId, key, value, ...this.entry(seq) })
    })
    return found
  }

  /** Who changed what within a part of this page, oldest first. */
  writes(
    range: { after: number; upTo: number },
    take: (id: string, key: string | null, seq: number) => void,
  ): void {
    this.#walk(range, (id, key, _, seq) => take(id, key, seq))
  }

  entry(seq: number): Entry {
    return entryOf(this.head, seq)
  }

  #walk(
    { after, upTo }: { after: number; upTo: number },
    take: (id: string, key: string | null, stored: StoredValue, seq: number) => void,
  ): void {
    const { first } = this.head
    const { ends, id, value, ids } = this.#changes
    const from = Math.max(after + 1, first)
    for (let seq = from; seq <= Math.min(upTo, this.last); seq++) {
      const end = ends[seq - first] ?? 0
      for (let index = ends[seq - first - 1] ?? 0; index < end; index++)
        take(ids[id[index] ?? 0] ?? '', this.#keyOf(index), value[index] ?? null, seq)
    }
  }

  #walkAll(take: (index: number, seq: number) => void): void {
    let index = 0
    for (const [row, end] of this.#changes.ends.entries())
      for (; index < end; index++) take(index, this.head.first + row)
  }

  #keyOf(index: number): string | null {
    const at = this.#changes.key[index] ?? -1
    return at < 0 ? null : (this.#changes.keys[at] ?? '')
  }
}

export function lastOf(head: PageHead): number {
  return head.first + head.at.length - 1
}

export function entryOf(head: PageHead, seq: number): Entry {
  const row = seq - head.first
  return { seq, at: head.at[row] ?? 0, actor: head.actors[head.actor[row] ?? 0] ?? '' }
}

function shortened(value: string, old: string): StoredValue {
  if (value.length < LONG_VALUE) return value
  const most = Math.min(value.length, old.length)
  let start = 0
  while (start < most && value.charCodeAt(start) === old.charCodeAt(start)) start++
  let end = 0
  while (
    end < most - start &&
    value.charCodeAt(value.length - 1 - end) === old.charCodeAt(old.length - 1 - end)
  )
    end++
  const between = value.slice(start, value.length - end)
  return between.length < value.length / 2 ? [start, end, between] : value
}

function whole(stored: StoredValue, old: string | undefined): string {
  if (stored === null || typeof stored === 'string') return stored ?? 'null'
  const [start, end, between] = stored
  const before = old ?? ''
  return before.slice(0, start) + between + before.slice(before.length - end)
}

function lengthOf(stored: StoredValue): number {
  return stored === null ? 0 : typeof stored === 'string' ? stored.length : stored[2].length
}

function indexIn(list: string[], name: string): number {
  const at = list.indexOf(name)
  return at < 0 ? list.push(name) - 1 : at
}

function known(index: Map<string, number>, list: string[], name: string): number {
  const at = index.get(name)
  if (at !== undefined) return at
  const next = list.push(name) - 1
  index.set(name, next)
  return next
}
