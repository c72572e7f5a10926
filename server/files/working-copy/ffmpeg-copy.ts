import { spawn } from 'node:child_process'
import { endOf, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts'
import type { CopyPlan } from './copy-plan.ts'

/** What this server's ffmpeg can write that every browser plays. */
export type Encoder = 'h264' | 'vp9'

export type CopyTask = {
  ffmpeg: string
  encoder: Encoder
  path: string
  target: string
  plan: CopyPlan & { make: true }
  durationS: number | undefined
  /** Ticks a second in which the original gives the times of its frames. */
  timeBaseHz: number | undefined
  signal: AbortSignal
  onPercent: (percent: number) => void
}

/** How ffmpeg ended. `frames` that it wrote; null where it did not say. */
export type CopyOutcome =
  | { is: 'made'; frames: number | null }
  | { is: 'failed' }
  | { is: 'late' }
  | { is: 'stopped' }

const MINUTE_MS = 60_000
/** Thirty times the clip's length and ten minutes, within these. */
const [LEAST_MS, MOST_MS] = [30 * MINUTE_MS, 12 * 60 * MINUTE_MS]

/** Null where ffmpeg is not installed or can write nothing of use. */
export async function encoderOf(ffmpeg: string): Promise<Encoder | null> {
  const child = spawn(ffmpeg, ['-hide_banner', '-v', 'error', '-encoders'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] },
    timeout: 10_000,
    killSignal: 'SIGKILL',
  })
  let list = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (list += text))
  if ((await endOf(child)) !== 0) return null
  if (/\blibx264\b/.test(list) && /\baac\b/.test(list)) return 'h264'
  return /\blibvpx-vp9\b/.test(list) && /\blibopus\b/.test(list) ? 'vp9' : null
}

/**
 * Makes the copy at `target`, at the lowest priority, with nothing of the server's environment and no way to any
 * other file or to the network. Each frame keeps its time: none is added or left out to reach an even rate.
 */
export async function makeCopy(task: CopyTask): Promise<CopyOutcome> {
  let frames: number | null = null
  const ended = await runFfmpeg(task.ffmpeg, argumentsOf(task), {
    signal: task.signal,
    limitMs: timeLimitOf(task.durationS),
    onLine: (line) => {
      const [key, value = ''] = line.split('=', 2)
      if (key === 'frame') frames = Number(value)
      if (key === 'out_time_us') task.onPercent(percentOf(Number(value), task.durationS))
    },
  })
  return ended.is === 'done' ? { is: 'made', frames } : ended
}

function argumentsOf({ encoder, path, target, plan, timeBaseHz }: CopyTask): string[] {
  const isMoved = !plan.isRemade
  const sound = isMoved || encoder === 'h264' ? soundOf.h264 : soundOf.vp9
  return [
    ['-nostdin', '-v', 'error', '-nostats', '-progress', 'pipe:1', '-threads', '2'],
    ['-protocol_whitelist', 'file,pipe', '-f', plan.demuxer, '-i', path],
    // The first moving picture and the first sound; covers, subtitles, data and all metadata stay behind.
    ['-map', '0:V:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1'],
    isMoved ? ['-c:v', 'copy'] : remade(encoder, plan.longestSide, timeBaseHz),
    sound,
    ['-max_muxing_queue_size', '9999', '-y', target],
  ].flat()
}

const soundOf: Record<Encoder, string[]> = {
  h264: ['-c:a', 'aac', '-b:a', '160k', '-ac', '2', '-movflags', '+faststart', '-f', 'mp4'],
  vp9: ['-c:a', 'libopus', '-b:a', '128k', '-ac', '2', '-f', 'webm'],
}

function remade(encoder: Encoder, longestSide: number | null, timeBaseHz = 0): string[] {
  const smaller =
    longestSide === null
      ? []
      : [`scale=${longestSide}:${longestSide}:force_original_aspect_ratio=decrease`]
  // The codecs want even sides: a line is added rather than all pixels moved.
  const filters = [...smaller, 'pad=ceil(iw/2)*2:ceil(ih/2)*2', 'format=yuv420p']
  const ticks = Number.isInteger(timeBaseHz) && timeBaseHz > 10_000 ? timeBaseHz : 90_000
  return [
    ['-vf', filters.join(','), '-fps_mode', 'passthrough', '-enc_time_base:v', `1:${ticks}`],
    encoder === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20']
      : ['-c:v', 'libvpx-vp9', '-crf', '31', '-b:v', '0', '-deadline', 'realtime'],
  ].flat()
}

function timeLimitOf(durationS = 0): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, durationS * 30_000 + 10 * MINUTE_MS))
}

function percentOf(microseconds: number, durationS = 0): number {
  if (!Number.isFinite(microseconds) || durationS <= 0) return 0
  return Math.max(0, Math.min(99, Math.floor(microseconds / 1e4 / durationS)))
}
