import {
  createBindingId,
  createShapeId,
  toRichText,
  type TLDefaultColorStyle,
  type TLDefaultFontStyle,
  type TLDefaultSizeStyle,
  type TLDefaultTextAlignStyle,
  type TLShapeId,
} from '@tldraw/tlschema'
import { getIndexAbove, type IndexKey } from '@tldraw/utils'
import { customAlphabet } from 'nanoid'
import * as Y from 'yjs'
import { entriesOfList, entryKey, type Entries, type EntryName } from '../evidence/entries.ts'
import { kinds, type EvidenceId, type KindName } from '../evidence/kinds.ts'
import { insertRecord, readRecord, type PlainRecord } from './codec.ts'
import { FIRST_PAGE, recordsOf, type RecordMap } from './layout.ts'
import { relations, type RelationType } from './relations.ts'

/**
 * What a person does to a board, as edits of its document. The canvas, the panels, imports and the sample
 * board all go through here, each in one transaction under the document's own origin, so that undo,
 * confirmation and history see every kind of change alike.
 */

const newId = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 16)

/** Origin of one person's own edits: what undo looks at. */
export const LOCAL_EDIT = 'local-edit'

/**
 * Origin of edits this person's page makes by itself (an upload that has arrived, a size that was measured):
 * kept and confirmed like any other, and never a step of undo. Wrap actions in a transaction of this origin.
 */
export const QUIET_EDIT = 'quiet-edit'

export { FIRST_PAGE } from './layout.ts'

/** What edits name of the canvas, so that their callers need not know it. */
export type ShapeId = TLShapeId
export type CanvasColour = TLDefaultColorStyle

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

/** Sorts by the time it was made, to the millisecond; the rest keeps two people's apart. */
export function newEntryId(): string {
  return `${Date.now().toString(36).padStart(9, '0')}${newId(7)}`
}

/**
 * Does to a long text what turns `base` into `next`, as one replacement, so that what others typed elsewhere in it is
 * kept. `base` is what the writer saw: where it is behind the document, the replacement moves along with the text.
 */
export function editText(
  doc: Y.Doc,
  id: EvidenceId,
  key: string,
  { base, next }: { base: string; next: string },
): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    const text = map.get(key)
    if (!(text instanceof Y.Text)) {
      map.set(key, new Y.Text(next))
      return
    }
    const change = changedStretch(base, next)
    const current = text.toJSON()
    const start = placeAfter(base, current, change.start)
    const end = placeAfter(base, current, change.start + change.removed)
    if (end > start) text.delete(start, end - start)
    if (change.inserted !== '') text.insert(start, change.inserted)
  })
}

/** A long text as the document holds it now, ahead of what is drawn; also one that a program wrote as a plain string. */
export function longTextOf(doc: Y.Doc, id: EvidenceId, key: string): string {
  const text = recordsOf(doc).get(id)?.get(key)
  if (text instanceof Y.Text) return text.toJSON()
  return typeof text === 'string' ? text : ''
}

/** The smallest single replacement that turns one text into another. */
function changedStretch(
  before: string,
  after: string,
): { start: number; removed: number; inserted: string } {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const shorter = Math.min(before.length, after.length) - start
  while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return {
    start,
    removed: before.length - start - end,
    inserted: after.slice(start, after.length - end),
  }
}

/** Where a place of `before` lies in `after`, when others changed one stretch of it meanwhile. */
function placeAfter(before: string, after: string, at: number): number {
  const { start, removed, inserted } = changedStretch(before, after)
  if (at <= start) return at
  return at >= start + removed ? at + inserted.length - removed : start + inserted.length
}

export type CardPlace = { x: number; y: number; w?: number; h?: number; pageId?: string }

/** Puts a card for an item on the canvas. */
export function addCard(doc: Y.Doc, evidenceId: EvidenceId, place: CardPlace): TLShapeId {
  const kind = kindOf(doc, evidenceId)
  const { w, h } = kind ? kinds[kind].card : { w: 320, h: 240 }
  return addShape(doc, {
    type: 'card',
    x: place.x,
    y: place.y,
    parentId: place.pageId ?? FIRST_PAGE,
    props: { w: place.w ?? w, h: place.h ?? h, evidenceId, mediaTimeS: 0 },
  })
}

export type NewShape = {
  type: string
  x: number
  y: number
  parentId?: string
  rotation?: number
  isLocked?: boolean
  opacity?: number
  props: Record<string, unknown>
  meta?: Record<string, unknown>
}

/** Adds a shape above all others of its parent. `props` must be complete for the shape's type. */
export function addShape(doc: Y.Doc, shape: NewShape): TLShapeId {
  const id = createShapeId(newId())
  const parentId = shape.parentId ?? FIRST_PAGE
  edit(doc, (records) => {
    insertRecord(records, {
      id,
      typeName: 'shape',
      rotation: 0,
      isLocked: false,
      opacity: 1,
      meta: {},
      ...shape,
      parentId,
      index: topIndexOf(records, parentId),
    })
  })
  return id
}

/** Shares of a shape's width and height, from its top left corner. */
export type Anchor = { x: number; y: number }

