import { recordOf, type PlainRecord } from '../../../shared/board/codec.ts'

/** The records of a board at one moment, by id. */
export type Moment = ReadonlyMap<string, RecordState>

/** One change within an entry of the log. `key` is null for the record itself; a `value` of null is what went. */
export type Change = { id: string; key: string | null; value: string | null }

/**
 * A record at some moment: the keys it lies under in the document, each with its value as JSON. Never changed
 * once made, so that moments share what is the same in them. Tens of thousands are in memory at once, most of
 * them as text alone: a tenth of what their maps take.
 */
export class RecordState {
  #text: string | null
  #keys: ReadonlyMap<string, string> | null
  #json: string | null = null

  private constructor(text: string | null, keys: ReadonlyMap<string, string> | null) {
    this.#text = text
    this.#keys = keys
  }

  static of(keys: ReadonlyMap<string, string>): RecordState {
    return new RecordState(null, keys)
  }

  static parse(text: string): RecordState {
    return new RecordState(text, null)
  }

  /** For a record that is asked for again and again. */
  get keys(): ReadonlyMap<string, string> {
    this.#keys ??= this.copyKeys()
    return this.#keys
  }

  /** A line for each key: the key, a tab and the value, both as JSON, which holds neither tabs nor line breaks. */
  get text(): string {
    this.#text ??= textOf(this.#keys ?? new Map())
    return this.#text
  }

  copyKeys(): Map<string, string> {
    return this.#keys ? new Map(this.#keys) : keysIn(this.#text ?? '')
  }

  equals(other: RecordState): boolean {
    if (this === other || this.text === other.text) return true
    // Keys have no order, so that the same may be written differently; never in another length.
    if (this.text.length !== other.text.length) return false
    const [mine, theirs] = [this.copyKeys(), other.copyKeys()]
    return mine.size === theirs.size && [...mine].every(([key, value]) => theirs.get(key) === value)
  }

  /** The record `id` as it lies in the document, unchecked: what `readRecord` gives. */
  plain(id: string): PlainRecord {
    return recordOf(
      id,
      [...this.copyKeys()].map(([key, value]): [string, unknown] => [key, JSON.parse(value)]),
    )
  }

  /** The same as JSON; made once. A state belongs to one record, so that `id` is always the same. */
  json(id: string): string {
    this.#json ??= JSON.stringify(this.plain(id))
    return this.#json
  }
}

/** Null where JSON has no such thing. */
export function jsonOf(value: unknown): string | null {
  const json = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
  return json ?? null
}

function textOf(keys: ReadonlyMap<string, string>): string {
  let text = ''
  for (const [key, value] of keys) text += `${JSON.stringify(key)}\t${value}\n`
  return text
}

function keysIn(text: string): Map<string, string> {
  const keys = new Map<string, string>()
  for (let start = 0; start < text.length;) {
    const tab = text.indexOf('\t', start)
    const end = text.indexOf('\n', tab)
    const key: unknown = JSON.parse(text.slice(start, tab))
    keys.set(String(key), text.slice(tab + 1, end))
    start = end + 1
  }
  return keys
}
