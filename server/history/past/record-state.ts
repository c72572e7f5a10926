import { recordOf, type PlainRecord } from '../../../shared/board/codec.ts'

/** The records of a board at one moment, by id. */
export type Moment = ReadonlyMap<string, RecordState>

/** One change within an entry of the log. `key` is null for the record itself; a `value` of null is what went. */
export type Change = { id: string; key: string | null; value: string | null }

/**
 * A record at some moment: the keys it lies under in the document, each with its value as JSON. Never changed
 * once made, so that moments share what is the same in them.
 */
export class RecordState {
  #keys: ReadonlyMap<string, string> | null
  #text: string | null

  private constructor(keys: ReadonlyMap<string, string> | null, text: string | null) {
    this.#keys = keys
    this.#text = text
  }

  static of(keys: ReadonlyMap<string, string>): RecordState {
    return new RecordState(keys, null)
  }

  /** From `text`, which is looked into only when somebody asks for keys. */
  static parse(text: string): RecordState {
    return new RecordState(null, text)
  }

  get keys(): ReadonlyMap<string, string> {
    this.#keys ??= keysIn(this.#text ?? '[]')
    return this.#keys
  }

  /** A JSON array of keys and values in turn. */
  get text(): string {
    this.#text ??= `[${[...this.keys].map(([key, value]) => `${JSON.stringify(key)},${value}`).join(',')}]`
    return this.#text
  }

  equals(other: RecordState): boolean {
    if (this === other) return true
    if (this.#text !== null && this.#text === other.#text) return true
    if (this.keys.size !== other.keys.size) return false
    for (const [key, value] of this.keys) if (other.keys.get(key) !== value) return false
    return true
  }
}

/** The record as it lies in the document, unchecked: what `readRecord` gives. */
export function plainRecordOf(id: string, state: RecordState): PlainRecord {
  return recordOf(
    id,
    [...state.keys].map(([key, value]): [string, unknown] => [key, JSON.parse(value)]),
  )
}

/** Null where JSON has no such thing. */
export function jsonOf(value: unknown): string | null {
  const json = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
  return json ?? null
}

function keysIn(text: string): ReadonlyMap<string, string> {
  const parts: unknown = JSON.parse(text)
  const keys = new Map<string, string>()
  if (!Array.isArray(parts)) return keys
  for (let at = 0; at + 1 < parts.length; at += 2)
    keys.set(String(parts[at]), JSON.stringify(parts[at + 1]))
  return keys
}
