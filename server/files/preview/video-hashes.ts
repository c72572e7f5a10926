import { readFile, rm } from 'node:fs/promises'
import { hashTimesOf } from '../../../shared/media/frame-times.ts'
import type { Hashes } from '../../../shared/media/hashes.ts'
import { HASH_ALGORITHM, hashOf, LUMA_SIDE } from '../../../shared/media/picture-hash.ts'
import { drawFrame, type Clip } from './video-poster.ts'

/** Hashes of frames over the length of a clip, by ffmpeg. Frames that cannot be decoded are left out. */
export async function videoHashes(clip: Clip, target: string): Promise<Hashes | undefined> {
  const path = `${target}.luma`
  const frames: Hashes['frames'] = []
  try {
    for (const timeS of hashTimesOf(clip.durationS ?? 0)) {
      const hash = await hashAt(clip, { path, timeS }).catch(() => null)
      if (hash !== null) frames.push({ timeS, hash })
    }
  } finally {
    await rm(path, { force: true })
  }
  return frames.length > 0 ? { algorithm: HASH_ALGORITHM, frames } : undefined
}

async function hashAt(
  clip: Clip,
  { path, timeS }: { path: string; timeS: number },
): Promise<string | null> {
  await drawFrame(clip, {
    atS: timeS,
    filter: `scale=${LUMA_SIDE}:${LUMA_SIDE}:flags=area,format=gray`,
    output: ['-c:v', 'rawvideo', '-f', 'rawvideo', '-y', path],
  })
  const pixels = await readFile(path)
  if (pixels.length !== LUMA_SIDE * LUMA_SIDE) return null
  return hashOf({ pixels, w: LUMA_SIDE, h: LUMA_SIDE })
}
