import type * as Y from 'yjs'
import { entriesOfList, entryKey, type Entries, type EntryName } from '../evidence/entries.ts'
import type { EvidenceId, KindName } from '../evidence/kinds.ts'
import { insertRecord } from './codec.ts'
import { edit, newId } from './edit.ts'
import type { RecordMap } from './layout.ts'

/**
 * What a person does to the items of a board, as edits of its document: here items, their fields and entries, in
 * long-text.ts what several write at once, in canvas-actions.ts cards, string and notes. The canvas, the panels,
 * imports and the sample board all go through these, each in one transaction (edit.ts), so that undo, confirmation
 * and history see every kind of change alike.
 */

export type NewEvidence = {
  kind: KindName
  by: string
  fields?: Record<string, unknown>
  id?: EvidenceId
}

/** Adds an item of evidence without a card. Fields whose value is undefined are left out. */
export function addEvidence(doc: Y.Doc, { kind, by, fields = {}, id }: NewEvidence): EvidenceId {
  const evidenceId: EvidenceId = id ?? `evidence:${newId()}`
  edit(doc, (records) => {
    insertRecord(records, {
      workflow: 'to-do',
      verification: { status: 'unverified', reason: '', by, at: '' },
      ...fields,
      id: evidenceId,
      typeName: 'evidence',
      kind,
      createdAt: new Date().toISOString(),
      createdBy: by,
    })
  })
  return evidenceId
}

/** Sets one field. `undefined` clears it. Long text goes through `editText`. A withdrawn record stays gone. */
export function setField(doc: Y.Doc, id: EvidenceId, key: string, value: unknown): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    if (value === undefined) map.delete(key)
    else map.set(key, value)
  })
}

export type EntryPlace<T extends EntryName> = {
  /** Name of the field that holds the entries. */
  field: string
  entry: T
  /** Absent for a new one. */
  entryId?: string
}

/** Adds an entry, or puts another value in its place. A withdrawn record stays gone. Returns the entry's id. */
export function putEntry<T extends EntryName>(
  doc: Y.Doc,
  id: EvidenceId,
  { field, entryId = newEntryId() }: EntryPlace<T>,
  value: Entries[T],
): string {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    spreadList(map, field)
    map.set(entryKey(field, entryId), value)
  })
  return entryId
}

export function removeEntry(doc: Y.Doc, id: EvidenceId, field: string, entryId: string): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    spreadList(map, field)
    map.delete(entryKey(field, entryId))
  })
}

/** A list of an older Redstring becomes entries once one of them changes; the same ones, whoever is first. */
export function spreadList(map: RecordMap, field: string): void {
  const list = map.get(field)
  if (!Array.isArray(list)) return
  for (const [entryId, value] of Object.entries(entriesOfList(list)))
    map.set(entryKey(field, entryId), value)
  map.delete(field)
}

/**
 * Sorts by the time it was made, to the millisecond; the rest keeps two people's apart. One page's never sort against
 * the order in which it made them, however many it makes in a millisecond.
 */
export function newEntryId(): string {
  newestMs = Math.max(Date.now(), newestMs + 1)
  return `${newestMs.toString(36).padStart(9, '0')}${newId(7)}`
}

let newestMs = 0
