import type { Measurement } from '../../shared/evidence/measurement.ts'
import type { Point } from '../../shared/geo/matrix.ts'
import { areaInWords, lengthInWords } from '../../shared/geo/measure-words.ts'
import { areaOf, lengthOf } from '../../shared/geo/measure.ts'
import type { Placing, Size } from '../../shared/geo/placing.ts'
import { messages } from './satellite-messages.ts'

/** How exactly a point of the picture can be pointed at: pixels of the original. */
export const POINTING_PX = 1

/** The figure of a measurement with its error; in pixels where the picture has no place. */
export function measuredInWords(
  what: Measurement['what'],
  points: readonly Point[],
  placing: Placing | null,
): string {
  if (placing) {
    const measured = (what === 'area' ? areaOf : lengthOf)(placing, points, POINTING_PX)
    if (!measured) return ''
    return what === 'area' ? areaInWords(measured) : lengthInWords(measured)
  }
  if (what === 'distance' && points.length > 1)
    return messages.measure.pixels(Math.round(lengthInPixels(points)))
  if (what === 'area' && points.length > 2)
    return messages.measure.squarePixels(Math.round(areaInPixels(points)))
  return ''
}

/** Points of a kept measurement in pixels of the picture. */
export function pixelsOf({ points }: Pick<Measurement, 'points'>, size: Size): Point[] {
  return points.map(({ x, y }) => ({ x: x * size.w, y: y * size.h }))
}

function lengthInPixels(points: readonly Point[]): number {
  let length = 0
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    if (before) length += Math.hypot(point.x - before.x, point.y - before.y)
  }
  return length
}

function areaInPixels(points: readonly Point[]): number {
  let twice = 0
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length]
    if (next) twice += point.x * next.y - next.x * point.y
  }
  return Math.abs(twice) / 2
}
