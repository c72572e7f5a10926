import type { Region } from './region.ts'
import type { Evidence } from './kinds.ts'
import { entriesOf } from './values.ts'

/** Shares of a picture's width and height, from its top left corner; or its pixels, where one says so. */
export type Point = { x: number; y: number }
export type Box = Point & { w: number; h: number }

export type NumberedRegion = { id: string; number: number; region: Region }

/** Sides shorter than this share of the picture cannot be seen, and are not drawn. */
export const LEAST_SIDE = 0.004

/**
 * The regions of a picture in the order of their numbers. Two people who add one at the same moment write the same
 * number: the later one then carries the next free number, the same on every screen.
 */
export function regionsOf(evidence: Evidence): NumberedRegion[] {
  const taken = new Set<number>()
  const highest = highestNumberOf(evidence)
  let next = highest + 1
  return entriesOf(evidence, 'regions', 'region')
    .map(({ id, value }) => {
      const number = taken.has(value.number) ? next++ : value.number
      taken.add(number)
      return { id, number, region: value }
    })
    .toSorted((a, b) => a.number - b.number)
}

export function regionOf(evidence: Evidence, regionId: string): NumberedRegion | undefined {
  return regionsOf(evidence).find(({ id }) => id === regionId)
}

export function nextRegionNumber(evidence: Evidence): number {
  return Math.max(0, ...regionsOf(evidence).map(({ number }) => number)) + 1
}

/** "Region 2: left window", as lists and sentences name it. */
export function regionName({ number, region }: NumberedRegion): string {
  const label = region.label.trim()
  return label === '' ? `Region ${number}` : `Region ${number}: ${label}`
}

export function boxOf(outline: readonly Point[]): Box {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y }
}

export function middleOf(outline: readonly Point[]): Point {
  const { x, y, w, h } = boxOf(outline)
  return { x: x + w / 2, y: y + h / 2 }
}

/** From the top left corner, clockwise. */
export function rectangleOf({ x, y, w, h }: Box): Point[] {
  return [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
  ].map(withinPicture)
}

/** The rectangle between two corners, in whatever direction it was drawn. */
export function boxBetween(a: Point, b: Point): Box {
  const [from, to] = [withinPicture(a), withinPicture(b)]
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    w: Math.abs(from.x - to.x),
    h: Math.abs(from.y - to.y),
  }
}

/** Whether an outline is an upright rectangle, which keeps being one when a corner is pulled. */
export function isRectangle(outline: readonly Point[]): boolean {
  const [a, b, c, d] = outline
  return (
    outline.length === 4 &&
    a !== undefined &&
    b !== undefined &&
    c !== undefined &&
    d !== undefined &&
    a.y === b.y &&
    b.x === c.x &&
    c.y === d.y &&
    d.x === a.x
  )
}

/** Moved as a whole, stopped at the edges of the picture so that it keeps its form. */
export function movedBy(outline: readonly Point[], by: Point): Point[] {
  const box = boxOf(outline)
  const dx = Math.min(1 - box.x - box.w, Math.max(-box.x, by.x))
  const dy = Math.min(1 - box.y - box.h, Math.max(-box.y, by.y))
  return outline.map(({ x, y }) => withinPicture({ x: x + dx, y: y + dy }))
}

/** Made wider and higher by shares of the picture, its top left corner staying where it is. */
export function grownBy(outline: readonly Point[], by: Point): Point[] {
  const box = boxOf(outline)
  const w = Math.min(1 - box.x, Math.max(LEAST_SIDE, box.w + by.x))
  const h = Math.min(1 - box.y, Math.max(LEAST_SIDE, box.h + by.y))
  return outline.map(({ x, y }) =>
    withinPicture({
      x: box.x + (box.w === 0 ? 0 : ((x - box.x) / box.w) * w),
      y: box.y + (box.h === 0 ? 0 : ((y - box.y) / box.h) * h),
    }),
  )
}

/** One corner pulled to another place. The sides of a rectangle stay upright. */
export function withCornerAt(outline: readonly Point[], corner: number, to: Point): Point[] {
  const opposite = outline[(corner + 2) % 4]
  if (!isRectangle(outline) || !opposite)
    return outline.map((point, at) => (at === corner ? withinPicture(to) : point))
  return rectangleOf(boxBetween(opposite, to))
}

/** Whether an outline has an area that can be seen. */
export function isVisible(outline: readonly Point[]): boolean {
  const { w, h } = boxOf(outline)
  return outline.length >= 3 && w >= LEAST_SIDE && h >= LEAST_SIDE
}

/**
 * The part of a picture around a region, in the picture's pixels and in a given form, with some of what lies about
 * it. It may reach over the edge of the picture.
 *
 * @param aspect width divided by height
 */
export function cropAround(
  outline: readonly Point[],
  {
    size,
    aspect,
    margin = 0.3,
  }: { size: { w: number; h: number }; aspect: number; margin?: number },
): Box {
  const box = boxOf(outline)
  const [w, h] = [box.w * size.w * (1 + margin * 2), box.h * size.h * (1 + margin * 2)]
  const wide = Math.max(w, h * aspect, 8)
  const high = wide / aspect
  const middle = middleOf(outline)
  return {
    x: intoPicture(middle.x * size.w - wide / 2, wide, size.w),
    y: intoPicture(middle.y * size.h - high / 2, high, size.h),
    w: wide,
    h: high,
  }
}

/** Shifted so that it shows no more beyond the edge than it must. */
function intoPicture(start: number, length: number, whole: number): number {
  if (length >= whole) return (whole - length) / 2
  return Math.min(whole - length, Math.max(0, start))
}

function highestNumberOf(evidence: Evidence): number {
  return Math.max(0, ...entriesOf(evidence, 'regions', 'region').map(({ value }) => value.number))
}

function withinPicture({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) }
}
