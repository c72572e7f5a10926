import type { Anchor } from '../../shared/board/arrow-binding.ts'
import type { TieRoute } from '../../shared/board/canvas-actions.ts'
import type { Box } from './layout.ts'
import type { SampleTie } from './sample-item.ts'

/** Cards must face each other along this much for a string to run straight between them, canvas pixels. */
const LEAST_FACING = 40

/** How a string of the sample runs: level or upright where its cards face each other, else from middle to middle. */
export function routeOf(
  { from, to, start, end, bend, labelPosition }: SampleTie,
  boxes: ReadonlyMap<string, Box>,
): TieRoute {
  if (start || end) return { start: anchorOf(start), end: anchorOf(end), bend, labelPosition }
  const [a, b] = [boxes.get(from), boxes.get(to)]
  return { ...(a && b ? straight(a, b) : {}), bend, labelPosition }
}

function straight(a: Box, b: Box): { start?: Anchor; end?: Anchor } {
  const y = middleOfOverlap([a.y, a.y + a.h], [b.y, b.y + b.h])
  if (y !== null)
    return { start: { x: 0.5, y: (y - a.y) / a.h }, end: { x: 0.5, y: (y - b.y) / b.h } }
  const x = middleOfOverlap([a.x, a.x + a.w], [b.x, b.x + b.w])
  if (x !== null)
    return { start: { x: (x - a.x) / a.w, y: 0.5 }, end: { x: (x - b.x) / b.w, y: 0.5 } }
  return {}
}

type Span = readonly [from: number, to: number]

function middleOfOverlap(a: Span, b: Span): number | null {
  const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])]
  return to - from < LEAST_FACING ? null : (from + to) / 2
}

function anchorOf(share: readonly [number, number] | undefined): Anchor | undefined {
  return share && { x: share[0], y: share[1] }
}
