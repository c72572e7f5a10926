import { apply, fitAffine, inverse, type Affine, type Pair, type Point } from './matrix.ts'
import { resolutionAt } from './measure.ts'
import { cornersOf, type Placing, type Size } from './placing.ts'
import { planeAround, type LonLat, type Plane } from './plane.ts'

/** How one picture lies in a frame that several share. */
export type Layer = {
  size: Size
  /** From pixels of the picture to pixels of the frame. */
  affine: Affine
  /** Metres by which the affine transformation misses the exact one, at most, within the frame. */
  warpM: number
}

export type Alignment =
  | {
      is: 'aligned'
      by: 'place'
      /** Pixels of the frame, north up, all of one size. */
      frame: Size
      metresPerPixel: number
      layers: Layer[]
      /** Metres by which two of the pictures may lie off against each other; null where nobody knows. */
      registerM: number | null
      toLonLat: Placing['toLonLat']
    }
  | { is: 'aligned'; by: 'frame'; frame: Size; layers: Layer[] }
  /** They are placed, and have no ground in common. */
  | { is: 'apart' }

const MOST_PIXELS = 4096
const LEAST_PIXELS = 64

/** Lays placed pictures over each other on the ground they have in common. */
export function alignByPlace(placings: readonly Placing[]): Alignment {
  const outlines = placings.map(cornersOf)
  const all = outlines.flatMap((outline) => outline ?? [])
  if (all.length !== placings.length * 4 || all.length === 0) return { is: 'apart' }
  const smallest = smallestOf(placings)
  const centre = smallest?.toLonLat({ x: smallest.size.w / 2, y: smallest.size.h / 2 })
  if (!smallest || !centre) return { is: 'apart' }
  const plane = planeAround(centre)
  const common = commonGround(placings, { plane, centre })
  if (!common) return { is: 'apart' }
  const finest = Math.min(
    ...placings.map((placing) => {
      const middle = placing.toPixel(centre) ?? { x: placing.size.w / 2, y: placing.size.h / 2 }
      const at = resolutionAt(placing, middle)
      return at ? Math.min(at.x, at.y) : Number.POSITIVE_INFINITY
    }),
  )
  const longest = Math.max(common.right - common.left, common.top - common.bottom)
  const metresPerPixel = Math.min(Math.max(finest, longest / MOST_PIXELS), longest / LEAST_PIXELS)
  if (!Number.isFinite(metresPerPixel) || metresPerPixel <= 0) return { is: 'apart' }
  const frame = {
    w: Math.max(1, Math.round((common.right - common.left) / metresPerPixel)),
    h: Math.max(1, Math.round((common.top - common.bottom) / metresPerPixel)),
  }
  const toGround = ({ x, y }: Point): Point => ({
    x: common.left + x * metresPerPixel,
    y: common.top - y * metresPerPixel,
  })
  const toFrame = ({ x, y }: Point): Point => ({
    x: (x - common.left) / metresPerPixel,
    y: (common.top - y) / metresPerPixel,
  })
  const layers: Layer[] = []
  for (const placing of placings) {
    const layer = layerOf(placing, { frame, plane, toGround, toFrame, metresPerPixel })
    if (!layer) return { is: 'apart' }
    layers.push(layer)
  }
  return {
    is: 'aligned',
    by: 'place',
    frame,
    metresPerPixel,
    layers,
    registerM: registerOf(placings, layers),
    toLonLat: (pixel) => plane.toLonLat(toGround(pixel)),
  }
}

/** Lays pictures over each other as they are: somebody says that they show the same frame. Nothing is measured. */
export function alignByFrame(sizes: readonly Size[]): Alignment {
  const [frame = { w: 1, h: 1 }] = sizes
  return {
    is: 'aligned',
    by: 'frame',
    frame,
    layers: sizes.map((size) => ({
      size,
      affine: [frame.w / size.w, 0, 0, 0, frame.h / size.h, 0],
      warpM: 0,
    })),
  }
}

type Frame = {
  frame: Size
  plane: Plane
  toGround: (pixel: Point) => Point
  toFrame: (ground: Point) => Point
  metresPerPixel: number
}

