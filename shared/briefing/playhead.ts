import { z } from 'zod'

/** The evidence id of a clip. */
const clipId = z.templateLiteral(['evidence:', z.string().regex(/^[\w-]{1,64}$/)])

/** How fast a presenter may let a clip go, times its own speed. */
export const playheadRates = [0.25, 0.5, 1, 1.5, 2] as const

/**
 * Where the one clip stands that is presented, the same for everyone who sees it. It says how the clip goes on from
 * one moment, so that it has to be told only when somebody plays, pauses, seeks or changes the rate.
 */
export const playheadValue = z.object({
  item: clipId,
  /** Seconds of media time. At rest inside the frame on show: every player then shows that frame. */
  positionS: z.number().min(0).max(1e6),
  rate: z.number().min(0.1).max(4),
  isPlaying: z.boolean(),
  /** When it stood there, in milliseconds of the server's clock. May lie a little ahead: then it waits until then. */
  at: z.number().min(0).max(1e15),
})
export type Playhead = z.infer<typeof playheadValue>

/**
 * Where the clip stands at a moment of the server's clock, in seconds of media time.
 *
 * @param endS where the last frame can still be shown, where that is known
 */
export function standsAt(playhead: Playhead, now: number, endS = Infinity): number {
  const { positionS, rate, isPlaying, at } = playhead
  const gone = isPlaying ? (Math.max(0, now - at) / 1000) * rate : 0
  return Math.max(0, Math.min(positionS + gone, endS))
}

/** What a player has to do to stand where the playhead stands. */
export type Correction = { do: 'go-on'; rate: number } | { do: 'seek' }

/** Nearer than this, seconds of everyday time, nobody sees or hears a difference. */
const NEAR_S = 0.01
/** Farther than this it takes too long to catch up. */
const FAR_S = 0.12
/** How much faster or slower than the others a player goes to be with them again; more where it must not seek. */
const GENTLY = 0.1
const FIRMLY = 0.3

/**
 * Keeps a player that goes on with the playhead: nothing while it is near, a little faster or slower while it is off,
 * a seek where it is far off.
 *
 * @param offS how far the player is ahead, seconds of media time; behind is below 0
 * @param maySeek false soon after a seek: a machine that is too slow would do nothing else
 */
export function correctionOf(
  offS: number,
  { rate, maySeek }: { rate: number; maySeek: boolean },
): Correction {
  const off = offS / rate
  if (Math.abs(off) <= NEAR_S) return { do: 'go-on', rate }
  if (Math.abs(off) > FAR_S && maySeek) return { do: 'seek' }
  const most = Math.abs(off) > FAR_S ? FIRMLY : GENTLY
  // What it is off within a second is made up within a second, so that it never runs past.
  const change = Math.max(-most, Math.min(most, -off))
  return { do: 'go-on', rate: rate * (1 + change) }
}

/**
 * How long a player waits after a seek before it may seek again, in milliseconds. What is off until then it makes up
 * by going faster: where seeking takes a machine longer than what it gains, it would do nothing else.
 *
 * @param seeks how many it made without getting near in between
 */
export function patienceMs(seeks: number): number {
  return 1000 * 2 ** Math.min(3, Math.max(0, seeks - 1))
}

/** Whether a player is near enough for the next seek to be the first again, seconds of media time. */
export function isNear(offS: number, rate: number): boolean {
  return Math.abs(offS / rate) <= FAR_S / 2
}
