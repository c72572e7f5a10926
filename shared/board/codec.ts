import { isEqual } from '@tldraw/utils'
import * as Y from 'yjs'
import { entriesOfList, entryKey, partsOfEntryKey } from '../evidence/entries.ts'
import { fieldsOf } from '../evidence/kind.ts'
import { evidenceFields, isKindName, kinds } from '../evidence/kinds.ts'
import { formOf, isBriefingType } from '../briefing/briefing-record.ts'
import type { RecordMap } from './layout.ts'

/** A record as plain data, before anyone has checked it. */
export type PlainRecord = { id: string; typeName: string; [key: string]: unknown }

/**
 * Which properties of a shape share a key of its map: those that change together. Measured on 10,000 shapes,
 * grouped keys keep two people's edits to different groups, send 39 bytes a drag step and take a third of
 * the heap of a key for each property.
 */
const groupOfProp: Record<string, 'size' | 'style' | 'content'> = {
  w: 'size',
  h: 'size',
  growY: 'size',
  scale: 'size',
  fontSizeAdjustment: 'size',
  color: 'style',
  labelColor: 'style',
  fill: 'style',
  dash: 'style',
  size: 'style',
  font: 'style',
  align: 'style',
  verticalAlign: 'style',
  textAlign: 'style',
  geo: 'style',
  spline: 'style',
  kind: 'style',
  arrowheadStart: 'style',
  arrowheadEnd: 'style',
  richText: 'content',
  text: 'content',
  url: 'content',
  name: 'content',
  altText: 'content',
}
const propGroups = ['size', 'style', 'content', 'rest'] as const

/** The keys and values under which a record lies in its map. Pure; long text comes as a string. */
export function keysOf(record: PlainRecord): Record<string, unknown> {
  const { id: _, ...fields } = record
  if (record.typeName === 'shape') return shapeKeys(fields)
  if (record.typeName === 'evidence' || isBriefingType(record.typeName))
    return keysWithEntries(record, fields)
  if (record.typeName === 'page') return fields
  return { core: fields }
}

/** The record that lies in a map, as plain data and unchecked (see check-record.ts). */
export function readRecord(id: string, map: RecordMap): PlainRecord {
  const keys: [string, unknown][] = []
  for (const [key, stored] of map.entries()) {
    keys.push([key, stored instanceof Y.AbstractType ? plainOf(stored) : stored])
  }
  return recordOf(id, keys)
}

/** The record that these keys make, unchecked: the other way round of `keysOf`. */
export function recordOf(id: string, keys: [string, unknown][]): PlainRecord {
  const isGrouped = !keys.some(([key]) => key === 'typeName')
  const record: Record<string, unknown> = {}
  const props: Record<string, unknown> = {}
  const entries: [string, unknown][] = []
  let isShape = false
  for (const [key, value] of keys) {
    if (key === '__proto__') continue
    if (!isGrouped && key.includes('/')) entries.push([key, value])
    else if (!isGrouped) record[key] = value
    else if (key === 'core') Object.assign(record, asObject(value))
    else if (key === 'pos' && Array.isArray(value)) {
      ;[record['x'], record['y'], record['rotation']] = value
      isShape = true
    } else if (isPropGroup(key)) Object.assign(props, asObject(value))
    else record[key] = value
  }
  for (const [key, value] of Object.entries(record))
    if (Array.isArray(value) && isEntries(record, key)) record[key] = entriesOfList(value)
  for (const [key, value] of entries) takeEntry(record, key, value)
  if (isShape) {
    const { opacity, ...own } = props
    if (opacity !== undefined) record['opacity'] = opacity
    record['props'] = own
  }
  return { typeName: '', ...record, id }
}

/** Puts a new record into its map, long text as Y.Text. Call inside a transaction. */
export function insertRecord(records: Y.Map<RecordMap>, record: PlainRecord): void {
  const map: RecordMap = new Y.Map()
  for (const [key, value] of Object.entries(keysOf(record))) {
    if (value !== undefined)
      map.set(
        key,
        isLongText(record, key) ? new Y.Text(typeof value === 'string' ? value : '') : value,
      )
  }
  for (const key of longTextKeysOf(record)) {
    if (record[key] === undefined) map.set(key, new Y.Text())
  }
  records.set(record.id, map)
}

/**
 * Writes only the keys in which `after` differs from `before`, and never brings back a record that is gone.
 * For canvas records; evidence is edited field by field (actions.ts). Call inside a transaction.
 */
export function updateRecord(
  records: Y.Map<RecordMap>,
  before: PlainRecord,
  after: PlainRecord,
): void {
  const map = records.get(after.id)
  if (!map) return
  const old = keysOf(before)
  const next = keysOf(after)
  for (const [key, value] of Object.entries(next)) {
    if (value !== undefined && !isEqual(old[key], value)) map.set(key, value)
  }
  for (const key of Object.keys(old)) {
    if (next[key] === undefined && map.has(key)) map.delete(key)
  }
}

export function isLongText(record: PlainRecord, key: string): boolean {
  return longTextKeysOf(record).includes(key)
}

function isEntries(record: Record<string, unknown>, key: string): boolean {
  const { typeName } = record
  if (typeof typeName === 'string' && isBriefingType(typeName))
    return formOf(typeName).lists.includes(key)
  return isKindName(record['kind']) && evidenceFields[record['kind']][key]?.type === 'entries'
}

function longTextKeysOf(record: PlainRecord): readonly string[] {
  if (isBriefingType(record.typeName)) return formOf(record.typeName).texts
  if (record.typeName !== 'evidence' || !isKindName(record['kind'])) return []
  return Object.entries(fieldsOf(kinds[record['kind']]))
    .filter(([, field]) => field.type === 'longText')
    .map(([key]) => key)
}

/** Entries lie under keys of their own, one each. */
function keysWithEntries(
  record: PlainRecord,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const keys: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!isEntries(record, name)) keys[name] = value
    else
      for (const [entryId, entry] of Object.entries(entriesIn(value)))
        keys[entryKey(name, entryId)] = entry
  }
  return keys
}

function takeEntry(record: Record<string, unknown>, key: string, value: unknown): void {
  const entry = partsOfEntryKey(key)
  if (!entry) return
  const { field, entryId } = entry
  if (field === '__proto__' || entryId === '__proto__') return
  if (!Object.hasOwn(record, field)) record[field] = {}
  const entries = record[field]
  if (typeof entries === 'object' && entries !== null && !Array.isArray(entries))
    (entries as Record<string, unknown>)[entryId] = value
}

/** What makes an item may give its entries as a list. */
function entriesIn(value: unknown): Record<string, unknown> {
  return Array.isArray(value) ? entriesOfList(value) : asObject(value)
}

function shapeKeys(fields: Record<string, unknown>): Record<string, unknown> {
  const { x, y, rotation, opacity, props, meta, ...core } = fields
  const groups: Record<string, Record<string, unknown>> = { style: { opacity } }
  for (const [name, value] of Object.entries(asObject(props))) {
    const group = groupOfProp[name] ?? 'rest'
    ;(groups[group] ??= {})[name] = value
  }
  return { core, pos: [x, y, rotation], meta, ...groups }
}

function isPropGroup(key: string): boolean {
  return (propGroups as readonly string[]).includes(key)
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

function plainOf(type: Y.AbstractType<unknown>): unknown {
  const plain: unknown = type.toJSON()
  return plain
}
