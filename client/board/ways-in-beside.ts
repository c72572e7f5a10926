import { isShapeId } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import type { ShapeId } from '../../shared/board/canvas-actions.ts'
import { readRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { gridAround, type Box, type Point, type Size } from './ways-in-grid.ts'

/** Room for the string between a card and what was made of it, canvas pixels. */
const GAP = 120
/** How deep frames within frames are looked through. */
const MOST_PARENTS = 20

/** The first card of an item, and where it lies on its page; undefined where it has none. */
export function cardOf(doc: Y.Doc, id: EvidenceId): { id: ShapeId; box: Box } | undefined {
  for (const [shapeId, map] of recordsOf(doc)) {
    if (!isShapeId(shapeId)) continue
    const record = readRecord(shapeId, map)
    const props = sizesOf(record)
    if (record['type'] !== 'card' || props.evidenceId !== id) continue
    return { id: shapeId, box: { ...pagePointOf(doc, record), w: props.w, h: props.h } }
  }
  return undefined
}

/** The middle of the place right of a box where things of these sizes fit. */
export function besideOf(box: Box, sizes: readonly Size[]): Point {
  const lefts = gridAround({ x: 0, y: 0 }, sizes).map(({ x }) => x)
  const half = -Math.min(0, ...lefts)
  return { x: box.x + box.w + GAP + half, y: box.y + box.h / 2 }
}

function sizesOf(record: PlainRecord): { w: number; h: number; evidenceId: unknown } {
  const { props } = record
  if (typeof props !== 'object' || props === null) return { w: 0, h: 0, evidenceId: null }
  const { w, h, evidenceId } = props as Record<string, unknown>
  return { w: Number(w) || 0, h: Number(h) || 0, evidenceId }
}

/** Shapes in a frame lie by its corner. */
function pagePointOf(doc: Y.Doc, record: PlainRecord): Point {
  const point = { x: 0, y: 0 }
  let shape: PlainRecord | undefined = record
  for (let depth = 0; shape && depth < MOST_PARENTS; depth++) {
    point.x += Number(shape['x']) || 0
    point.y += Number(shape['y']) || 0
    shape = parentOf(doc, shape)
  }
  return point
}

function parentOf(doc: Y.Doc, shape: PlainRecord): PlainRecord | undefined {
  const id = String(shape['parentId'])
  const map = isShapeId(id) ? recordsOf(doc).get(id) : undefined
  return map && readRecord(id, map)
}
