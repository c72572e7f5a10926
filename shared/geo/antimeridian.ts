import type { LatLon } from './footprint.ts'

const TURN = 360

/**
 * An outline as one or more that each lie between −180° and 180°: cut where it crosses the antimeridian, as GeoJSON
 * (RFC 7946, 3.1.9) and KML want it. Longitudes may lie beyond ±180°, and run on without a leap.
 */
export function cutAtAntimeridian(outline: readonly LatLon[]): LatLon[][] {
  const lons = outline.map(({ lon }) => lon)
  const first = Math.floor((Math.min(...lons) + 180) / TURN)
  const last = Math.ceil((Math.max(...lons) - 180) / TURN)
  const pieces: LatLon[][] = []
  for (let turn = first; turn <= last; turn++) {
    const [west, east] = [turn * TURN - 180, turn * TURN + 180]
    const piece = clipped(clipped(outline, west, 1), east, -1)
    if (piece.length > 2)
      pieces.push(piece.map(({ lat, lon }) => ({ lat, lon: lon - turn * TURN })))
  }
  return pieces
}

/** What lies east (1) or west (-1) of a meridian (Sutherland and Hodgman). */
function clipped(outline: readonly LatLon[], meridian: number, side: 1 | -1): LatLon[] {
  const isIn = ({ lon }: LatLon) => (lon - meridian) * side >= 0
  const kept: LatLon[] = []
  for (const [at, to] of outline.entries()) {
    const from = outline.at(at - 1) ?? to
    if (isIn(from) !== isIn(to)) {
      const share = (meridian - from.lon) / (to.lon - from.lon)
      kept.push({ lat: from.lat + (to.lat - from.lat) * share, lon: meridian })
    }
    if (isIn(to)) kept.push(to)
  }
  return kept.some(({ lon }) => lon !== meridian) ? kept : []
}
