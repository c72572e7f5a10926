import type { LonLat } from './plane.ts'

/**
 * A place as people write it, latitude first: `47.0366, -99.1855`, `47.0366N 99.1855W`, `47°02'12"N 99°11'08"W`.
 * Null for anything else, and for what is not on the globe.
 */
export function readPlace(text: string): LonLat | null {
  const tidy = text.trim().toUpperCase().replaceAll('−', '-')
  const groups = lettersFirst(before.exec(tidy)) ?? lettersLast(after.exec(tidy))
  if (!groups) return null
  const [first, second] = [angleOf(groups.slice(0, 4)), angleOf(groups.slice(4, 8))]
  if (!first || !second) return null
  const isTurned = first.axis === 'lon' || second.axis === 'lat'
  if (first.axis !== null && first.axis === second.axis) return null
  const [lat, lon] = isTurned ? [second.degrees, first.degrees] : [first.degrees, second.degrees]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null
}

const angle = String.raw`(-?\d+(?:\.\d+)?)\s*°?\s*(?:(\d+(?:\.\d+)?)\s*['′’]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:["″”]|'')\s*)?`
const between = String.raw`(?:\s*[,;]\s*|\s+|(?<=[NSEW"″”'′’°]))`
/** `N 47 W 99` */
const before = new RegExp(`^([NSEW])\\s*${angle}${between}([NSEW])\\s*${angle}$`)
/** `47 N, 99 W`, `47, -99` */
const after = new RegExp(`^${angle}([NSEW]?)${between}${angle}([NSEW]?)$`)

function lettersFirst(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && match.slice(1)
}

function lettersLast(match: RegExpExecArray | null): (string | undefined)[] | null {
  if (!match) return null
  const [a, b, c, first, d, e, f, second] = match.slice(1)
  return [first, a, b, c, second, d, e, f]
}

function angleOf(
  groups: (string | undefined)[],
): { degrees: number; axis: 'lat' | 'lon' | null } | null {
  const [letter = '', whole = '', minutes = '0', seconds = '0'] = groups
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
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
