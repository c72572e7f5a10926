import { VideoSampleSink, type InputVideoTrack, type VideoSample } from 'mediabunny'
import type { Frame, FrameReader } from './frame-reader.ts'
import { indexAt, lengthOf, type FrameTimes } from './frame-times.ts'
import { pictureOfFrame } from './video-frame-picture.ts'

/** Decoded frames kept: a step back costs nothing then. Few, for each is a whole picture. */
const MOST_KEPT = 8
/** A frame this little further on is reached by decoding on, not by starting anew from a key frame. */
const NEAR = 30

type Sequence = { next: number; samples: AsyncGenerator<VideoSample, void> }

/** Frames by WebCodecs, which decodes from the key frame before each. */
export class WebCodecsFrames implements FrameReader {
  readonly #times: FrameTimes
  readonly #sink: VideoSampleSink
  readonly #kept = new Map<number, VideoSample>()
  #sequence: Sequence | null = null
  #last = -1

  /** Null where this browser has no decoder for the clip, or may not use it (a page over plain http). */
  static async open(track: InputVideoTrack, times: FrameTimes): Promise<WebCodecsFrames | null> {
    if (!(await track.canDecode())) return null
    return new WebCodecsFrames(times, new VideoSampleSink(track, await decodingOf(track)))
  }

  private constructor(times: FrameTimes, sink: VideoSampleSink) {
    this.#times = times
    this.#sink = sink
  }

  async frame(index: number): Promise<Frame> {
    const sample = this.#kept.get(index) ?? (await this.#decode(index))
    this.#last = index
    return frameOf(sample.clone())
  }

  async *walk(indices: readonly number[]): AsyncGenerator<{ index: number; frame: Frame }> {
    const times = indices.map((index) => this.#within(index))
    let at = 0
    for await (const sample of this.#sink.samplesAtTimestamps(times)) {
      const index = indices[at++] ?? 0
      if (sample) yield { index, frame: frameOf(sample) }
    }
  }

  close(): void {
    this.#stop()
    for (const sample of this.#kept.values()) sample.close()
    this.#kept.clear()
  }

  async #decode(index: number): Promise<VideoSample> {
    const isOnward =
      this.#sequence && index >= this.#sequence.next && index - this.#sequence.next < NEAR
    if (!this.#sequence || !isOnward) {
      this.#stop()
      // Whoever steps back wants the frames before this one next.
      const isBackward = this.#last > index && this.#last - index <= MOST_KEPT
      const first = isBackward ? Math.max(0, index - MOST_KEPT + 2) : index
      this.#sequence = { next: first, samples: this.#sink.samples(this.#within(first)) }
    }
    const { samples } = this.#sequence
    for (;;) {
      const { value, done } = await samples.next()
      if (done || !value) break
      const found = indexAt(this.#times, value.timestamp)
      this.#sequence.next = found + 1
      this.#keep(found, value)
      if (found === index) return value
      if (found > index) break
    }
    this.#stop()
    throw new Error('This frame cannot be decoded')
  }

  #keep(index: number, sample: VideoSample): void {
    this.#kept.get(index)?.close()
    this.#kept.delete(index)
    this.#kept.set(index, sample)
    for (const [oldest, old] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break
      old.close()
      this.#kept.delete(oldest)
    }
  }

  /** A time a little inside a frame: some browsers round times to microseconds. */
  #within(index: number): number {
    const inside = Math.min(0.0005, lengthOf(this.#times, index) / 4)
    return (this.#times.startsS[index] ?? 0) + inside
  }

  #stop(): void {
    void this.#sequence?.samples.return()
    this.#sequence = null
  }
}

/** Software decoders do not run out of frames to hand out, and keep them where they can be read. */
async function decodingOf(
  track: InputVideoTrack,
): Promise<{ hardwareAcceleration?: 'prefer-software' }> {
  const config = await track.getDecoderConfig()
  if (!config) return {}
  const inSoftware = await VideoDecoder.isConfigSupported({
    ...config,
    hardwareAcceleration: 'prefer-software',
  }).catch(() => null)
  return inSoftware?.supported ? { hardwareAcceleration: 'prefer-software' } : {}
}

function frameOf(sample: VideoSample): Frame {
  return {
    draw: (context) => sample.draw(context, 0, 0, context.canvas.width, context.canvas.height),
    picture: async () => {
      const frame = sample.toVideoFrame()
      try {
        return await pictureOfFrame(frame)
      } finally {
        frame.close()
      }
    },
    close: () => sample.close(),
  }
}
