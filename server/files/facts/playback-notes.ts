import type { Facts } from '../../../shared/evidence/fields.ts'
import { isSoundOnly, playedBy } from '../../../shared/media/browser-playback.ts'

/** Said of a clip that not every browser can play, so that nobody takes a black frame for what was filmed. */
export function playbackNotes(type: string, facts: Facts): string[] {
  const isClip = type.startsWith('video/') && !isSoundOnly(facts)
  if (!isClip || facts.framesHeld === 0) return []
  const isRead = facts.videoCodec !== undefined || facts.container !== undefined
  const who = playedBy(type, facts)
  if (who === 'all' || !isRead) return []
  const what = [facts.container?.replace(/ \(.*/, ''), wordOf(facts.videoCodec)]
    .filter(Boolean)
    .join(' with ')
  return [
    who === 'none'
      ? `Browsers do not play ${what}: the original is kept and can be downloaded.`
      : `Not every browser plays ${what}: the original is kept and can be downloaded.`,
  ]
}

function wordOf(codec: string | undefined): string | undefined {
  if (codec === undefined) return undefined
  return { avc: 'H.264', hevc: 'HEVC (H.265)', vp8: 'VP8', vp9: 'VP9', av1: 'AV1' }[codec] ?? codec
}
