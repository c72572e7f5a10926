import type { Facts, Field, OriginalFile, Place, Quantity, Upload, Verification } from './fields.ts'
import type { Entries, EntryName } from './entries.ts'
import { evidenceFields, type Evidence, type EvidenceId } from './kinds.ts'
import type { Georeference } from './georeference.ts'
import type { FrameSource, MediaRange } from './references.ts'
import type { Withdrawal } from './withdrawal.ts'

/** What each type of field holds. */
type Values = {
  text: string
  longText: string
  date: string
  url: string
  number: number
  choice: string
  list: string[]
  place: Place
  verification: Verification
  quantity: Quantity
  file: OriginalFile
  facts: Facts
  upload: Upload
  ref: EvidenceId
  mediaRange: MediaRange
  frameSource: FrameSource
  georeference: Georeference
  withdrawal: Withdrawal
  entries: Record<string, unknown>
}

/**
 * The value of a field, typed. Undefined where nothing is recorded or the kind has no such field. Evidence has
 * been validated where it was read from the document, so the value is what its field says.
 */
export function valueOf<T extends Field['type']>(
  evidence: Evidence,
  key: string,
  type: T,
): Values[T] | undefined {
  if (evidenceFields[evidence.kind][key]?.type !== type) return undefined
  return evidence[key] as Values[T] | undefined
}

/** The entries of a field by id, in the order in which their ids sort: ids begin with the time they were made. */
export function entriesOf<T extends EntryName>(
  evidence: Evidence,
  key: string,
  entry: T,
): { id: string; value: Entries[T] }[] {
  const field = evidenceFields[evidence.kind][key]
  if (field?.type !== 'entries' || field.entry !== entry) return []
  const entries = (evidence[key] ?? {}) as Record<string, Entries[T]>
  return Object.keys(entries)
    .toSorted()
    .flatMap((id) => (entries[id] === undefined ? [] : [{ id, value: entries[id] }]))
}

/** A text of any of the written types, trimmed; undefined where there is none. */
export function textOf(evidence: Evidence, key: string): string | undefined {
  const value = evidence[key]
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

/** Whether something stands in a field. An empty text, list or place name says nothing. */
export function isRecorded(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object') return Object.keys(value).length > 0
  return true
}
