import geographiclib from 'geographiclib-geodesic'
import type { Point } from './matrix.ts'
import type { Placing } from './placing.ts'
import type { LonLat } from './plane.ts'

/** Lengths and areas on the WGS 84 ellipsoid, after C. F. F. Karney (2013), whatever the picture's projection does to them. */

const { WGS84 } = geographiclib.Geodesic

/** Metres along the ground, at the height of the ellipsoid. */
export function metresBetween(a: LonLat, b: LonLat): number {
  return WGS84.Inverse(a.lat, a.lon, b.lat, b.lon).s12 ?? Number.NaN
}

export type Measured = {
  value: number
  /** One standard deviation, in the value's unit; null where the placing cannot be checked. */
  error: number | null
}

/**
 * Length of a line through points of the picture, metres. The error is what `pointingPx` (how exactly a point can
 * be pointed at) and the fit of the picture leave; the picture's own distortion over hills is in nobody's figures.
 */
export function lengthOf(
  placing: Placing,
  points: readonly Point[],
  pointingPx: number,
): Measured | null {
  const places = placesOf(placing, points)
  if (!places || places.length < 2) return null
  let value = 0
  for (const [index, place] of places.entries()) {
    const before = places[index - 1]
    if (before) value += metresBetween(before, place)
  }
  const sigma = sigmaOf(placing, points, pointingPx)
  return { value, error: sigma === null ? null : sigma * Math.sqrt(points.length) }
}

/** Area within points of the picture, square metres. */
export function areaOf(
  placing: Placing,
  points: readonly Point[],
  pointingPx: number,
): Measured | null {
  const places = placesOf(placing, points)
  if (!places || places.length < 3) return null
  const polygon = WGS84.Polygon(false)
  for (const { lat, lon } of places) polygon.AddPoint(lat, lon)
  const { area } = polygon.Compute(false, true)
  if (area === undefined) return null
  const sigma = sigmaOf(placing, points, pointingPx)
  // Each corner moves the area by half the line between its neighbours.
  const lever = places.map((_, index) => {
    const [before, after] = [places.at(index - 1), places[(index + 1) % places.length]]
    return before && after ? metresBetween(before, after) / 2 : 0
  })
  return {
    value: Math.abs(area),
    error: sigma === null ? null : sigma * Math.hypot(...lever),
  }
}

/** Metres on the ground for one pixel at a point, along the row and down the column; null off the globe. */
export function resolutionAt(placing: Placing, at: Point): { x: number; y: number } | null {
  const along = (dx: number, dy: number) => {
    const from = placing.toLonLat({ x: at.x - dx, y: at.y - dy })
    const to = placing.toLonLat({ x: at.x + dx, y: at.y + dy })
    return from && to ? metresBetween(from, to) : Number.NaN
  }
  const resolution = { x: along(0.5, 0), y: along(0, 0.5) }
  return Number.isFinite(resolution.x) && Number.isFinite(resolution.y) ? resolution : null
}

/** Metres within which the place of one point is known against the ground; null where that is not known. */
export function positionErrorAt(placing: Placing, at: Point, pointingPx: number): number | null {
  const resolution = resolutionAt(placing, at)
  if (!resolution || placing.offsetM === null) return null
  return Math.hypot(Math.max(resolution.x, resolution.y) * pointingPx, placing.offsetM)
}

/** Degrees clockwise from the top of the picture to north, at a point of it; null off the globe. */
export function northAt(placing: Placing, at: Point): number | null {
  const place = placing.toLonLat(at)
  if (!place) return null
  const step = place.lat > 89.9 ? -1e-4 : 1e-4
  const further = placing.toPixel({ lon: place.lon, lat: place.lat + step })
  if (!further) return null
  const sign = Math.sign(step)
  const angle = (Math.atan2(sign * (further.x - at.x), -sign * (further.y - at.y)) * 180) / Math.PI
  return Object.is(angle, -0) ? 0 : angle
}

/** The longest length of 1, 2 or 5 times a power of ten that fits into so many pixels. */
export function scaleBar(
  metresPerPixel: number,
  mostPixels: number,
): { metres: number; pixels: number } | null {
  const most = metresPerPixel * mostPixels
  if (!Number.isFinite(most) || most <= 0) return null
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((each) => each * power <= most * (1 + 1e-9)) ?? 1) * power
  return { metres, pixels: metres / metresPerPixel }
}

function placesOf(placing: Placing, points: readonly Point[]): LonLat[] | null {
  const places = points.map((point) => placing.toLonLat(point)).filter((place) => place !== null)
  return places.length === points.length ? places : null
}

/** Metres by which one pointed-at place may lie off against another. */
function sigmaOf(placing: Placing, points: readonly Point[], pointingPx: number): number | null {
  if (placing.fitM === null) return null
  const each = points.map((point) => resolutionAt(placing, point))
  const coarsest = Math.max(...each.map((at) => (at ? Math.max(at.x, at.y) : Number.NaN)))
  return Number.isFinite(coarsest) ? Math.hypot(coarsest * pointingPx, placing.fitM) : null
}
