import {
  ALL_FORMATS,
  FilePathSource,
  Input,
  type InputVideoTrack,
  type MetadataTags,
} from 'mediabunny'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { missingBytesOf } from './cut-short.ts'
import { notePlace, placeOfIso6709 } from './iso6709.ts'
import { movieClockOf } from './movie-clock.ts'

/** Frames looked at for the frame rate: enough for a mean, few enough for a file of many hours. */
const FRAMES_COUNTED = 3000

/** Types made of boxes (ISO 14496-12). */
const isBoxed = /mp4|quicktime|m4[av]|3gpp/

/**
 * What a video or sound file says of itself. Width and height are as shown: rotated, with square pixels.
 * Fills `facts` step by step, so that what was read before a failure is kept.
 */
export async function readMediaFacts(path: string, type: string, facts: Facts): Promise<void> {
  const notes = (facts.notes ??= [])
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  const video = await input.getPrimaryVideoTrack()
  const audio = await input.getPrimaryAudioTrack()
  await readWholeness(path, type, facts)
  if (!video && !audio) {
    notes.push(
      'No picture or sound could be found in the file: the index that leads to them is missing.',
    )
    return
  }
  if (video) await readPicture(video, facts)
  else if (type.startsWith('video/')) notes.push('The file holds sound only, no picture.')
  if (audio)
    facts.audioCodec =
      (await audio.getCodec()) ?? (await audio.getInternalCodecId())?.toString() ?? 'unknown'
  await readTags(await input.getMetadataTags(), facts)
  await readClock(path, type, facts)
  const stated = await input.getDurationFromMetadata()
  if (stated !== null) facts.durationS = rounded(stated)
  else {
    facts.durationS = rounded(await input.computeDuration())
    notes.push('The file does not state how long it is: the duration was measured.')
  }
  if (video) await readFrameRate(video, facts)
}

async function readPicture(video: InputVideoTrack, facts: Facts): Promise<void> {
  facts.width = await video.getDisplayWidth()
  facts.height = await video.getDisplayHeight()
  facts.videoCodec =
    (await video.getCodec()) ?? (await video.getInternalCodecId())?.toString() ?? 'unknown'
  const rotation = await video.getRotation()
  if (rotation !== 0) facts.rotationDeg = rotation
  const pixel = await video.getPixelAspectRatio()
  if (pixel.num !== pixel.den)
    facts.notes?.push(
      `Its pixels are not square (${pixel.num}:${pixel.den}); the size given is as shown.`,
    )
}

async function readFrameRate(video: InputVideoTrack, facts: Facts): Promise<void> {
  const { averagePacketRate, packetCount } = await video.computePacketStats(FRAMES_COUNTED)
  if (packetCount > 1) facts.frameRate = Number(averagePacketRate.toFixed(2))
}

async function readTags(tags: MetadataTags, facts: Facts): Promise<void> {
  const text = (...names: string[]) => {
    for (const [key, value] of Object.entries(tags.raw ?? {})) {
      if (names.includes(key.toLowerCase()) && typeof value === 'string' && value !== '')
        return value
    }
    return undefined
  }
  const place = text('©xyz', 'com.apple.quicktime.location.iso6709', 'location')
  if (place !== undefined) notePlace(facts, placeOfIso6709(place))
  const camera = [
    text('©mak', 'com.apple.quicktime.make'),
    text('©mod', 'com.apple.quicktime.model'),
  ]
  if (camera.some(Boolean)) facts.camera = camera.filter(Boolean).join(' ').slice(0, 200)
  const taken = text('com.apple.quicktime.creationdate')
  if (taken && /^\d{4}-\d\d-\d\dT/.test(taken)) facts.takenAt = taken.slice(0, 40)
}

async function readWholeness(path: string, type: string, facts: Facts): Promise<void> {
  if (!isBoxed.test(type)) return
  const missing = await missingBytesOf(path)
  if (missing > 0)
    facts.notes?.push(
      `The file is cut short: ${missing} bytes that it announces are missing at its end.`,
    )
}

async function readClock(path: string, type: string, facts: Facts): Promise<void> {
  if (facts.takenAt !== undefined || !isBoxed.test(type)) return
  const clock = await movieClockOf(path)
  if (clock === null) return
  facts.takenAt = clock
  facts.notes?.push(
    'The time is the one in the file’s header: meant as UTC, but some cameras write local time there.',
  )
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3))
}
