import * as Y from 'yjs'
import type { RecordMap } from '../../../shared/board/layout.ts'
import { NEVER, stampOf } from './stamps.ts'

/** What one transaction changed, as far as undo needs it. */
export type Change = RecordChange | FieldChange | TextChange

/** A record came or went. */
export type RecordChange = {
  kind: 'record'
  id: string
  before: Snapshot | null
  beforeStamp: string
  afterStamp: string
  /** What its keys held when it came, and the characters of its long texts; empty where it went. */
  content: Record<string, string>
  texts: Record<string, IdRange[]>
}

/** A key of a record changed. */
export type FieldChange = {
  kind: 'field'
  id: string
  key: string
  /** Undefined where the key was not there. */
  before: unknown
  beforeStamp: string
  afterStamp: string
}

/** Characters of a long text came or went. */
export type TextChange = {
  kind: 'text'
  id: string
  key: string
  inserted: IdRange[]
  deleted: Removed[]
}

export type IdRange = { client: number; clock: number; length: number }
/** `after` names the character that stood before it; null at the start. */
export type Removed = IdRange & { text: string; after: { client: number; clock: number } | null }

/** A record's keys before the transaction, long texts as LongText. */
export type Snapshot = { keys: Record<string, unknown>; stamps: Record<string, string> }

/** A long text, and which characters it was made of. */
export class LongText {
  readonly text: string
  readonly ranges: IdRange[]

  constructor(text: string, ranges: IdRange[]) {
    this.text = text
    this.ranges = ranges
  }
}

/** Reads a transaction's events on the map of records. Call inside the observer, before Yjs collects garbage. */
export function changesOf(
  events: Y.YEvent<Y.AbstractType<unknown>>[],
  records: Y.Map<RecordMap>,
): Change[] {
  const changes: Change[] = []
  for (const event of events) {
    const { target } = event
    if (target === records) changes.push(...recordChanges(event, records))
    else if (target.parent === records) changes.push(...fieldChanges(event, records))
    else if (target instanceof Y.Text && target.parent?.parent === records) {
      const change = textChange(event, target)
      if (change) changes.push(change)
    }
  }
  return changes
}

type Event = Y.YEvent<Y.AbstractType<unknown>>

function recordChanges(event: Event, records: Y.Map<RecordMap>): RecordChange[] {
  const changes: RecordChange[] = []
  for (const id of keysOf(event)) {
    const { before, after } = aroundOf(event, records._map.get(id))
    const type = before?.content instanceof Y.ContentType ? before.content.type : null
    const afterStamp = after ? stampOf(after) : NEVER
    const beforeStamp = before ? stampOf(before, { deleted: false }) : goneBefore(event, after)
    if (beforeStamp === afterStamp) continue
    changes.push({
      kind: 'record',
      id,
      before: type instanceof Y.Map ? snapshotOf(type, event) : null,
      beforeStamp,
      afterStamp,
      ...contentOf(records.get(id)),
    })
  }
  return changes
}

function contentOf(map: unknown): Pick<RecordChange, 'content' | 'texts'> {
  const came: Pick<RecordChange, 'content' | 'texts'> = { content: {}, texts: {} }
  if (!(map instanceof Y.Map)) return came
  for (const [key, item] of map._map) {
    came.content[key] = stampOf(item)
    const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null
    if (type instanceof Y.Text) came.texts[key] = longTextOf(type).ranges
  }
  return came
}

function fieldChanges(event: Event, records: Y.Map<RecordMap>): FieldChange[] {
  const { target } = event
  const item = target._item
  // A record that came or went is told as a whole.
  if (!(target instanceof Y.Map) || !item || event.adds(item) || event.deletes(item)) return []
  const id = item.parentSub
  if (id === null || records.get(id) !== target) return []
  const changes: FieldChange[] = []
  for (const key of keysOf(event)) {
    const { before, after } = aroundOf(event, target._map.get(key))
    if (!after) continue
    const beforeStamp = before ? stampOf(before, { deleted: false }) : goneBefore(event, after)
    if (beforeStamp === stampOf(after)) continue
    changes.push({
      kind: 'field',
      id,
      key,
      before: valueOf(before),
      beforeStamp,
      afterStamp: stampOf(after),
    })
  }
  return changes
}

function textChange(event: Event, text: Y.Text): TextChange | null {
  const item = text._item
  const record = text.parent?._item
  if (!item || !record || [item, record].some((each) => event.adds(each) || event.deletes(each)))
    return null
  const change: TextChange = {
    kind: 'text',
    id: record.parentSub ?? '',
    key: item.parentSub ?? '',
    inserted: [],
    deleted: [],
  }
  for (let each = text._start; each; each = each.right) {
    const range = { client: each.id.client, clock: each.id.clock, length: each.length }
    if (event.adds(each) && !each.deleted) change.inserted.push(range)
    else if (!event.adds(each) && event.deletes(each) && each.content instanceof Y.ContentString)
      change.deleted.push({ ...range, text: each.content.str, after: each.left?.lastId ?? null })
  }
  return change.inserted.length + change.deleted.length > 0 ? change : null
}

/** The item that a key showed before the transaction, if any, and the one it has now, which may be deleted. */
function aroundOf(
  event: Event,
  now: Y.Item | undefined,
): { before: Y.Item | null; after: Y.Item | null } {
  let before = now ?? null
  while (before && event.adds(before)) before = before.left
  return {
    before: before && (event.deletes(before) || !before.deleted) ? before : null,
    after: now ?? null,
  }
}

/** Stamp of a key that showed nothing before the transaction: it may have held something that was deleted then. */
function goneBefore(event: Event, now: Y.Item | null): string {
  let item = now
  while (item && event.adds(item)) item = item.left
  return item ? stampOf(item, { deleted: true }) : NEVER
}

function snapshotOf(map: Y.Map<unknown>, event: Event): Snapshot {
  const snapshot: Snapshot = { keys: {}, stamps: {} }
  for (const [key, item] of map._map) {
    const { before } = aroundOf(event, item)
    if (before) snapshot.keys[key] = valueOf(before)
    snapshot.stamps[key] = before ? stampOf(before, { deleted: false }) : goneBefore(event, item)
  }
  return snapshot
}

function valueOf(item: Y.Item | null): unknown {
  if (!item) return undefined
  if (!(item.content instanceof Y.ContentType)) return item.content.getContent().at(-1)
  const type: unknown = item.content.type
  return type instanceof Y.Text ? longTextOf(type) : undefined
}

/** The characters of a text, also of one that is just going with its record. */
function longTextOf(text: Y.Text): LongText {
  let characters = ''
  const ranges: IdRange[] = []
  const isGoing = text._item?.deleted ?? false
  for (let item = text._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || (item.deleted && !isGoing)) continue
    characters += item.content.str
    ranges.push({ client: item.id.client, clock: item.id.clock, length: item.length })
  }
  return new LongText(characters, ranges)
}

function keysOf(event: Event): string[] {
  return [...event.keys.keys()]
}
