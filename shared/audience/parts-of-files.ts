import type { TLShape } from '@tldraw/tlschema'
import { z } from 'zod'

/** Of a picture what its shape leaves of it, as shares of the sides of the picture as it is seen upright. */
export type Crop = { left: number; top: number; width: number; height: number; isRound: boolean }

/** What is drawn for an audience of a file that it must not be given as a whole: a part of a picture, a clip's frame. */
export type PartOfFile = { of: string; crop: Crop } | { of: string; atS: number }

const point = z.object({ x: z.number(), y: z.number() })
const imageProps = z.object({
  flipX: z.boolean(),
  flipY: z.boolean(),
  crop: z
    .object({ topLeft: point, bottomRight: point, isCircle: z.boolean().default(false) })
    .nullable(),
})

/** By which a part is asked for until it is named (named-files.ts). */
export function keyOfPart(part: PartOfFile): string {
  if ('atS' in part) return `${part.of}#t=${part.atS.toFixed(3)}`
  const { left, top, width, height, isRound } = part.crop
  const numbers = [left, top, width, height].map((each) => each.toFixed(5))
  return `${part.of}#xywh=${numbers.join(',')}${isRound ? ',round' : ''}`
}

/** Null where the whole picture is seen. The canvas turns a picture over before it crops it; the file is as it was. */
export function cropOf(shape: TLShape): Crop | null {
  const { success, data } = imageProps.safeParse(shape.type === 'image' ? shape.props : null)
  if (!success || !data.crop) return null
  const { topLeft, bottomRight, isCircle } = data.crop
  const [left, right] = span(topLeft.x, bottomRight.x, data.flipX)
  const [top, bottom] = span(topLeft.y, bottomRight.y, data.flipY)
  const isAll = left === 0 && top === 0 && right === 1 && bottom === 1
  return isAll && !isCircle
    ? null
    : { left, top, width: right - left, height: bottom - top, isRound: isCircle }
}

function span(from: number, to: number, isTurnedOver: boolean): [number, number] {
  const [a, b] = isTurnedOver ? [1 - to, 1 - from] : [from, to]
  const within = (at: number) => Math.min(1, Math.max(0, at))
  return [within(a), Math.max(within(a), within(b))]
}
