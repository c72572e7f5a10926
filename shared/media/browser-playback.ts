import type { Facts } from '../evidence/fields.ts'

/** Containers that every browser of today opens where it knows the codecs. */
const openedByAll = /^video\/(mp4|webm|quicktime|x-m4v)$/
/** Containers that no browser opens, whatever is in them. */
const openedByNone =
  /^video\/(vnd\.avi|x-msvideo|x-ms-.*|x-flv|mpeg|mp2t|MP1S|MP2P|vnd\.dlna\.mpeg-tts)$/

const decodedByAll = new Set(['avc', 'vp8', 'vp9', 'av1'])
const soundForAll = new Set(['aac', 'mp3', 'opus', 'vorbis', 'flac'])
/** H.264 in more than 8 bits or with finer colour than 4:2:0: Hi10P, Hi422, Hi444 and CAVLC 4:4:4. */
const deepH264 = /^avc[13]\.(6e|7a|f4|2c)/i

/**
 * Who can play a clip: `all` browsers of today, `some` (HEVC on some systems, Matroska in some browsers), or
 * `none`. A clip whose codecs are not known yet is tried: the player says where it fails.
 */
export function playedBy(type: string, facts: Facts): 'all' | 'some' | 'none' {
  if (openedByNone.test(type) || facts.framesHeld === 0) return 'none'
  const { videoCodec, videoCodecString = '', audioCodec } = facts
  if (videoCodec !== undefined && !isDecodable(videoCodec)) return 'none'
  const isSoundKnown = audioCodec === undefined || soundForAll.has(audioCodec)
  const isPictureKnown = videoCodec === undefined || decodedByAll.has(videoCodec)
  const isPlain = openedByAll.test(type) && !deepH264.test(videoCodecString)
  return isPlain && isPictureKnown && isSoundKnown ? 'all' : 'some'
}

/** HEVC plays where the system has a decoder for it; what has no name here plays nowhere. */
function isDecodable(videoCodec: string): boolean {
  return decodedByAll.has(videoCodec) || videoCodec === 'hevc'
}

/** Whether a file of a kind that holds moving pictures is known to hold sound and no picture. */
export function isSoundOnly({ videoCodec, audioCodec }: Facts): boolean {
  return videoCodec === undefined && audioCodec !== undefined
}

/** Whether a copy for playing may be made or under way: some browser does not play the original, and none is known. */
export function mayNeedCopy(type: string, facts: Facts): boolean {
  if (!type.startsWith('video/') || facts.workingCopySha256 !== undefined) return false
  return facts.framesHeld !== 0 && !isSoundOnly(facts) && playedBy(type, facts) !== 'all'
}
