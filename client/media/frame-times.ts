/** When each frame of a clip begins, in presentation order: what makes "frame 51" mean one picture. */
export type FrameTimes = {
  /** Seconds of media time, rising. */
  startsS: readonly number[]
  /** Where the last frame ends. */
  endS: number
  /** Whether frames are shown for differing times, beyond what rounding in the file makes. */
  isVariable: boolean
}

/** Time stamps of many containers are whole milliseconds, so that two equal frames may differ by two. */
const ROUNDING_S = 0.0021

/**
 * The frames of a clip from its packets in any order. What ends before the clip begins is decoded and never shown
 * (ISO 14496-12 edit lists), so it is not counted.
 */
export function frameTimesOf(
  packets: Iterable<{ timestamp: number; duration: number }>,
): FrameTimes {
  const shown = [...packets].filter(
    ({ timestamp, duration }) => timestamp >= 0 || timestamp + duration > 0,
  )
  shown.sort((a, b) => a.timestamp - b.timestamp)
  const startsS = shown.map(({ timestamp }) => Math.max(0, timestamp))
  const last = shown.at(-1)
  const usual = medianStep(startsS)
  const endS = last ? last.timestamp + (last.duration > 0 ? last.duration : usual) : 0
  return { startsS, endS, isVariable: isVariable(startsS, usual) }
}

/** The frame on show at a time: the last that has begun; the first one before that. -1 where there are none. */
export function indexAt({ startsS }: FrameTimes, timeS: number): number {
  let [low, high] = [0, startsS.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((startsS[middle] ?? 0) <= timeS + EPSILON_S) low = middle + 1
    else high = middle
  }
  return startsS.length === 0 ? -1 : Math.max(0, low - 1)
}

/** How long a frame is on show, seconds. */
export function lengthOf({ startsS, endS }: FrameTimes, index: number): number {
  return Math.max(0, (startsS[index + 1] ?? endS) - (startsS[index] ?? 0))
}

/** A time well inside a frame: players that seek to where a frame begins often show the one before. */
export function middleOf(times: FrameTimes, index: number): number {
  return (times.startsS[index] ?? 0) + lengthOf(times, index) / 2
}

/** Players give times in whole microseconds. */
const EPSILON_S = 0.000_002

function medianStep(startsS: readonly number[]): number {
  const steps = stepsOf(startsS).toSorted((a, b) => a - b)
  return steps[steps.length >> 1] ?? 0
}

function isVariable(startsS: readonly number[], usual: number): boolean {
  return stepsOf(startsS).some((step) => Math.abs(step - usual) > Math.max(ROUNDING_S, usual * 0.1))
}

function stepsOf(startsS: readonly number[]): number[] {
  return startsS.slice(1).map((start, index) => start - (startsS[index] ?? 0))
}
