import type { Facts } from '../../../shared/evidence/fields.ts'
import { isSoundOnly, playedBy } from '../../../shared/media/browser-playback.ts'
import { demuxers } from '../ffmpeg/demuxers.ts'

/** Decoding a frame of more pixels takes more memory than a small server has. */
const MOST_PIXELS = 8192 * 4608
/** The longest side that decoders for H.264 are sure to take. */
const MOST_SIDE = 4096

/**
 * How a copy for playing is made. `none` where browsers play the original or nothing can be made of it. `isRemade`
 * says that the pictures are compressed again; otherwise they are moved into another container as they are.
 */
export type CopyPlan =
  | { make: false }
  | { make: true; demuxer: string; isRemade: boolean; longestSide: number | null }

export function copyPlanOf({ type, facts }: { type: string; facts: Facts }): CopyPlan {
  const demuxer = demuxers[type]
  if (!type.startsWith('video/') || demuxer === undefined) return { make: false }
  if (facts.framesHeld === 0 || isSoundOnly(facts)) return { make: false }
  if (playedBy(type, facts) === 'all') return { make: false }
  const { width = 0, height = 0 } = facts
  if (width * height > MOST_PIXELS) return { make: false }
  const isRemade = !canMove(demuxer, facts)
  const isTooLong = isRemade && Math.max(width, height) > MOST_SIDE
  return { make: true, demuxer, isRemade, longestSide: isTooLong ? MOST_SIDE : null }
}

/** Whether only the container or the sound is in the way: then the pictures stay as they are, bit for bit. */
function canMove(demuxer: string, facts: Facts): boolean {
  const { videoCodec = '' } = facts
  const isPlayed = playedBy('video/mp4', { ...facts, audioCodec: 'aac' }) === 'all'
  // Frames in an AVI have no times of their own.
  return isPlayed && /^(avc|vp9|av1)$/.test(videoCodec) && /^(mov|matroska|mpegts)$/.test(demuxer)
}
