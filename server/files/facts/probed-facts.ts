import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { demuxers } from '../ffmpeg/demuxers.ts'
import { isoDate, noteDate, noteSoftware } from './stated.ts'

const run = promisify(execFile)

/** Containers that only ffprobe reads here, as people call them. */
const containers: Record<string, string> = {
  'video/mpeg': 'MPEG',
  'video/MP1S': 'MPEG-1',
  'video/MP2P': 'MPEG-2',
  'video/ogg': 'Ogg',
  'video/x-ms-asf': 'Windows Media',
  'video/x-flv': 'Flash Video',
}

export function isProbed(type: string): boolean {
  return containers[type] !== undefined
}

const stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  channels: z.number().optional(),
  sample_rate: z.string().optional(),
})
const probed = z.object({
  streams: z.array(stream).default([]),
  format: z
    .object({ duration: z.string().optional(), tags: z.record(z.string(), z.string()).optional() })
    .default({}),
})

const SHOWN =
  'format=duration:format_tags:stream=codec_type,codec_name,width,height,sample_aspect_ratio,avg_frame_rate,channels,sample_rate'

/** What ffprobe reads of a clip in an old container. Where it is not installed, a sentence says so. */
export async function readProbedFacts(path: string, type: string, facts: Facts): Promise<void> {
  const container = containers[type]
  if (container !== undefined) facts.container = container
  const answer = await probe(path, demuxers[type] ?? '')
  if (answer === null) {
    facts.notes?.push(
      'What is in this kind of file can only be read where ffmpeg is installed on the server.',
    )
    return
  }
  const { streams, format } = probed.parse(JSON.parse(answer))
  const video = streams.find((each) => each.codec_type === 'video')
  const audio = streams.find((each) => each.codec_type === 'audio')
  if (video) readVideo(video, facts)
  if (audio?.codec_name !== undefined) facts.audioCodec = audio.codec_name
  if (audio?.channels !== undefined) facts.audioChannels = audio.channels
  if (audio?.sample_rate !== undefined) facts.audioRateHz = Number(audio.sample_rate)
  const durationS = Number(format.duration)
  if (durationS > 0) facts.durationS = Number(durationS.toFixed(3))
  for (const [name, value] of Object.entries(format.tags ?? {})) {
    if (/^encoder$/i.test(name)) noteSoftware(facts, value)
    if (/^(creation_time|date)$/i.test(name)) noteDate(facts, 'container-tag', isoDate(value))
  }
}

function readVideo(video: z.infer<typeof stream>, facts: Facts): void {
  const name = video.codec_name ?? 'unknown'
  facts.videoCodec = name === 'h264' ? 'avc' : name
  const [wide = 1, high = 1] = (video.sample_aspect_ratio ?? '').split(':').map(Number)
  const isSquare = !(wide > 0 && high > 0) || wide === high
  if (!isSquare) facts.pixelAspect = `${wide}:${high}`
  if (video.width !== undefined && video.height !== undefined) {
    facts.width = isSquare ? video.width : Math.round((video.width * wide) / high)
    facts.height = video.height
  }
  const [frames = 0, seconds = 0] = (video.avg_frame_rate ?? '').split('/').map(Number)
  if (frames > 0 && seconds > 0) facts.frameRate = Number((frames / seconds).toFixed(2))
}

/** Null where ffprobe is not installed. */
async function probe(path: string, demuxer: string): Promise<string | null> {
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-f', demuxer]
  try {
    const { stdout } = await run(
      'ffprobe',
      [...args, '-show_entries', SHOWN, '-of', 'json', path],
      { env: { PATH: process.env['PATH'] }, timeout: 15_000, killSignal: 'SIGKILL' },
    )
    return stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
