import { posterTimeS } from '../../shared/media/poster-time.ts'

/** Longest side of a poster, pixels. */
const POSTER_PX = 1280
/** A clip that tells nothing in this time is not decoded here. */
const PATIENCE_MS = 15_000

/** A still of a clip, made by this browser; null where it cannot decode it. */
export async function makePoster(clip: File): Promise<Blob | null> {
  const opened = openClip(clip)
  const { video } = opened
  try {
    await happens(video, 'loadedmetadata')
    if (video.videoWidth === 0) return null
    const lengthS = Number.isFinite(video.duration) ? video.duration : 0
    video.currentTime = posterTimeS(lengthS)
    await happens(video, 'seeked')
    return await pictureOf(video)
  } catch {
    // What this browser cannot decode keeps its card without a picture, which says so.
    return null
  } finally {
    opened.close()
  }
}

/** A clip to be looked at without being shown. */
export function openClip(clip: File): { video: HTMLVideoElement; close: () => void } {
  const address = URL.createObjectURL(clip)
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  video.src = address
  const close = () => {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(address)
  }
  return { video, close }
}

async function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video
  const scale = Math.min(1, POSTER_PX / Math.max(videoWidth, videoHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8))
}

/** Waits for what a clip tells; throws where it cannot be decoded. */
export function happens(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The clip tells nothing')), PATIENCE_MS)
    const done = (settle: () => void) => () => {
      clearTimeout(timer)
      settle()
    }
    video.addEventListener(event, done(resolve), { once: true })
    video.addEventListener(
      'error',
      done(() => reject(new Error('The clip cannot be decoded'))),
      {
        once: true,
      },
    )
  })
}