/** The best affine transformation over the frame, from a grid of points whose exact places are known. */
function layerOf(placing: Placing, grid: Frame): Layer | null {
  const pairs: Pair[] = []
  for (const to of gridOf(grid.frame)) {
    const place = grid.plane.toLonLat(grid.toGround(to))
    const from = place && placing.toPixel(place)
    if (from && Number.isFinite(from.x) && Number.isFinite(from.y)) pairs.push({ from, to })
  }
  const fit = fitAffine(pairs)
  if (!fit || !inverse(fit)) return null
  const missed = pairs.map(({ from, to }) => {
    const put = apply(fit, from)
    return Math.hypot(put.x - to.x, put.y - to.y)
  })
  const [a, b, c, d, e, f] = fit
  return {
    size: placing.size,
    affine: [a, b, c, d, e, f],
    warpM: Math.max(...missed) * grid.metresPerPixel,
  }
}

function gridOf({ w, h }: Size): Point[] {
  const steps = [0, 0.25, 0.5, 0.75, 1]
  return steps.flatMap((y) => steps.map((x) => ({ x: x * w, y: y * h })))
}

type Ground = { left: number; right: number; top: number; bottom: number }

/** Metres from a plane's middle beyond which its rectangles say nothing of the ground: a pole lies straight up. */
const WIDE_M = 1_000_000

/** The rectangle, north up, that the pictures have in common; null where they have none. */
function commonGround(
  placings: readonly Placing[],
  { plane, centre }: { plane: Plane; centre: LonLat },
): Ground | null {
  const outlines = placings.map((placing) => ({
    placing,
    corners: (cornersOf(placing) ?? []).flatMap((corner) => plane.fromLonLat(corner) ?? []),
  }))
  const isWide = (corners: readonly Point[]) =>
    corners.length < 4 || corners.some(({ x, y }) => Math.hypot(x, y) > WIDE_M)
  const areAllWide = outlines.every(({ corners }) => isWide(corners))
  let common: Ground | null = null
  for (const { placing, corners } of outlines) {
    // A picture of half the globe has corners that no local plane holds: it does not bound the others it lies under.
    if (isWide(corners) && !areAllWide) {
      if (!shows(placing, centre)) return null
      continue
    }
    if (corners.length < 4) continue
    const own: Ground = {
      left: Math.min(...corners.map(({ x }) => x)),
      right: Math.max(...corners.map(({ x }) => x)),
      bottom: Math.min(...corners.map(({ y }) => y)),
      top: Math.max(...corners.map(({ y }) => y)),
    }
    common = common
      ? {
          left: Math.max(common.left, own.left),
          right: Math.min(common.right, own.right),
          bottom: Math.max(common.bottom, own.bottom),
          top: Math.min(common.top, own.top),
        }
      : own
  }
  return common && common.right > common.left && common.top > common.bottom ? common : null
}

function shows(placing: Placing, place: LonLat): boolean {
  const { size } = placing
  const pixel = placing.toPixel(place)
  return pixel !== null && pixel.x >= 0 && pixel.x <= size.w && pixel.y >= 0 && pixel.y <= size.h
}

function smallestOf(placings: readonly Placing[]): Placing | undefined {
  const extent = (placing: Placing) => {
    const at = resolutionAt(placing, { x: placing.size.w / 2, y: placing.size.h / 2 })
    return at ? at.x * placing.size.w * at.y * placing.size.h : Number.POSITIVE_INFINITY
  }
  return placings.toSorted((a, b) => extent(a) - extent(b))[0]
}

function registerOf(placings: readonly Placing[], layers: readonly Layer[]): number | null {
  const parts: number[] = layers.map(({ warpM }) => warpM)
  // In one coordinate system all lie off by the same.
  const [first] = placings
  if (first && first.system !== null && placings.every(({ system }) => system === first.system))
    return Math.hypot(...parts)
  for (const { offsetM } of placings) {
    if (offsetM === null) return null
    parts.push(offsetM)
  }
  return Math.hypot(...parts)
}
