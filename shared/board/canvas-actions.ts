import {
  createShapeId,
  toRichText,
  type TLDefaultColorStyle,
  type TLDefaultFontStyle,
  type TLDefaultSizeStyle,
  type TLDefaultTextAlignStyle,
  type TLShapeId,
} from '@tldraw/tlschema'
import { getIndexAbove, type IndexKey } from '@tldraw/utils'
import * as Y from 'yjs'
import { arrowBinding, middle, type Anchor } from './arrow-binding.ts'
import { kinds, type EvidenceId, type KindName } from '../evidence/kinds.ts'
import { insertRecord, readRecord } from './codec.ts'
import { edit, newId } from './edit.ts'
import { FIRST_PAGE, recordsOf, type RecordMap } from './layout.ts'
import { relations, type RelationType } from './relations.ts'

/** What edits name of the canvas, so that their callers need not know it. */
export type ShapeId = TLShapeId
export type CanvasColour = TLDefaultColorStyle

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
      index: getIndexAbove(topIndexOf(records, parentId)),
    })
  })
  return id
}

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
    const bound = [
      arrowBinding({ arrow, target: ends.from, terminal: 'start', anchor: route.start }),
      arrowBinding({ arrow, target: ends.to, terminal: 'end', anchor: route.end }),
    ]
    for (const binding of bound) insertRecord(records, binding)
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

/** Of what lies on a page or in a frame; null where nothing does. */
export function topIndexOf(records: Y.Map<RecordMap>, parentId: string): IndexKey | null {
  let top: string | null = null
  for (const map of records.values()) {
    // A client of somebody's own may have put anything there.
    if (!(map instanceof Y.Map)) continue
    const core = map.get('core') as { parentId?: unknown; index?: unknown } | undefined
    if (core?.parentId !== parentId || typeof core.index !== 'string') continue
    if (top === null || core.index > top) top = core.index
  }
  return top as IndexKey | null
}

function kindOf(doc: Y.Doc, id: EvidenceId): KindName | undefined {
  return recordsOf(doc).get(id)?.get('kind') as KindName | undefined
}

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
