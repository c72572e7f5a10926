import { lineOf, precisionMetres, precisions } from '../evidence/wording.ts'
import { kinds, type Evidence } from '../evidence/kinds.ts'
import { humanDate } from '../evidence/dates.ts'
import { statusOf } from '../evidence/status.ts'
import { textOf, valueOf } from '../evidence/values.ts'
import { footprintOf, type LatLon } from '../geo/footprint.ts'
import { doubtsOf } from '../evidence/doubts.ts'

/** One place of an item. A claimed place, an established one, what a file states and a footprint are four. */
export type ExportedPlace = {
  evidence: Evidence
  what: 'established place' | 'claimed place' | 'position stated by the file' | 'footprint'
  name: string
  /** One for a point, the outline of a footprint otherwise. */
  points: LatLon[]
  isOutline: boolean
  /** What is said of it, in the order of reading; nothing that is empty. */
  said: [label: string, words: string][]
}

export function placesOf(evidence: Evidence): ExportedPlace[] {
  const places: ExportedPlace[] = []
  const common = { evidence, isOutline: false }
  for (const [key, what] of [
    ['place', 'established place'],
    ['claimedPlace', 'claimed place'],
  ] as const) {
    const place = valueOf(evidence, key, 'place')
    if (!place || place.lat === null || place.lon === null) continue
    const metres = precisionMetres[place.precision]
    places.push({
      ...common,
      what,
      name: place.name,
      points: [{ lat: place.lat, lon: place.lon }],
      said: said(evidence, [
        ['Place', place.name],
        ['Precision', precisions[place.precision]],
        ['Precision in metres', metres === null ? '' : String(metres)],
        ['Method', place.method],
        ['By', place.by],
      ]),
    })
  }
  const facts = valueOf(evidence, 'facts', 'facts')
  if (facts?.lat !== undefined && facts.lon !== undefined)
    places.push({
      ...common,
      what: 'position stated by the file',
      name: '',
      points: [{ lat: facts.lat, lon: facts.lon }],
      said: said(evidence, []),
    })
  const footprint = footprintOf(evidence)
  if (footprint)
    places.push({
      evidence,
      what: 'footprint',
      name: '',
      points: footprint.outline,
      isOutline: true,
      said: said(evidence, []),
    })
  return places
}

function said(evidence: Evidence, own: [string, string][]): [string, string][] {
  const date = textOf(evidence, 'date')
  const all: [string, string][] = [
    ['Item', lineOf(evidence)],
    ['Kind', kinds[evidence.kind].label],
    ...own,
    ['Date', date === undefined ? '' : humanDate(date)],
    ['Status', statusOf(evidence).label],
    ['What speaks against leaning on it', doubtsOf(evidence).join(' ')],
  ]
  return all.filter(([, words]) => words !== '')
}
