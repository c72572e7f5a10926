import { isEqual } from '@tldraw/utils'
import * as Y from 'yjs'
import { partsOfEntryKey } from '../evidence/entries.ts'
import { editText } from './long-text.ts'
import { LOCAL_EDIT } from './edit.ts'
import { spreadList } from './actions.ts'
import {
  insertRecord,
  isLongText,
  keysOf,
  readRecord,
  recordOf,
  type PlainRecord,
} from './codec.ts'
import { recordsOf, type RecordMap } from './layout.ts'

/** A record as it was, to be brought back: all of it, or only some of its keys (as codec.ts lays it into keys). */
export type Restored = {
  id: string
  /** Null where it did not exist then. */
  before: PlainRecord | null
  keys?: readonly string[]
}

/** Well below the largest frame that a server takes: one transaction is one frame. */
const BATCH_BYTES = 1024 * 1024

/**
 * Makes records what they were, as new edits of whoever does it: only keys that differ are written, so that
 * whatever others do to anything else is kept, before, meanwhile and after. What was added since goes from the
 * canvas; evidence never goes, for nobody can know what hangs on it.
 */
export function restoreRecords(doc: Y.Doc, items: readonly Restored[]): void {
  for (const batch of inBatches(items))
    doc.transact(() => {
      for (const item of batch) restoreRecord(doc, item)
    }, LOCAL_EDIT)
}

/** A record with another value under one of its keys; null or undefined for none. */
export function withKey(
  record: PlainRecord,
  { key, value }: { key: string; value: unknown },
): PlainRecord {
  const keys = Object.entries(keysOf(record)).filter(([each]) => each !== key)
  const isThere = value !== null && value !== undefined
  return recordOf(record.id, isThere ? [...keys, [key, value]] : keys)
}

/** Whether bringing it back would take something off the board that never goes: evidence, originals, captures. */
export function staysThough({ id, before, keys }: Restored): boolean {
  if (before === null) return !mayGo(id)
  const then = keysOf(before)
  return keys !== undefined && keys.length > 0 && keys.every((key) => isLeft(key, then[key]))
}

/** What came to an item since stays with it; an upload that was under way then is none now. */
function isLeft(key: string, then: unknown): boolean {
  if (key === 'upload') return true
  return then === undefined && (key === 'file' || key === 'facts' || key.startsWith('captures/'))
}

function restoreRecord(doc: Y.Doc, item: Restored): void {
  const { id, before, keys } = item
  const records = recordsOf(doc)
  const map: unknown = records.get(id)
  if (before === null) {
    if (map !== undefined && !staysThough(item)) records.delete(id)
  } else if (map instanceof Y.Map) {
    restoreKeys(doc, map, { before, keys })
  } else {
    const { upload: _, ...record } = before
    insertRecord(records, record)
  }
}

function restoreKeys(
  doc: Y.Doc,
  map: RecordMap,
  { before, keys }: { before: PlainRecord; keys: readonly string[] | undefined },
): void {
  const now = keysOf(readRecord(before.id, map))
  const then = keysOf(before)
  for (const key of keys ?? new Set([...Object.keys(now), ...Object.keys(then)])) {
    if (isLeft(key, then[key]) || isEqual(now[key], then[key])) continue
    const entry = partsOfEntryKey(key)
    if (entry) spreadList(map, entry.field)
    if (isLongText(before, key)) {
      const text = then[key]
      editText(doc, before.id, key, {
        base: typeof now[key] === 'string' ? now[key] : '',
        next: typeof text === 'string' ? text : '',
      })
    } else if (then[key] === undefined) map.delete(key)
    else map.set(key, then[key])
  }
}

/** Shapes, strings and pictures of the canvas, not the page they lie on; briefings and scenes. */
function mayGo(id: string): boolean {
  return /^(shape|binding|asset|briefing|scene):/.test(id)
}

function inBatches(items: readonly Restored[]): Restored[][] {
  const batches: Restored[][] = []
  let bytes = Infinity
  for (const item of items) {
    const size = JSON.stringify(item.before).length * 2
    if (bytes + size > BATCH_BYTES) {
      batches.push([])
      bytes = 0
    }
    batches.at(-1)?.push(item)
    bytes += size
  }
  return batches
}
