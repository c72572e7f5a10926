import { indexAt, type FrameTimes } from './frame-times.ts'

/** How a frame looks, as shares of its pixels in each of 64 colours. */
export type Look = { index: number; shares: readonly number[] }

const LEVELS = 4

/** Frames in the middle of equal parts of a stretch of time, each once, in order. */
export function evenFrames(
  times: FrameTimes,
  { startS, endS, count }: { startS: number; endS: number; count: number },
): number[] {
  const wanted = Array.from({ length: count }, (_, part) =>
    indexAt(times, startS + ((part + 0.5) / count) * (endS - startS)),
  )
  return [...new Set(wanted)].filter((index) => index >= 0)
}

/** Frames to compare with each other: all of a stretch, or as many as `most`, evenly. */
export function framesToCompare(
  times: FrameTimes,
  { startS, endS, most }: { startS: number; endS: number; most: number },
): number[] {
  const [first, last] = [indexAt(times, startS), indexAt(times, endS)]
  const step = Math.max(1, Math.ceil((last - first + 1) / most))
  const indices: number[] = []
  for (let index = first; index >= 0 && index <= last; index += step) indices.push(index)
  return indices
}

/** Shares of pixels (RGBA) in each of 64 colours. */
export function sharesOfColours(rgba: Uint8ClampedArray): number[] {
  const counts = Array.from({ length: LEVELS ** 3 }, () => 0)
  const pixels = rgba.length / 4
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]
    const colour = (red >> 6) * LEVELS * LEVELS + (green >> 6) * LEVELS + (blue >> 6)
    counts[colour] = (counts[colour] ?? 0) + 1
  }
  return counts.map((count) => count / pixels)
}

/** 0 where two frames have the same colours in the same shares, 1 where they have none in common. */
export function differenceOf(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, at) => sum + Math.abs(share - (b[at] ?? 0)), 0) / 2
}

/** Below this, two frames are of one scene: a camera that moves on, people who come and go. */
const SAME_SCENE = 0.3

/**
 * The first frame, and those at which the picture changes most from the one before, in order: `most` at the most,
 * fewer where fewer scenes are told apart.
 */
export function sceneStarts(looks: readonly Look[], most: number): number[] {
  const changes = looks.slice(1).map(({ index, shares }, at) => ({
    index,
    by: differenceOf(looks[at]?.shares ?? shares, shares),
  }))
  const cuts = changes.filter(
    ({ by }, at) =>
      by > SAME_SCENE && by >= (changes[at - 1]?.by ?? 0) && by > (changes[at + 1]?.by ?? 0),
  )
  const largest = cuts.toSorted((a, b) => b.by - a.by).slice(0, Math.max(0, most - 1))
  const first = looks[0]
  return [...(first ? [first.index] : []), ...largest.map(({ index }) => index)].toSorted(
    (a, b) => a - b,
  )
}
