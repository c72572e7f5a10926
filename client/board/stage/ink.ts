import type { Signal } from '../../sync/signal.ts'
import type { Stroke } from '../../../shared/briefing/ink.ts'
import type { Trail } from './laser-trail.ts'

/** Page pixels. */
export type Point = { x: number; y: number }

/** Ink that is never written to the board, as a stage shows it: of one's own hand, or of whoever presents. */
export type InkSeen = {
  strokes: Signal<readonly Stroke[]>
  /** Of the laser: the one that is held, and those that fade. */
  trails: Signal<readonly Trail[]>
  /** Drops what has faded. */
  prune(nowMs: number): void
}

export function pointsOf(flat: readonly number[]): Point[] {
  const points: Point[] = []
  for (let at = 0; at + 1 < flat.length; at += 2)
    points.push({ x: flat[at] ?? 0, y: flat[at + 1] ?? 0 })
  return points
}

/** As a path of SVG. It leads along its points, and around their corners as a pen does: within twice its width. */
export function pathOf({ points: flat, width }: Pick<Stroke, 'points' | 'width'>): string {
  const points = pointsOf(flat)
  const [first, second] = points
  if (!first) return ''
  if (!second) return `M ${first.x} ${first.y} l 0.01 0`
  const parts = [`M ${first.x} ${first.y}`]
  points.forEach((corner, at) => {
    const [before, after] = [points[at - 1], points[at + 1]]
    if (!before) return
    if (!after) return parts.push(`L ${corner.x} ${corner.y}`)
    const reach = Math.min(2 * width, distance(before, corner) / 2, distance(corner, after) / 2)
    const [from, to] = [towards(corner, before, reach), towards(corner, after, reach)]
    parts.push(`L ${from.x} ${from.y} Q ${corner.x} ${corner.y} ${to.x} ${to.y}`)
  })
  return parts.join(' ')
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by / (distance(from, to) || 1)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
