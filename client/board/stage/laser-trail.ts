import type { Point } from './ink.ts'

/** How long the trail of the laser is seen, in milliseconds. */
export const TRAIL_MS = 1200

type TimedPoint = Point & { atMs: number }

/** One press of the laser: where it was, and when it is seen there. */
export type Trail = {
  id: number
  points: readonly TimedPoint[]
  /** Its newest point stays while it is held. */
  isHeld: boolean
}

export function lengthened(trail: Trail, points: readonly TimedPoint[]): Trail {
  const newest = points.at(-1)
  if (!newest) return trail
  const still = trail.points.filter(({ atMs }) => newest.atMs - atMs < TRAIL_MS)
  return { ...trail, points: [...still, ...points] }
}

/**
 * What is seen of a trail at a moment.
 *
 * @param isStill it is seen whole until the laser moves on, and then goes at once
 */
export function seenOf(
  { points, isHeld }: Trail,
  { nowMs, isStill }: { nowMs: number; isStill: boolean },
): Point[] {
  const come = isStill ? points : points.filter(({ atMs }) => atMs <= nowMs)
  const newest = come.at(-1)
  if (!newest) return []
  const isFresh = isHeld || nowMs - newest.atMs < TRAIL_MS
  if (isStill) return isFresh ? [...come] : []
  const seen = come.filter(({ atMs }) => nowMs - atMs < TRAIL_MS)
  return seen.length === 0 && isFresh ? [newest] : seen
}

export function isOver({ points, isHeld }: Trail, nowMs: number): boolean {
  return !isHeld && nowMs - (points.at(-1)?.atMs ?? 0) >= TRAIL_MS
}

/** Whether its looks change by themselves from now on. */
export function isFading({ points, isHeld }: Trail, nowMs: number): boolean {
  const atMs = points[isHeld ? points.length - 2 : points.length - 1]?.atMs ?? -Infinity
  return nowMs - atMs < TRAIL_MS || (points.at(-1)?.atMs ?? 0) > nowMs
}
