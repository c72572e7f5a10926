import {
  ADTS,
  EncodedPacketSink,
  FilePathSource,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { missingBytesOf } from './cut-short.ts'
import { readContainerFacts } from './container-facts.ts'
import { readTagFacts } from './tag-facts.ts'

/** Frames looked at for their times: two hours and more of a clip. */
const MOST_FRAMES = 250_000

/** All that the package knows but lists of other files (HLS): a received file leads to no other. */
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS]

/** Types made of boxes (ISO 14496-12). */
const isBoxed = /mp4|quicktime|m4[av]|3gpp/

/**
 * What a video or sound file says of itself. Width and height are as shown: rotated, with square pixels.
 * Fills `facts` step by step, so that what was read before a failure is kept.
 */
export async function readMediaFacts(path: string, type: string, facts: Facts): Promise<void> {
  const notes = (facts.notes ??= [])
  using input = openMedia(path)
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
  if (audio) await readSound(audio, (await input.getAudioTracks()).length, facts)
  readTagFacts(await input.getMetadataTags(), facts)
  await readContainerFacts(path, type, facts)
  const stated = await input.getDurationFromMetadata()
  if (stated !== null) facts.durationS = rounded(stated)
  else {
    const startS = Math.max(0, await input.getFirstTimestamp())
    facts.durationS = rounded((await input.computeDuration()) - startS)
    notes.push('The file does not state how long it is: the duration was measured.')
  }
}

/** The times of a clip's frames: their number, and how even their rate is. Goes through the whole file. */
export async function readFrameFacts(path: string, facts: Facts): Promise<void> {
  if (facts.videoCodec === undefined) return
  using input = openMedia(path)
  const video = await input.getPrimaryVideoTrack()
  if (!video) return
  const rate = await video.computeFrameRateMetrics({ targetPacketCount: MOST_FRAMES })
  facts.timeBaseHz = await video.getTimeResolution()
  const isWhole = rate.probedPacketCount < MOST_FRAMES
  if (isWhole) facts.frames = rate.probedPacketCount
  if (rate.probedPacketCount < 2) return
  const lengthS = (await video.computeDuration()) - (await video.getFirstTimestamp())
  const mean = isWhole && lengthS > 0 ? rate.probedPacketCount / lengthS : rate.averageFrameRate
  facts.frameRate = hundredths(mean)
  if (isEven(rate, facts.timeBaseHz)) return
  facts.frameRateMin = hundredths(rate.minFrameRate)
  facts.frameRateMax = hundredths(rate.maxFrameRate)
}

/**
 * Whether frames follow one another evenly. What the rounding to ticks or to milliseconds makes of an even rate
 * is even: differences of less than a tenth, or than two thousandths of a second.
 */
function isEven(
  { minFrameRate, maxFrameRate }: { minFrameRate: number; maxFrameRate: number },
  ticksPerSecond: number,
): boolean {
  const apartS = 1 / minFrameRate - 1 / maxFrameRate
  return maxFrameRate <= minFrameRate * 1.1 || apartS <= Math.max(0.002, 1.5 / ticksPerSecond)
}

function openMedia(path: string): Input {
  return new Input({ formats: FORMATS, source: new FilePathSource(path) })
}

async function readPicture(video: InputVideoTrack, facts: Facts): Promise<void> {
  facts.width = await video.getDisplayWidth()
  facts.height = await video.getDisplayHeight()
  facts.videoCodec =
    (await video.getCodec()) ?? (await video.getInternalCodecId())?.toString() ?? 'unknown'
  const codecString = await video.getCodecParameterString().catch(() => null)
  if (codecString !== null) facts.videoCodecString = codecString
  const rotation = await video.getRotation()
  if (rotation !== 0) facts.rotationDeg = rotation
  const { num, den } = await video.getPixelAspectRatio()
  if (num !== den) facts.pixelAspect = `${num}:${den}`
  await readEncoder(video, facts)
}

/** x264 and x265 write their name into the first frame. */
async function readEncoder(video: InputVideoTrack, facts: Facts): Promise<void> {
  const first = await new EncodedPacketSink(video).getFirstPacket().catch(() => null)
  if (!first) return
  const start = Buffer.from(first.data.subarray(0, 4096)).toString('latin1')
  const name = /x26[45] (?:- core \d+|\(build \d+\) - [\d.+\w-]+)/.exec(start)?.[0]
  if (name !== undefined) (facts.software ??= []).push(name)
}

async function readSound(audio: InputAudioTrack, tracks: number, facts: Facts): Promise<void> {
  facts.audioCodec =
    (await audio.getCodec()) ?? (await audio.getInternalCodecId())?.toString() ?? 'unknown'
  facts.audioChannels = await audio.getNumberOfChannels()
  facts.audioRateHz = await audio.getSampleRate()
  if (tracks > 1) facts.audioTracks = tracks
}

async function readWholeness(path: string, type: string, facts: Facts): Promise<void> {
  if (!isBoxed.test(type)) return
  const missing = await missingBytesOf(path)
  if (missing > 0)
    facts.notes?.push(
      `The file is cut short: ${missing} bytes that it announces are missing at its end.`,
    )
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3))
}

function hundredths(rate: number): number {
  return Number(rate.toFixed(2))
}
