import type { Frame, FrameReader } from './frame-reader.ts'
import { indexAt, middleOf, type FrameTimes } from './frame-times.ts'
import { pictureOfFrame } from './video-frame-picture.ts'

const PATIENCE_MS = 10_000

/**
 * Frames by a `<video>` that nobody sees, sought to the middle of each frame and checked by the time of what it
 * then shows. For pages over plain http, where browsers keep WebCodecs' decoders back; the pixels are the same.
 */
export class ElementFrames implements FrameReader {
  readonly #times: FrameTimes
  readonly #video: HTMLVideoElement
  #turn: Promise<unknown> = Promise.resolve()

  /** Null where the browser cannot play the clip either. */
  static async open(address: string, times: FrameTimes): Promise<ElementFrames | null> {
    if (typeof VideoFrame === 'undefined') return null
    const video = document.createElement('video')
    video.muted = true
    video.preload = 'auto'
    video.src = address
    const isLoaded = await happens(video, 'loadeddata').catch(() => false)
    if (isLoaded && video.videoWidth > 0) return new ElementFrames(times, video)
    letGo(video)
    return null
  }

  private constructor(times: FrameTimes, video: HTMLVideoElement) {
    this.#times = times
    this.#video = video
  }

  frame(index: number): Promise<Frame> {
    const found = this.#turn.then(() => this.#seek(index))
    this.#turn = found.catch(() => {})
    return found
  }

  async *walk(indices: readonly number[]): AsyncGenerator<{ index: number; frame: Frame }> {
    for (const index of indices) {
      // One element shows one frame after the other.
      // oxlint-disable-next-line no-await-in-loop
      yield { index, frame: await this.frame(index) }
    }
  }

  close(): void {
    letGo(this.#video)
  }

  async #seek(index: number): Promise<Frame> {
    const sought = happens(this.#video, 'seeked')
    this.#video.currentTime = middleOf(this.#times, index)
    await sought
    const deadline = performance.now() + PATIENCE_MS
    for (;;) {
      const shown = new VideoFrame(this.#video)
      if (indexAt(this.#times, shown.timestamp / 1e6) === index) return frameOf(shown)
      shown.close()
      // A busy machine may show the frame a little after it says so.
      if (performance.now() > deadline) throw new Error('This frame cannot be decoded')
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function frameOf(shown: VideoFrame): Frame {
  return {
    draw: (context) => context.drawImage(shown, 0, 0, context.canvas.width, context.canvas.height),
    picture: () => pictureOfFrame(shown),
    close: () => shown.close(),
  }
}

function happens(video: HTMLVideoElement, event: string): Promise<true> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController()
    const fail = () => {
      stop.abort()
      reject(new Error('The clip cannot be decoded'))
    }
    const timer = setTimeout(fail, PATIENCE_MS)
    stop.signal.addEventListener('abort', () => clearTimeout(timer))
    video.addEventListener('error', fail, stop)
    video.addEventListener(
      event,
      () => {
        stop.abort()
        resolve(true)
      },
      stop,
    )
  })
}

function letGo(video: HTMLVideoElement): void {
  video.removeAttribute('src')
  video.load()
}
