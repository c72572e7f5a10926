/** Frames of a clip that are hashed at most. */
const MOST_FRAMES = 8

/** Seconds of media time at which a clip's frames are hashed: evenly over its length, none nearer than half a second. */
export function hashTimesOf(durationS: number): number[] {
  const length = Number.isFinite(durationS) && durationS > 0 ? durationS : 0
  const count = Math.min(MOST_FRAMES, Math.max(1, Math.floor(length * 2)))
  return Array.from(
    { length: count },
    (_, at) => Math.round(((at + 0.5) * length * 1000) / count) / 1000,
  )
}
