import type { TLRecord, TLShape } from '@tldraw/tlschema'
import { plainTextOf } from '../board/rich-text.ts'
import { isRelationType, relations, type RelationType } from '../board/relations.ts'

export type Box = { x: number; y: number; width: number; height: number }

/** What an arrow is bound to, by the ids of shapes; undefined for an end that lies free. */
export type ArrowEnds = { start?: string; end?: string }

/** Shapes of a canvas by id. */
export function shapesOf(canvas: readonly TLRecord[]): ReadonlyMap<string, TLShape> {
  const shapes = new Map<string, TLShape>()
  for (const record of canvas) if (record.typeName === 'shape') shapes.set(record.id, record)
  return shapes
}

/** Ends of every arrow that is bound to anything, by its id. */
export function arrowEnds(canvas: readonly TLRecord[]): ReadonlyMap<string, ArrowEnds> {
  const ends = new Map<string, ArrowEnds>()
  for (const record of canvas) {
    if (record.typeName !== 'binding') continue
    const terminal: unknown = Reflect.get(record.props, 'terminal')
    if (terminal === 'start' || terminal === 'end')
      ends.set(record.fromId, { ...ends.get(record.fromId), [terminal]: record.toId })
  }
  return ends
}

/** What somebody wrote on or in a shape; a frame's name. Empty where nothing is. */
export function wordsOn(shape: TLShape): string {
  const { richText, text, name }: Record<string, unknown> = { ...shape.props }
  const said = [plainTextOf(richText), text, name].find((each) => typeof each === 'string' && each)
  return typeof said === 'string' ? said.trim() : ''
}

/** What an arrow's string means; null while nobody has said. */
export function relationOf(arrow: TLShape): RelationType | null {
  const { relation } = arrow.meta
  return isRelationType(relation) ? relation : null
}

/** Words on an arrow that are more than its relation's own. */
export function ownWordsOn(arrow: TLShape): string {
  const relation = relationOf(arrow)
  const words = wordsOn(arrow)
  return relation !== null && words === relations[relation].label ? '' : words
}

/** On the page, whatever frames and groups it lies in. Turning is left out. */
export function boxOf(shape: TLShape, shapes: ReadonlyMap<string, TLShape>): Box {
  let { x, y } = shape
  for (let parent = shapes.get(shape.parentId); parent; parent = shapes.get(parent.parentId)) {
    x += parent.x
    y += parent.y
  }
  const { w, h, scale, growY } = numbersOf(shape)
  const usual = shape.type === 'note' ? { w: 200, h: 200 } : { w: 300, h: 60 }
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round((w ?? usual.w) * (scale ?? 1)),
    height: Math.round(h ?? (usual.h + (growY ?? 0)) * (scale ?? 1)),
  }
}

function numbersOf(shape: TLShape) {
  const { w, h, scale, growY }: Record<string, unknown> = { ...shape.props }
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
  return { w: number(w), h: number(h), scale: number(scale), growY: number(growY) }
}
