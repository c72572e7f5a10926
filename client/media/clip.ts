import { ALL_FORMATS, EncodedPacketSink, Input, UrlSource, type InputVideoTrack } from 'mediabunny'
import type { Crop } from '../../shared/evidence/references.ts'
import { colourOf, type Colour, type Turn } from './decoded-picture.ts'
import { ElementFrames } from './element-frames.ts'
import type { Frame, FrameReader } from './frame-reader.ts'
import { frameTimesOf, type FrameTimes } from './frame-times.ts'
import { pixelsOf, shownSize, type Pixels } from './pixels.ts'
import { WebCodecsFrames } from './webcodecs-frames.ts'

/** Why a clip cannot be looked at frame by frame. */
export type ClipProblem = 'unreadable' | 'no-picture' | 'undecodable'

export type ClipOpened =
  | { is: 'open'; clip: Clip }
  | { is: 'problem'; why: ClipProblem; codec?: string }

type Parts = {
  input: Input
  frames: FrameReader
  times: FrameTimes
  colour: Colour
  turn: Turn
}

/** A clip whose frames can be asked for one by one, read over HTTP by ranges: only what is needed is fetched. */
export class Clip {
  readonly times: FrameTimes
  /** Pixels as shown: turned, and square. */
  readonly size: { w: number; h: number }
  readonly #parts: Parts

  /** `onCounted` hears which share of the clip's frames has been found. Aborting lets go of the file. */
  static async open(
    address: string,
    { signal, onCounted }: { signal?: AbortSignal; onCounted?: (share: number) => void } = {},
  ): Promise<ClipOpened> {
    const source = new UrlSource(address, { getRetryDelay: (tries) => (tries < 4 ? 0.5 : null) })
    const input = new Input({ formats: ALL_FORMATS, source })
    signal?.addEventListener('abort', () => input.dispose(), { once: true })
    // Whatever a file makes its reader fail with, a person can do nothing but read that it failed.
    const opened = await openFrom(input, address, onCounted).catch((): ClipOpened => ({
      is: 'problem',
      why: 'unreadable',
    }))
    if (opened.is === 'problem') input.dispose()
    return opened
  }

  constructor(parts: Parts) {
    this.#parts = parts
    this.times = parts.times
    this.size = shownSize(parts.turn)
  }

  get count(): number {
    return this.times.startsS.length
  }

  /** @throws Error where the frame is damaged or the file cannot be reached */
  frame(index: number): Promise<Frame> {
    return this.#parts.frames.frame(index)
  }

  /** Frames in rising order of their index. */
  walk(indices: readonly number[]): AsyncGenerator<{ index: number; frame: Frame }> {
    return this.#parts.frames.walk(indices)
  }

  /** The pixels of a frame as shown, the same in every browser: see `pixelsOf`. */
  async pixels(frame: Frame, crop: Crop | null): Promise<Pixels> {
    const { colour, turn } = this.#parts
    return pixelsOf(await frame.picture(), { colour, turn, crop })
  }

  close(): void {
    this.#parts.frames.close()
    this.#parts.input.dispose()
  }
}

async function openFrom(
  input: Input,
  address: string,
  onCounted: ((share: number) => void) | undefined,
): Promise<ClipOpened> {
  const track = await input.getPrimaryVideoTrack()
  if (!track) return { is: 'problem', why: 'no-picture' }
  const times = await frameTimesOfTrack(track, onCounted)
  if (times.startsS.length === 0) return { is: 'problem', why: 'no-picture' }
  const frames =
    (await WebCodecsFrames.open(track, times)) ?? (await ElementFrames.open(address, times))
  const codec = (await track.getCodec()) ?? undefined
  if (!frames) return { is: 'problem', why: 'undecodable', ...(codec !== undefined && { codec }) }
  const colour = await colourOfTrack(track)
  return {
    is: 'open',
    clip: new Clip({ input, frames, times, colour, turn: await turnOf(track) }),
  }
}

/** Packets counted between two looks at the clock. */
const AT_ONCE = 2_000

export async function frameTimesOfTrack(
  track: InputVideoTrack,
  onCounted?: (share: number) => void,
): Promise<FrameTimes> {
  const lengthS = (await track.getDurationFromMetadata()) ?? 0
  const packets: { timestamp: number; duration: number }[] = []
  const sink = new EncodedPacketSink(track)
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timestamp: packet.timestamp, duration: packet.duration })
    if (packets.length % AT_ONCE === 0 && lengthS > 0)
      onCounted?.(Math.min(1, packet.timestamp / lengthS))
  }
  return frameTimesOf(packets)
}

async function colourOfTrack(track: InputVideoTrack): Promise<Colour> {
  const { matrix, fullRange } = await track.getColorSpace()
  return colourOf({ matrix, fullRange }, await track.getCodedHeight())
}

async function turnOf(track: InputVideoTrack): Promise<Turn> {
  return {
    rotationDeg: await track.getRotation(),
    isMirrored: await track.getFlip(),
    squareW: await track.getSquarePixelWidth(),
    squareH: await track.getSquarePixelHeight(),
  }
}
