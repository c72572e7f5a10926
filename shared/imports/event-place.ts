import { cut } from './texts.ts'
import { isSaid, wordsOf } from './said.ts'

/**
 * Where an event states that it was. How exactly that was known is not said by its digits. What cannot be read as
 * degrees, or is the 0, 0 of an empty form, is told as it was given.
 */
export function placeOfEvent(
  event: Readonly<Record<string, unknown>>,
  name: string,
): { field: object | null; notes: string[] } {
  const says = (key: string) => wordsOf(event[key]).trim()
  const [location, latitude, longitude] = [says('location'), says('latitude'), says('longitude')]
  const [lat, lon] = [degrees(latitude, 90), degrees(longitude, 180)]
  const isKnown = lat !== null && lon !== null && (lat !== 0 || lon !== 0)
  const isGiven = isSaid(latitude) || isSaid(longitude)
  const given = [latitude, longitude].map((words) => (words === '' ? '(none)' : words)).join(', ')
  const notes = [
    ...(isGiven && !isKnown ? [`Coordinates as given: ${given}`] : []),
    ...(location.length > 500 ? [`Place as given: ${location}`] : []),
  ]
  if (!isKnown && location === '') return { field: null, notes }
  return {
    field: {
      name: cut(location, 500),
      lat: isKnown ? lat : null,
      lon: isKnown ? lon : null,
      precision: 'unknown' as const,
      method: cut(`As stated in the events “${name}”.`, 2_000),
      by: '',
    },
    notes,
  }
}

/** Spreadsheet exports put an apostrophe before a sign, so that no formula begins with it. */
function degrees(words: string, most: number): number | null {
  const plain = words.replace(/^'(?=[+-])/, '')
  const number = /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(number) && Math.abs(number) <= most ? number : null
}
