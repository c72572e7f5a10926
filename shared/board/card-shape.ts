import { T } from '@tldraw/validate'
import type { RecordProps, TLBaseShape } from '@tldraw/tlschema'

/** The picture of an item of evidence on the canvas. Taking the card away leaves the evidence. */
export type CardShape = TLBaseShape<'card', CardProps>

export type CardProps = {
  w: number
  h: number
  /** The evidence this card shows: `evidence:…`. The record may be missing (withdrawn, not yet here). */
  evidenceId: string
  /** Where a video card stands, in seconds of media time, so that pictures of the board match it. */
  mediaTimeS: number
}

export const cardShapeProps: RecordProps<CardShape> = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  evidenceId: T.string,
  mediaTimeS: T.positiveNumber,
}
