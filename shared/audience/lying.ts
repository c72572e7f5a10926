import type { TLShape } from '@tldraw/tlschema'
import { plainTextOf } from '../board/rich-text.ts'
import type { Frame } from '../briefing/scene.ts'

/**
 * Where shapes lie on their page, without a canvas: upright boxes around them, in page pixels. Sizes that only a
 * canvas knows (of text) are estimated, and never larger than they are: what lies beside a scene must not seem to reach
 * into it.
 */
export class Lying {
  readonly #shapes: ReadonlyMap<string, TLShape>
  readonly #children = new Map<string, string[]>()

  constructor(shapes: ReadonlyMap<string, TLShape>) {
    this.#shapes = shapes
    for (const { id, parentId } of shapes.values()) {
      const children = this.#children.get(parentId)
      if (children) children.push(id)
      else this.#children.set(parentId, [id])
    }
  }

  /** Null for what has no extent: an empty group, a shape of a form that is not known. */
  boxOf(id: string): Frame | null {
    const shape = this.#shapes.get(id)
    if (!shape) return null
    if (shape.type === 'group')
      return around((this.#children.get(id) ?? []).flatMap((child) => cornersOf(this.boxOf(child))))
    return around(ownPoints(shape).map((point) => this.#onPage(shape, point)))
  }

  #onPage(shape: TLShape, point: Point): Point {
    let at = point
    for (let each: TLShape | undefined = shape; each; each = this.#shapes.get(each.parentId))
      at = outOf(each, at)
    return at
  }
}

export function touches(a: Frame, b: Frame): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

type Point = { x: number; y: number }

function outOf({ x, y, rotation }: TLShape, point: Point): Point {
  const [sin, cos] = [Math.sin(rotation), Math.cos(rotation)]
  return { x: x + point.x * cos - point.y * sin, y: y + point.x * sin + point.y * cos }
}

function around(points: readonly Point[]): Frame | null {
  if (points.length === 0) return null
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

function cornersOf(box: Frame | null): Point[] {
  if (!box) return []
  const { x, y, w, h } = box
  return [
    { x, y },
    { x: x + w, y },
    { x, y: y + h },
    { x: x + w, y: y + h },
  ]
}

/** tldraw's note, page pixels. */
const NOTE = 200
const FONT_SIZES: Record<string, number> = { s: 18, m: 24, l: 36, xl: 44 }
const LINE_HEIGHT = 1.35
/** Widths of letters in the narrowest of tldraw's fonts, as parts of their size. */
const WIDTHS = { narrow: 0.2, letter: 0.4, wide: 0.85 }
const NARROW = /[\sijlftrI1.,:;'’"“”!|()[\]{}/\\\-\p{Mark}]/u
/** As wide as high: Chinese, Japanese, Korean. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Points in the shape's own coordinates whose hull holds it. */
function ownPoints({ type, props: known }: TLShape): Point[] {
  const props: Record<string, unknown> = { ...known }
  const scale = numberOf(props['scale'], 1)
  switch (type) {
    case 'note': {
      const side = NOTE * scale
      return sized(side, side + numberOf(props['growY'], 0) * scale)
    }
    case 'geo':
      return sized(numberOf(props['w'], 0), numberOf(props['h'], 0) + numberOf(props['growY'], 0))
    case 'text':
      return textBox(props, scale)
    case 'arrow':
      return [...pointsIn(props['start']), ...pointsIn(props['end'])]
    case 'line':
      return pointsIn(props['points'])
    case 'draw':
    case 'highlight':
      return pointsIn(props['segments']).map(({ x, y }) => ({ x: x * scale, y: y * scale }))
    default:
      return sized(numberOf(props['w'], 0), numberOf(props['h'], 0))
  }
}

function textBox(props: Record<string, unknown>, scale: number): Point[] {
  const size = FONT_SIZES[String(props['size'])] ?? 24
  const lines = plainTextOf(props['richText']).split('\n')
  const widths = lines.map((line) => widthOf(line) * size)
  const longest = Math.max(...widths)
  const isFree = props['autoSize'] === true
  const w = isFree ? longest : numberOf(props['w'], longest)
  const count = widths.reduce(
    (sum, width) => sum + Math.max(1, Math.ceil(width / Math.max(w, 1))),
    0,
  )
  return sized(w * scale, count * size * LINE_HEIGHT * scale)
}

function widthOf(line: string): number {
  let width = 0
  for (const letter of line)
    width += NARROW.test(letter) ? WIDTHS.narrow : WIDE.test(letter) ? WIDTHS.wide : WIDTHS.letter
  return width
}

function sized(w: number, h: number): Point[] {
  return cornersOf({ x: 0, y: 0, w, h })
}

/** Every point within a value, however deep. */
function pointsIn(value: unknown): Point[] {
  if (typeof value !== 'object' || value === null) return []
  if ('x' in value && 'y' in value && typeof value.x === 'number' && typeof value.y === 'number')
    return [{ x: value.x, y: value.y }]
  return Object.values(value).flatMap(pointsIn)
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
