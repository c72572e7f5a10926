import { readFile, rm } from 'node:fs/promises'
import { hashTimesOf } from '../../../shared/media/frame-times.ts'
import type { Hashes } from '../../../shared/media/hashes.ts'
import { HASH_ALGORITHM, hashOf, LUMA_SIDE } from '../../../shared/media/picture-hash.ts'
import { drawStills, type Clip } from './video-poster.ts'

/** Pixels of frames that are decoded side by side: all eight of a clip in HD, two of one in 4K. */
const PIXELS_AT_ONCE = 8 * 1920 * 1080

/** Hashes of frames over the length of a clip, by ffmpeg. Frames that cannot be decoded are left out. */
export async function videoHashes(clip: Clip, target: string): Promise<Hashes | undefined> {
  const { durationS = 0, width = 1920, height = 1080 } = clip.facts
  const together = Math.max(1, Math.floor(PIXELS_AT_ONCE / (width * height)))
  const times = hashTimesOf(durationS)
  const frames: Hashes['frames'] = []
  for (let from = 0; from < times.length; from += together)
    frames.push(...(await hashesAt(clip, times.slice(from, from + together), target)))
  return frames.length > 0 ? { algorithm: HASH_ALGORITHM, frames } : undefined
}

async function hashesAt(clip: Clip, times: number[], target: string): Promise<Hashes['frames']> {
  const wanted = times.map((timeS, at) => ({ timeS, path: `${target}.${at}.luma` }))
  const stills = wanted.map(({ timeS, path }) => ({
    atS: timeS,
    filter: `scale=${LUMA_SIDE}:${LUMA_SIDE}:flags=area,format=gray`,
    output: ['-c:v', 'rawvideo', '-f', 'rawvideo', '-y', path],
  }))
  const frames: Hashes['frames'] = []
  try {
    // Where one frame cannot be drawn the others may have been.
    await drawStills(clip, stills).catch(() => undefined)
    for (const { timeS, path } of wanted) {
      const hash = await hashOfFile(path).catch(() => null)
      if (hash !== null) frames.push({ timeS, hash })
    }
  } finally {
    await Promise.all(wanted.map(({ path }) => rm(path, { force: true })))
  }
  return frames
}

async function hashOfFile(path: string): Promise<string | null> {
  const pixels = await readFile(path)
  if (pixels.length !== LUMA_SIDE * LUMA_SIDE) return null
  return hashOf({ pixels, w: LUMA_SIDE, h: LUMA_SIDE })
}
