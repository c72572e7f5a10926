import type { Evidence } from '../evidence/kinds.ts'
import type { ControlPoint, Crs, Georeference } from '../evidence/georeference.ts'
import { valueOf } from '../evidence/values.ts'
import {
  apply,
  fitAffine,
  fitProjective,
  fitSimilarity,
  inverse,
  matrixOf,
  residualsOf,
  type Matrix,
  type Pair,
  type Point,
} from './matrix.ts'
import { degrees, planeAround, planeOf, type LonLat, type Plane } from './plane.ts'

export type Size = { w: number; h: number }

/** How a picture's pixels (of the original, from its upper left corner) and places on the globe belong together. */
export type Placing = {
  from: 'file' | Georeference['from']
  size: Size
  toLonLat(pixel: Point): LonLat | null
  toPixel(place: LonLat): Point | null
  /** Metres by which the whole may lie off, as far as it is known: the datum, the fit. Null where nobody knows. */
  offsetM: number | null
  /** Metres by which two points of the picture may lie off against each other: the fit. Null where it cannot be checked. */
  fitM: number | null
  /** The definition of the coordinate system it is given in; null for points. Its offset is the same for all in it. */
  system: string | null
  /** For control points: metres by which each misses a plainer fit than the one used. Empty where none can be checked. */
  residualsM: number[]
}

/** Why a picture has no place. */
export type Unplaced = 'nothing-stated' | 'no-crs' | 'too-few-points' | 'impossible' | 'no-size'

/** Where a picture lies. What people set goes before what the file states; a world file without a system says nothing. */
export function placingOf(evidence: Evidence): Placing | Unplaced {
  const facts = valueOf(evidence, 'facts', 'facts')
  if (facts?.width === undefined || facts.height === undefined) return 'no-size'
  const size = { w: facts.width, h: facts.height }
  const set = valueOf(evidence, 'georeference', 'georeference')
  if (set) return placingBy(set, size)
  const { affine, crs } = facts.raster ?? {}
  if (!affine || !crs) return 'nothing-stated'
  return onMap(
    { from: 'file', size, matrix: matrixOf(affine), plane: planeOf(crs.definition) },
    crs,
  )
}

/** The same, asked as yes or no. */
export function placed(evidence: Evidence): Placing | null {
  const placing = placingOf(evidence)
  return typeof placing === 'string' ? null : placing
}

export function placingBy(set: Georeference, size: Size): Placing | Unplaced {
  switch (set.from) {
    case 'world-file':
      if (!set.crs) return 'no-crs'
      return onMap(
        { from: set.from, size, matrix: matrixOf(set.affine), plane: planeOf(set.crs.definition) },
        set.crs,
      )
    case 'kml': {
      const [a, b, c, d] = set.corners
      const at = (x: number, y: number, [lon, lat]: readonly [number, number]): ControlPoint => ({
        x,
        y,
        lon,
        lat,
      })
      return throughPoints('kml', size, [at(0, 0, a), at(1, 0, b), at(1, 1, c), at(0, 1, d)])
    }
    case 'control-points':
      return throughPoints('control-points', size, set.points)
  }
}

function onMap(
  { from, size, matrix, plane }: Fit & { plane: Plane | null },
  crs: Crs,
): Placing | Unplaced {
  const { accuracyM } = crs
  if (!plane) return 'impossible'
  return placing(
    { from, size, matrix, plane },
    { offsetM: accuracyM, fitM: 0, residualsM: [], system: crs.definition },
  )
}

type Fit = { from: Placing['from']; size: Size; matrix: Matrix }
type Errors = Pick<Placing, 'offsetM' | 'fitM' | 'residualsM' | 'system'>

/** Beyond this many degrees the ground is not flat enough for one local plane. */
const FLAT_DEGREES = 3

/**
 * Two points turn, scale and move the picture; three also shear it, four and more also tilt it. Each fits exactly
 * as many points as it takes, so how good the points are is told by how far they miss the next plainer fit.
 */
function throughPoints(
  from: Placing['from'],
  size: Size,
  points: readonly ControlPoint[],
): Placing | Unplaced {
  if (points.length < 2) return 'too-few-points'
  const plane = planeThrough(points)
  const pairs: Pair[] = []
  for (const point of points) {
    const to = plane.fromLonLat(point)
    if (to) pairs.push({ from: { x: point.x * size.w, y: point.y * size.h }, to })
  }
  const [fit, plainer] = fitsFor(pairs)
  if (!fit) return 'impossible'
  const metres = plane === degrees ? 111_320 : 1
  const residualsM = plainer ? residualsOf(plainer, pairs).map((each) => each * metres) : []
  // Corners that a file gives are not pointed at by anybody: nothing is to be checked in them.
  const isChecked = from === 'control-points' && residualsM.length > 0
  const fitM = from === 'kml' ? 0 : isChecked ? rootMeanSquare(residualsM) : null
  const errors = { offsetM: from === 'kml' ? null : fitM, fitM }
  return placing(
    { from, size, matrix: fit, plane },
    { ...errors, residualsM: isChecked ? residualsM : [], system: null },
  )
}

function fitsFor(pairs: readonly Pair[]): [Matrix | null, Matrix | null] {
  if (pairs.length === 2) return [fitSimilarity(pairs), null]
  if (pairs.length === 3) return [fitAffine(pairs), fitSimilarity(pairs)]
  return [fitProjective(pairs), fitAffine(pairs)]
}

function planeThrough(points: readonly ControlPoint[]): Plane {
  const lons = points.map(({ lon }) => lon)
  const lats = points.map(({ lat }) => lat)
  const span = Math.max(
    Math.max(...lons) - Math.min(...lons),
    Math.max(...lats) - Math.min(...lats),
  )
  if (span > FLAT_DEGREES) return degrees
  return planeAround({ lon: mean(lons), lat: mean(lats) })
}

function placing(
  { from, size, matrix, plane }: Fit & { plane: Plane },
  errors: Errors,
): Placing | Unplaced {
  const back = inverse(matrix)
  if (!back) return 'impossible'
  const made: Placing = {
    from,
    size,
    ...errors,
    toLonLat: (pixel) => {
      const on = apply(matrix, pixel)
      return Number.isFinite(on.x) && Number.isFinite(on.y) ? plane.toLonLat(on) : null
    },
    toPixel: (place) => {
      const on = plane.fromLonLat(place)
      return on && apply(back, on)
    },
  }
  return made.toLonLat({ x: size.w / 2, y: size.h / 2 }) ? made : 'impossible'
}

/** Upper left, upper right, lower right, lower left; null where one is off the globe. */
export function cornersOf(placing: Pick<Placing, 'toLonLat' | 'size'>): LonLat[] | null {
  const { w, h } = placing.size
  const corners = [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ].map((corner) => placing.toLonLat(corner))
  const known = corners.filter((corner) => corner !== null)
  return known.length === 4 ? known : null
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)))
}
