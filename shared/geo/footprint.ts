import type { Evidence } from '../evidence/kinds.ts'
import { valueOf } from '../evidence/values.ts'
import { placed, type Placing } from './placing.ts'

/** Degrees, WGS 84. */
export type LatLon = { lat: number; lon: number }

/** Points on each side of an outline: a straight side of a projected picture is a curve on another map. */
const PER_SIDE = 6

/**
 * The ground that a picture covers, and what places it there: its outline as it lies, turned or sheared, by whatever
 * placed it. Where only a box of degrees is stated, that box. Null where nobody knows.
 */
export function footprintOf(
  evidence: Evidence,
): { outline: LatLon[]; from: Placing['from'] } | null {
  const placing = placed(evidence)
  const outline = placing && outlineOf(placing)
  if (placing && outline) return { outline, from: placing.from }
  const box = boxOf(valueOf(evidence, 'facts', 'facts')?.footprint)
  return box && { outline: box, from: 'file' }
}

function outlineOf(placing: Placing): LatLon[] | null {
  const { w, h } = placing.size
  const corners = [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ]
  const outline: LatLon[] = []
  for (const [at, from] of corners.entries()) {
    const to = corners[(at + 1) % corners.length] ?? from
    for (let step = 0; step < PER_SIDE; step++) {
      const share = step / PER_SIDE
      const place = placing.toLonLat({
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      })
      if (!place) return null
      outline.push({ lat: place.lat, lon: besides(outline.at(-1)?.lon, place.lon) })
    }
  }
  return outline
}

/** The turn of a longitude that is nearest to the one before, so that no outline runs round the whole globe. */
function besides(before: number | undefined, lon: number): number {
  return before === undefined ? lon : lon - Math.round((lon - before) / 360) * 360
}

/** From [west, south, east, north], as facts hold it; one that lies over the antimeridian has its east beyond 180°. */
function boxOf(footprint: readonly number[] | undefined): LatLon[] | null {
  const [west, south, east, north] = footprint ?? []
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return null
  const right = east < west ? east + 360 : east
  return [
    { lat: north, lon: west },
    { lat: north, lon: right },
    { lat: south, lon: right },
    { lat: south, lon: west },
  ]
}
