import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { humanPlace, precisionMetres } from '../../../shared/evidence/wording.ts'
import { footprintOf, type LatLon } from '../../../shared/geo/footprint.ts'
import { messages as words } from '../../satellite/satellite-messages.ts'

/** One thing that the map shows of an item. A claimed place, an established one and what a file states are three. */
export type MapFeature = { evidence: Evidence; words: string } & (
  | { kind: 'established' | 'claimed' | 'file'; at: LatLon; radiusM: number | null }
  /** Points in order. */
  | { kind: 'footprint'; outline: LatLon[] }
)

export function featuresOf(evidence: Evidence): MapFeature[] {
  const facts = valueOf(evidence, 'facts', 'facts')
  const features: MapFeature[] = []
  const footprint = footprintOf(evidence)
  if (footprint)
    features.push({
      evidence,
      kind: 'footprint',
      outline: footprint.outline,
      words: words.from[footprint.from],
    })
  for (const [key, kind] of [
    ['place', 'established'],
    ['claimedPlace', 'claimed'],
  ] as const) {
    const place = valueOf(evidence, key, 'place')
    if (!place || place.lat === null || place.lon === null) continue
    const at = { lat: place.lat, lon: place.lon }
    const radiusM = precisionMetres[place.precision]
    features.push({ evidence, kind, at, radiusM, words: humanPlace(place) })
  }
  if (facts?.lat !== undefined && facts.lon !== undefined)
    features.push({
      evidence,
      kind: 'file',
      at: { lat: facts.lat, lon: facts.lon },
      radiusM: null,
      words: `${facts.lat.toFixed(5)}, ${facts.lon.toFixed(5)}`,
    })
  return features
}

/** Everything that an item's features lie within; null where it has none. */
export function boundsOf(
  features: readonly MapFeature[],
): { south: number; west: number; north: number; east: number } | null {
  const points = features.flatMap((feature) =>
    feature.kind === 'footprint' ? feature.outline : [feature.at],
  )
  if (points.length === 0) return null
  const [lats, lons] = [points.map(({ lat }) => lat), points.map(({ lon }) => lon)]
  return {
    south: Math.min(...lats),
    west: Math.min(...lons),
    north: Math.max(...lats),
    east: Math.max(...lons),
  }
}
