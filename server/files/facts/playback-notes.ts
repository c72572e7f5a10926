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
  return codec === undefined ? undefined : (codecWords[codec.toLowerCase()] ?? codec)
}

/** What people call codecs that the formats name otherwise. */
const codecWords: Record<string, string> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4 Part 2',
  mp4v: 'MPEG-4 Part 2',
  fmp4: 'MPEG-4 Part 2',
  xvid: 'MPEG-4 Part 2',
  divx: 'MPEG-4 Part 2',
  dx50: 'MPEG-4 Part 2',
  mjpg: 'Motion JPEG',
  mjpeg: 'Motion JPEG',
  iv31: 'Indeo 3',
  iv32: 'Indeo 3',
  iv41: 'Indeo 4',
  iv50: 'Indeo 5',
  theora: 'Theora',
}
