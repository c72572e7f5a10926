import type { BoardPictures, Motif } from '../../board/picture/board-pictures.ts'
import type { PlacedText } from '../../board/picture/texts-in.ts'
import { asDataAddress } from '../../board/picture/small-enough.ts'
import type { PictureLayout } from './layout.ts'
import { cssFont } from './picture-fonts.ts'

export type Rect = { x: number; y: number; w: number; h: number }
export type Work = {
  signal: AbortSignal
  /** Hears which share of the drawing is done. */
  onDone: (share: number) => void
  /** Hears of the words on the board: where they stand, in pixels of the canvas from the drawing's corner. */
  onTexts?: (texts: PlacedText[]) => void
}

/**
 * Shapes that are drawn at once: the page stands still for as long as that takes, and what lies on the edge of two
 * tiles is drawn twice.
 */
const SHAPES_AT_ONCE = 250
/** Sides of a tile, in pixels of the picture. */
const SMALLEST_TILE = 512
const LARGEST_TILE = 8192

/**
 * Draws a piece of a picture, in pixels of the picture, onto a canvas of the piece's size. The board is drawn tile by
 * tile, and the page can do other things between two of them.
 *
 * @throws DOMException `AbortError`
 */
export async function paintPiece(
  piece: Rect,
  {
    pictures,
    motif,
    layout,
    scale,
    detail = scale,
    work,
  }: {
    pictures: BoardPictures
    motif: Motif
    layout: PictureLayout
    scale: number
    /** The scale for which pictures on cards are brought in, where it is larger. */
    detail?: number
    work: Work
  },
): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas')
  canvas.width = piece.w
  canvas.height = piece.h
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('There is no canvas to draw on')
  context.fillStyle = pictures.colours.canvas
  context.fillRect(0, 0, piece.w, piece.h)
  const board = inPixels(layout.drawing, scale)
  const tiles = tilesOf(overlap(board, piece), tileSide(pictures.count(motif), board))
  for (const [at, tile] of tiles.entries()) {
    work.signal.throwIfAborted()
    // oxlint-disable-next-line no-await-in-loop -- tile by tile, so that the page lives
    const drawn = await pictures.draw(motif, areaOf(tile, { board, motif, scale }), {
      scale: detail,
      wantsTexts: work.onTexts !== undefined,
    })
    // oxlint-disable-next-line no-await-in-loop
    if (drawn)
      await stamp(context, drawn.svg, { ...tile, x: tile.x - piece.x, y: tile.y - piece.y })
    if (drawn) work.onTexts?.(textsFrom(drawn.texts, { board, tile, scale }))
    work.onDone((at + 1) / tiles.length)
  }
  paintLegend(context, { piece, layout, scale, pictures })
  return canvas
}

/** The part of the canvas that a tile shows. */
function areaOf(
  tile: Rect,
  { board, motif: { area }, scale }: { board: Rect; motif: Motif; scale: number },
): Rect {
  return {
    x: area.x + (tile.x - board.x) / scale,
    y: area.y + (tile.y - board.y) / scale,
    w: tile.w / scale,
    h: tile.h / scale,
  }
}

/** A line that lies on two tiles belongs to the one that holds its middle. */
function textsFrom(
  texts: readonly PlacedText[],
  { board, tile, scale }: { board: Rect; tile: Rect; scale: number },
): PlacedText[] {
  const [w, h] = [tile.w / scale, tile.h / scale]
  const [left, top] = [(tile.x - board.x) / scale, (tile.y - board.y) / scale]
  return texts
    .filter((text) => {
      const [x, y] = [text.x + text.w / 2, text.y + text.h / 2]
      return x >= 0 && x < w && y >= 0 && y < h
    })
    .map((text) => ({ ...text, x: text.x + left, y: text.y + top }))
}

function tileSide(shapes: number, board: Rect): number {
  if (shapes <= SHAPES_AT_ONCE * 2) return LARGEST_TILE
  const area = (board.w * board.h) / Math.max(1, shapes / SHAPES_AT_ONCE)
  return Math.round(Math.min(LARGEST_TILE, Math.max(SMALLEST_TILE, Math.sqrt(area))))
}

/** A drawing as an image: only a `data:` address leaves the canvas readable afterwards. */
async function stamp(context: CanvasRenderingContext2D, svg: string, to: Rect): Promise<void> {
  const image = new Image()
  image.src = await asDataAddress(new Blob([svg], { type: 'image/svg+xml' }))
  await image.decode()
  context.drawImage(image, to.x, to.y, to.w, to.h)
}

function paintLegend(
  context: CanvasRenderingContext2D,
  {
    piece,
    layout: { legend },
    scale,
    pictures: { colours },
  }: { piece: Rect; layout: PictureLayout; scale: number; pictures: BoardPictures },
): void {
  if (!legend) return
  context.save()
  context.setTransform(scale, 0, 0, scale, legend.x * scale - piece.x, legend.y * scale - piece.y)
  context.fillStyle = colours.surface
  context.fillRect(0, 0, legend.w, legend.h)
  context.fillStyle = colours.line
  if (legend.y > 0) context.fillRect(0, 0, legend.w, 1.5)
  else context.fillRect(0, 0, 1.5, legend.h)
  for (const run of legend.layout.runs) {
    context.font = cssFont(run)
    context.direction = run.dir
    context.textAlign = 'left'
    context.fillStyle = colours[run.tone]
    context.fillText(run.text, run.x, run.y)
  }
  context.restore()
}

export function inPixels({ x, y, w, h }: Rect, scale: number): Rect {
  return { x: x * scale, y: y * scale, w: w * scale, h: h * scale }
}

function overlap(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  return {
    x,
    y,
    w: Math.min(a.x + a.w, b.x + b.w) - x,
    h: Math.min(a.y + a.h, b.y + b.h) - y,
  }
}

export function tilesOf({ x, y, w, h }: Rect, side: number): Rect[] {
  const tiles: Rect[] = []
  for (let top = 0; top < h; top += side)
    for (let left = 0; left < w; left += side)
      tiles.push({
        x: x + left,
        y: y + top,
        w: Math.min(side, w - left),
        h: Math.min(side, h - top),
      })
  return tiles
}
