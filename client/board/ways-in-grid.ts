export type Point = { x: number; y: number }
export type Size = { w: number; h: number }
export type Box = Point & Size

/** The canvas, as far as new things need it. */
export type Place = {
  /** Where things of these sizes go: their top left corners, and the page they lie on. */
  find(sizes: readonly Size[], at?: Point): { corners: Point[]; pageId?: string }
  /** Moves the view where they would otherwise not be seen. */
  reveal(boxes: readonly Box[]): void
}

const GAP = 24
const STEP = 40
const MOST_STEPS = 60

/**
 * Top left corners for things of these sizes, in rows, the whole centred on a point. The grid is about as wide as
 * high, and rows are as high as their tallest thing.
 */
export function gridAround(centre: Point, sizes: readonly Size[]): Point[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(sizes.length)))
  const rows = Array.from({ length: Math.ceil(sizes.length / columns) }, (_, row) =>
    sizes.slice(row * columns, (row + 1) * columns),
  )
  const columnWidth = Math.max(0, ...sizes.map(({ w }) => w))
  const heights = rows.map((row) => Math.max(...row.map(({ h }) => h)))
  const widest = Math.min(columns, sizes.length) * (columnWidth + GAP) - GAP
  const total = heights.reduce((sum, height) => sum + height + GAP, -GAP)
  let top = centre.y - total / 2
  return rows.flatMap((row, index) => {
    const y = top
    top += (heights[index] ?? 0) + GAP
    return row.map((_, column) => ({ x: centre.x - widest / 2 + column * (columnWidth + GAP), y }))
  })
}

/**
 * The centre nearest to the one wanted where the grid lies on nothing, within `view` if there is room in it; the
 * wanted one if there is none near.
 */
export function freeCentre(
  wanted: Point,
  sizes: readonly Size[],
  { taken, view }: { taken: readonly Box[]; view?: Box },
): Point {
  const near = taken.filter((box) => overlaps(box, reachOf(wanted, sizes)))
  const boxesAt = (centre: Point) =>
    gridAround(centre, sizes).map((corner, index) => ({
      ...corner,
      ...(sizes[index] ?? { w: 0, h: 0 }),
    }))
  const isFree = (boxes: Box[]) => boxes.every((box) => !near.some((other) => overlaps(box, other)))
  let outOfView: Point | null = null
  for (let ring = 0; ring <= MOST_STEPS; ring++) {
    for (const centre of ringAround(wanted, ring * STEP)) {
      const boxes = boxesAt(centre)
      if (!isFree(boxes)) continue
      if (!view || boxes.every((box) => isWithin(box, view))) return centre
      outOfView ??= centre
    }
  }
  return outOfView ?? wanted
}

/** Everything that a grid could come to lie on while a place is looked for. */
function reachOf({ x, y }: Point, sizes: readonly Size[]): Box {
  const far = MOST_STEPS * STEP + sizes.reduce((sum, { w, h }) => sum + Math.max(w, h) + GAP, 0)
  return { x: x - far, y: y - far, w: 2 * far, h: 2 * far }
}

/** Points at a distance, right and below first: that is where people look for what comes next. */
function ringAround({ x, y }: Point, distance: number): Point[] {
  if (distance === 0) return [{ x, y }]
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => (eighth * Math.PI) / 4)
  return turns.map((turn) => ({
    x: x + Math.cos(turn) * distance,
    y: y + Math.sin(turn) * distance,
  }))
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.w + GAP / 2 &&
    b.x < a.x + a.w + GAP / 2 &&
    a.y < b.y + b.h + GAP / 2 &&
    b.y < a.y + a.h + GAP / 2
  )
}

function isWithin(a: Box, b: Box): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h
}
