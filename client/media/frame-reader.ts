import type { DecodedPicture } from './decoded-picture.ts'

/** One decoded frame, held in memory until it is closed. */
export type Frame = {
  /** Fills the context's canvas, turned and with square pixels. */
  draw(context: CanvasRenderingContext2D): void
  picture(): Promise<DecodedPicture>
  close(): void
}

/** Gives exactly the frame that is asked for, by its place in presentation order. One question at a time. */
export type FrameReader = {
  frame(index: number): Promise<Frame>
  /** Frames in rising order, each to be closed by who asked. */
  walk(indices: readonly number[]): AsyncGenerator<{ index: number; frame: Frame }>
  close(): void
}
