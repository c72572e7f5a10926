import type { Point } from '../../../shared/evidence/region-outline.ts'

/** As the `points` of an SVG polygon. */
export function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ')
}
