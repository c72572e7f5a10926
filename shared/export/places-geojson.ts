import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { cutAtAntimeridian } from '../geo/antimeridian.ts'
import type { LatLon } from '../geo/footprint.ts'
import { placesOf, type ExportedPlace } from './places.ts'

/** Every place of the board as GeoJSON (RFC 7946): claimed and established ones apart, each with its precision. */
export function placesGeoJson(board: ExportedBoard): ExportedFile {
  const features = board.evidence.flatMap(placesOf).map((place) => ({
    type: 'Feature',
    geometry: geometryOf(place),
    properties: {
      id: place.evidence.id,
      what: place.what,
      ...Object.fromEntries(place.said),
    },
  }))
  const collection = {
    type: 'FeatureCollection',
    name: `${board.title}, ${board.moment}`,
    features,
  }
  return {
    name: `${fileNameOf(board, 'places')}.geojson`,
    type: 'application/geo+json',
    text: `${JSON.stringify(collection, null, 2)}\n`,
  }
}

function geometryOf({ points, isOutline }: ExportedPlace) {
  if (!isOutline) return { type: 'Point', coordinates: points.map(positionOf)[0] }
  const rings = cutAtAntimeridian(points).map(ringOf)
  return rings.length === 1
    ? { type: 'Polygon', coordinates: rings }
    : { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) }
}

function positionOf({ lat, lon }: LatLon): number[] {
  return [lon, lat]
}

function ringOf(outline: readonly LatLon[]): number[][] {
  const positions = outline.map(positionOf)
  const ring = [...positions, ...positions.slice(0, 1)]
  return isCounterclockwise(ring) ? ring : ring.toReversed()
}

/** As RFC 7946 wants an outer ring. */
function isCounterclockwise(ring: number[][]): boolean {
  let area = 0
  for (const [at, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? []
    area += x * nextY - nextX * y
  }
  return area >= 0
}
