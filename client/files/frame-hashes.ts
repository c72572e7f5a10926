import { hashTimesOf } from '../../shared/media/frame-times.ts'
import type { Hashes } from '../../shared/media/hashes.ts'
import { HASH_ALGORITHM, hashOf, LUMA_SIDE } from '../../shared/media/picture-hash.ts'
import { happens, openClip } from './make-poster.ts'

/** Hashes of frames over the length of a clip, made by this browser; null where it cannot decode it. */
export async function makeFrameHashes(clip: File): Promise<Hashes | null> {
  const opened = openClip(clip)
  const { video } = opened
  const frames: Hashes['frames'] = []
  try {
    await happens(video, 'loadedmetadata')
    if (video.videoWidth === 0) return null
    for (const timeS of hashTimesOf(video.duration)) {
      video.currentTime = timeS
      await happens(video, 'seeked')
      const hash = hashOf({ pixels: lumaOf(video), w: LUMA_SIDE, h: LUMA_SIDE })
      if (hash !== null) frames.push({ timeS, hash })
    }
  } catch {
    // What was hashed before the clip went bad still tells something.
  } finally {
    opened.close()
  }
  return frames.length > 0 ? { algorithm: HASH_ALGORITHM, frames } : null
}

function lumaOf(video: HTMLVideoElement): Uint8ClampedArray {
  const canvas = document.createElement('canvas')
  canvas.width = LUMA_SIDE
  canvas.height = LUMA_SIDE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas to draw on')
  context.imageSmoothingQuality = 'high'
  context.drawImage(video, 0, 0, LUMA_SIDE, LUMA_SIDE)
  const { data } = context.getImageData(0, 0, LUMA_SIDE, LUMA_SIDE)
  const luma = new Uint8ClampedArray(LUMA_SIDE * LUMA_SIDE)
  for (let at = 0; at < luma.length; at++) {
    const [r = 0, g = 0, b = 0] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]]
    luma[at] = 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  return luma
}