/** How an arrow runs where the straight way from middle to middle would cross something. */
export type TieRoute = {
  start?: Anchor
  end?: Anchor
  /** Canvas pixels to the side of the straight way. */
  bend?: number
  /** Share of the way at which the label stands. */
  labelPosition?: number
}

/** Two cards, and where it is about one part of a picture, the entry of its `regions`. */
export type TieEnds = {
  from: TLShapeId
  to: TLShapeId
  fromRegion?: string
  toRegion?: string
}

/** Ties two shapes with an arrow that says how they relate. */
export function tie(
  doc: Y.Doc,
  relation: RelationType,
  ends: TieEnds,
  route: TieRoute = {},
): TLShapeId {
  let arrow: TLShapeId | undefined
  edit(doc, (records) => {
    const from = pointOf(records, ends.from, route.start)
    const to = pointOf(records, ends.to, route.end)
    arrow = addShape(doc, {
      type: 'arrow',
      x: from.x,
      y: from.y,
      meta: {
        relation,
        ...(ends.fromRegion !== undefined && { fromRegion: ends.fromRegion }),
        ...(ends.toRegion !== undefined && { toRegion: ends.toRegion }),
      },
      props: {
        kind: 'arc',
        labelColor: 'black',
        fill: 'none',
        size: 'm',
        font: 'sans',
        start: { x: 0, y: 0 },
        end: { x: to.x - from.x, y: to.y - from.y },
        bend: route.bend ?? 0,
        labelPosition: route.labelPosition ?? 0.5,
        scale: 1,
        elbowMidPoint: 0.5,
        ...arrowPropsOf(relation),
      },
    })
    bindArrow(records, { arrow, target: ends.from, terminal: 'start', anchor: route.start })
    bindArrow(records, { arrow, target: ends.to, terminal: 'end', anchor: route.end })
  })
  if (!arrow) throw new Error('The arrow was not made')
  return arrow
}

/** How an arrow of this relation looks and what its label says. */
export function arrowPropsOf(relation: RelationType) {
  const look = relations[relation]
  return {
    color: look.color,
    dash: look.dash,
    arrowheadStart: look.start,
    arrowheadEnd: look.end,
    text: look.label,
  }
}

/** A heading or note on the canvas itself. */
export function addText(
  doc: Y.Doc,
  {
    x,
    y,
    text,
    size = 'm',
    w = 400,
    scale = 1,
    color = 'black',
    font = 'sans',
    textAlign = 'start',
    isLocked = false,
  }: NewText,
): TLShapeId {
  return addShape(doc, {
    type: 'text',
    x,
    y,
    isLocked,
    props: {
      color,
      size,
      font,
      textAlign,
      // The canvas multiplies the width by the scale.
      w: w / scale,
      richText: toRichText(text),
      scale,
      autoSize: false,
    },
  })
}

export type NewText = {
  x: number
  y: number
  text: string
  size?: TLDefaultSizeStyle
  /** Width at which lines break, canvas pixels. */
  w?: number
  /** Beyond the four sizes: multiplies the size of the letters. */
  scale?: number
  color?: TLDefaultColorStyle
  font?: TLDefaultFontStyle
  textAlign?: TLDefaultTextAlignStyle
  isLocked?: boolean
}

function edit(doc: Y.Doc, change: (records: Y.Map<RecordMap>) => void): void {
  doc.transact(() => change(recordsOf(doc)), LOCAL_EDIT)
}

function bindArrow(
  records: Y.Map<RecordMap>,
  {
    arrow,
    target,
    terminal,
    anchor,
  }: { arrow: TLShapeId; target: TLShapeId; terminal: 'start' | 'end'; anchor?: Anchor },
): void {
  const binding: PlainRecord = {
    id: createBindingId(newId()),
    typeName: 'binding',
    type: 'arrow',
    fromId: arrow,
    toId: target,
    meta: {},
    props: {
      terminal,
      normalizedAnchor: anchor ?? middle,
      isExact: false,
      isPrecise: anchor !== undefined,
      snap: 'none',
    },
  }
  insertRecord(records, binding)
}

function topIndexOf(records: Y.Map<RecordMap>, parentId: string): IndexKey {
  let top: string | null = null
  for (const map of records.values()) {
    // A client of somebody's own may have put anything there.
    if (!(map instanceof Y.Map)) continue
    const core = map.get('core') as { parentId?: unknown; index?: unknown } | undefined
    if (core?.parentId !== parentId || typeof core.index !== 'string') continue
    if (top === null || core.index > top) top = core.index
  }
  return getIndexAbove(top as IndexKey | null)
}

function kindOf(doc: Y.Doc, id: EvidenceId): KindName | undefined {
  return recordsOf(doc).get(id)?.get('kind') as KindName | undefined
}

const middle: Anchor = { x: 0.5, y: 0.5 }

function pointOf(
  records: Y.Map<RecordMap>,
  id: TLShapeId,
  anchor = middle,
): { x: number; y: number } {
  const map = records.get(id)
  const shape = map ? readRecord(id, map) : undefined
  const props = (shape?.['props'] ?? {}) as { w?: number; h?: number }
  return {
    x: Number(shape?.['x'] ?? 0) + (props.w ?? 0) * anchor.x,
    y: Number(shape?.['y'] ?? 0) + (props.h ?? 0) * anchor.y,
  }
}
