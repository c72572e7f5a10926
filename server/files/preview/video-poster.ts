import { spawn } from 'node:child_process'
import { AppError } from '../../../shared/app-error.ts'
import { PREVIEW_PX } from './preview-plan.ts'

/** ffmpeg's own name for the container: given, so that it never guesses a format that opens other files. */
const demuxers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/x-m4v': 'mov',
  'video/3gpp': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'video/x-msvideo': 'avi',
  'video/mp2t': 'mpegts',
  'video/mpeg': 'mpeg',
  'video/ogg': 'ogg',
}

const TIME_LIMIT_MS = 30_000

export type Clip = { path: string; type: string; durationS?: number }

/**
 * A still of a video by ffmpeg, a tenth into it but at most one second, as WebP.
 *
 * @throws AppError `file/unreadable` where ffmpeg is not installed, does not know the format or fails
 */
export async function makePoster(clip: Clip, target: string): Promise<void> {
  const size = `scale='min(${PREVIEW_PX},iw)':'min(${PREVIEW_PX},ih)':force_original_aspect_ratio=decrease`
  await drawFrame(clip, {
    atS: Math.min(1, (clip.durationS ?? 0) / 10),
    filter: `scale=iw*sar:ih,setsar=1,${size}`,
    output: ['-c:v', 'libwebp', '-quality', '80', '-f', 'webp', '-y', target],
  })
}

/** Writes one frame. @throws as `makePoster` */
export async function drawFrame(
  { path, type }: Clip,
  { atS, filter, output }: { atS: number; filter: string; output: string[] },
): Promise<void> {
  const demuxer = demuxers[type]
  if (demuxer === undefined) throw unreadable('No still can be made of this kind of video.')
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-timelimit',
    '30',
    '-threads',
    '1',
    '-protocol_whitelist',
    'file',
    '-f',
    demuxer,
    '-ss',
    atS.toFixed(3),
    '-i',
    path,
    '-map',
    '0:v:0',
    '-frames:v',
    '1',
    '-vf',
    filter,
    '-map_metadata',
    '-1',
    ...output,
  ])
}

/** Nothing of our environment is handed on, and the process ends when its time is up. */
function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] },
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
    })
    child.once('error', (cause) => reject(unreadable('No still could be made here.', cause)))
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(unreadable('No still could be made of the video.')),
    )
  })
}

function unreadable(sentence: string, cause?: unknown): AppError {
  return new AppError('file/unreadable', sentence, { cause })
}
