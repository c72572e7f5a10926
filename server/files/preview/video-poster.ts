import { spawn } from 'node:child_process'
import { AppError } from '../../../shared/app-error.ts'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { posterTimeS } from '../../../shared/media/poster-time.ts'
import { demuxers } from '../ffmpeg/demuxers.ts'
import { PREVIEW_PX } from './preview-plan.ts'

const TIME_LIMIT_MS = 30_000

export type Clip = {
  path: string
  type: string
  facts: Pick<Facts, 'durationS' | 'width' | 'height'>
}

/** One frame that ffmpeg is to write: when it is shown, what is done to it, and where it goes. */
export type Still = { atS: number; filter: string; output: string[] }

/**
 * A still of a video by ffmpeg, as WebP, unless `atS` says when that of its poster.
 *
 * @throws AppError `file/unreadable` where ffmpeg is not installed, does not know the format or fails
 */
export async function makePoster(clip: Clip & { atS?: number }, target: string): Promise<void> {
  const size = `scale='min(${PREVIEW_PX},iw)':'min(${PREVIEW_PX},ih)':force_original_aspect_ratio=decrease`
  await drawStills(clip, [
    {
      atS: clip.atS ?? posterTimeS(clip.facts.durationS ?? 0),
      filter: `scale=iw*sar:ih,setsar=1,${size}`,
      output: ['-c:v', 'libwebp', '-quality', '80', '-f', 'webp', '-y', target],
    },
  ])
}

/**
 * Writes frames of a clip. One program draws them all, each sought and decoded by itself: to start it takes longer
 * than to draw one. A frame that is not there leaves an empty file or none.
 *
 * @throws as `makePoster`
 */
export async function drawStills({ path, type }: Clip, stills: Still[]): Promise<void> {
  const demuxer = demuxers[type]
  if (demuxer === undefined) throw unreadable('No still can be made of this kind of video.')
  const alone = ['-threads', '1', '-protocol_whitelist', 'file', '-f', demuxer]
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-timelimit',
    '30',
    ...stills.flatMap(({ atS }) => [...alone, '-ss', atS.toFixed(3), '-i', path]),
    ...stills.flatMap(({ filter, output }, at) => [
      '-map',
      `${at}:v:0`,
      '-frames:v',
      '1',
      '-vf',
      filter,
      '-map_metadata',
      '-1',
      ...output,
    ]),
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
