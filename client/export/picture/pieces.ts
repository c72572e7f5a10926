import { tilesOf, type Rect } from './raster.ts'
import type { RasterFormat } from './encode.ts'

/** Sides and pixels that browsers of today hold in one canvas, and that other programs open without complaint. */
const MOST_SIDE = 16_000
const MOST_PIXELS = 120_000_000
/** Of a picture that has to be cut into several. */
const PIECE_SIDE = 8_000

export type PicturePlan =
  | { is: 'whole'; w: number; h: number }
  /** Too large for one picture: pieces that fit edge to edge, and how many there are across and down. */
  | { is: 'pieces'; w: number; h: number; pieces: Rect[]; across: number; down: number }

/** Into how many pieces a picture goes. No picture is ever made smaller than was asked. */
export function planOf(
  layout: { w: number; h: number },
  { scale, canHold = canvasHolds }: { scale: number; canHold?: typeof canvasHolds },
): PicturePlan {
  const [w, h] = [Math.round(layout.w * scale), Math.round(layout.h * scale)]
  if (w <= MOST_SIDE && h <= MOST_SIDE && w * h <= MOST_PIXELS && canHold(w, h))
    return { is: 'whole', w, h }
  const side = canHold(PIECE_SIDE, PIECE_SIDE) ? PIECE_SIDE : PIECE_SIDE / 2
  const pieces = tilesOf({ x: 0, y: 0, w, h }, side)
  return { is: 'pieces', w, h, pieces, across: Math.ceil(w / side), down: Math.ceil(h / side) }
}

/** Browsers say nothing where a canvas is too large for them: it stays empty. */
export function canvasHolds(w: number, h: number): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  const context = canvas.getContext('2d', { willReadFrequently: false })
  if (!context) return false
  context.fillRect(w - 1, h - 1, 1, 1)
  const isDrawn = context.getImageData(w - 1, h - 1, 1, 1).data[3] === 255
  canvas.width = 0
  canvas.height = 0
  return isDrawn
}

/** `row-2-column-3.png`, counted from 1 and written so that they sort. */
export function pieceName(
  at: number,
  { across, down, format }: { across: number; down: number; format: RasterFormat },
): string {
  const number = (index: number, of: number) => String(index + 1).padStart(String(of).length, '0')
  const [row, column] = [Math.floor(at / across), at % across]
  return `row-${number(row, down)}-column-${number(column, across)}.${extensionOf(format)}`
}

export function extensionOf(format: RasterFormat): string {
  return format === 'jpeg' ? 'jpg' : format
}
