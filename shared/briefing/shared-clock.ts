/**
 * The server's clock as a browser knows it. Clocks of laptops are wrong by minutes and are set while they run, so that
 * nothing here reads one: `ownMs` is a stopwatch that only ever goes on.
 */
export type ClockReading = {
  /** The server's time less the stopwatch, ms. */
  offsetMs: number
  /** By how much that can be wrong, ms. */
  errorMs: number
  /** The stopwatch when it was read. */
  ownMs: number
}

/** One question for the time: the stopwatch when it went out and when the answer came, and the server's time in it. */
export type TimeAnswer = { sentMs: number; receivedMs: number; serverMs: number }

/** How much two clocks drift apart, ms in a ms: ten times worse than what crystals do. */
const DRIFT = 0.0005

/** The server read its clock somewhere between question and answer: taken as the middle, wrong by half the way at most. */
export function readingOf({ sentMs, receivedMs, serverMs }: TimeAnswer): ClockReading {
  const middle = (sentMs + receivedMs) / 2
  return {
    offsetMs: serverMs - middle,
    errorMs: Math.max(0, receivedMs - sentMs) / 2,
    ownMs: receivedMs,
  }
}

/**
 * The one of two readings to go by, the later one second: the surer one, unless both cannot be true. Then one of the
 * clocks was stopped or set in between (a laptop slept, the server started anew), and the later one holds.
 */
export function surerOf(before: ClockReading | null, later: ClockReading): ClockReading {
  if (!before) return later
  const aged = before.errorMs + Math.max(0, later.ownMs - before.ownMs) * DRIFT
  const isPossible = Math.abs(before.offsetMs - later.offsetMs) <= aged + later.errorMs
  return isPossible && aged < later.errorMs ? before : later
}
