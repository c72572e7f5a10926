import { happens } from '../files/make-poster.ts'

/**
 * The frame of a clip at a time as this browser plays it, as a `data:` address; null where it cannot be played. Frames
 * are not counted, for which some files have to be read from end to end.
 */
export async function playedFrame(address: string, timeS: number): Promise<string | null> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  video.src = address
  try {
    await happens(video, 'loadedmetadata')
    video.currentTime = timeS
    await happens(video, 'seeked')
    const { videoWidth, videoHeight } = video
    if (videoWidth === 0) return null
    const canvas = document.createElement('canvas')
    canvas.width = videoWidth
    canvas.height = videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.95)
  } catch {
    return null
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}
