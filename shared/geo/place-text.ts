import type { LonLat } from './plane.ts'

/**
 * A place as people write it, latitude first: `47.0366, -99.1855`, `47.0366N 99.1855W`, `47°02'12"N 99°11'08"W`.
 * Null for anything else, and for what is not on the globe.
 */
export function readPlace(text: string): LonLat | null {
  const tidy = text.trim().toUpperCase().replaceAll('−', '-')
  const part = String.raw`([NSEW]?)\s*(-?\d+(?:\.\d+)?)\s*°?\s*(?:(\d+(?:\.\d+)?)\s*['′’]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:["″”]|'')\s*)?([NSEW]?)`
  const match = new RegExp(`^${part}(?:\\s*[,;]\\s*|\\s+)${part}$`).exec(tidy)
  if (!match) return null
  const [, ...groups] = match
  const [first, second] = [angleOf(groups.slice(0, 5)), angleOf(groups.slice(5, 10))]
  if (!first || !second) return null
  const isTurned = first.axis === 'lon' || second.axis === 'lat'
  if (first.axis !== null && first.axis === second.axis) return null
  const [lat, lon] = isTurned ? [second.degrees, first.degrees] : [first.degrees, second.degrees]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null
}

function angleOf(
  groups: (string | undefined)[],
): { degrees: number; axis: 'lat' | 'lon' | null } | null {
  const [before = '', whole = '', minutes = '0', seconds = '0', after = ''] = groups
  const letter = before || after
  if ((before !== '' && after !== '') || Number(minutes) >= 60 || Number(seconds) >= 60) return null
  const isNegative = whole.startsWith('-') || letter === 'S' || letter === 'W'
  if (whole.startsWith('-') && letter !== '') return null
  const size = Math.abs(Number(whole)) + Number(minutes) / 60 + Number(seconds) / 3600
  const axis = letter === '' ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon'
  return { degrees: isNegative ? -size : size, axis }
}

/** Latitude first, with as many digits as the precision carries: 1 m is the fifth digit. */
export function placeInWords({ lon, lat }: LonLat, resolutionM: number): string {
  const digits = Math.max(
    2,
    Math.min(7, 6 - Math.floor(Math.log10(Math.max(resolutionM, 1e-3)) + 1)),
  )
  const turned = ((((lon + 180) % 360) + 360) % 360) - 180
  return `${lat.toFixed(digits)}, ${turned.toFixed(digits)}`
}
