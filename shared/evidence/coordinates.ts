/** Degrees, WGS 84. */
export type Position = { lat: number; lon: number }

/**
 * Reads a pair of coordinates as people copy them: decimal degrees (`44.3268, 131.6686`, `44.3268N 131.6686E`,
 * `44,3268; 131,6686`), degrees and minutes, degrees, minutes and seconds (`44°19'36.7"N 131°40'7"E`), the `@` of
 * a map's address and `geo:` (RFC 5870). Latitude comes first unless the letters say otherwise.
 *
 * @returns undefined for what is no pair, or lies beyond the poles or the date line
 */
export function positionOf(text: string): Position | undefined {
  const halves = halvesOf(tokensOf(cleaned(text)))
  const [first, second] = halves?.map(angleOf) ?? []
  if (!first || !second || (first.axis !== null && first.axis === second.axis)) return undefined
  const isTurned = first.axis === 'lon' || second.axis === 'lat'
  const [lat, lon] = isTurned ? [second.degrees, first.degrees] : [first.degrees, second.degrees]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

const EARTH_RADIUS_M = 6_371_008.8
const RADIANS = Math.PI / 180

/** Metres along a great circle of a sphere of the earth's mean radius: within 0.6 % of the ellipsoid. */
export function distanceM(a: Position, b: Position): number {
  const across = Math.sin(((b.lat - a.lat) * RADIANS) / 2) ** 2
  const along = Math.sin(((b.lon - a.lon) * RADIANS) / 2) ** 2
  const share = across + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * along
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)))
}

/** 1283 → "1.3 km", 85 → "85 m". */
export function humanDistance(metres: number): string {
  if (metres < 999.5) return `${Math.round(metres)} m`
  const km = metres / 1000
  return `${km < 99.95 ? km.toFixed(1) : Math.round(km).toLocaleString('en-GB')} km`
}

/** Letters and signs in one spelling each; decimal commas as points. */
function cleaned(text: string): string {
  const inAddress = /@(-?\d+\.\d+,-?\d+\.\d+)/.exec(text)?.[1]
  const plain = (inAddress ?? text)
    .replace(/^\s*geo:([^;?]*).*$/is, '$1')
    .replace(/\b(?:lat|latitude|lon|long|longitude|lng)\b\.?\s*[:=]?/gi, ' ')
    .replace(/[−–]/g, '-')
    .replace(/[’′ʹ‘`]/g, "'")
    .replace(/[”″“]|''/g, '"')
    .replace(/[º˚]/g, '°')
    .replace(/[()[\]]/g, ' ')
    .toUpperCase()
  const hasDecimalCommas = !plain.includes('.') && (plain.match(/\d,\d/g) ?? []).length === 2
  return hasDecimalCommas ? plain.replace(/(\d),(\d)/g, '$1.$2') : plain
}

/** Numbers, letters, marks and separators in order; nothing where anything else stands between them. */
function tokensOf(text: string): string[] {
  const token = /-?\d+(?:\.\d+)?|[NSEW°'",;/]/g
  return text.replace(token, '').trim() === '' ? (text.match(token) ?? []) : []
}

const isNumber = (token: string) => /\d/.test(token)
const isLetter = (token: string) => /^[NSEW]$/.test(token)
const isSeparator = (token: string) => /^[,;/]$/.test(token)

/** Where the one angle ends and the other begins: at a separator, a letter, the second degree sign, or half way. */
function halvesOf(tokens: string[]): [string[], string[]] | undefined {
  const separator = tokens.findIndex(isSeparator)
  if (separator >= 0) return [tokens.slice(0, separator), tokens.slice(separator + 1)]
  const numbers = tokens.filter(isNumber).length
  if (numbers < 2 || numbers % 2 !== 0) return splitByLetters(tokens)
  const middle = tokens.findIndex(
    (token, at) => isNumber(token) && tokens.slice(0, at).filter(isNumber).length === numbers / 2,
  )
  return splitByLetters(tokens) ?? [tokens.slice(0, middle), tokens.slice(middle)]
}

function splitByLetters(tokens: string[]): [string[], string[]] | undefined {
  const letters = tokens.flatMap((token, at) => (isLetter(token) ? [at] : []))
  const [first, second] = letters
  if (first === undefined || second === undefined || letters.length > 2) return undefined
  const at = first === 0 ? second : first + 1
  return [tokens.slice(0, at), tokens.slice(at)]
}

type Angle = { degrees: number; axis: 'lat' | 'lon' | null }

/** A letter before or after, one to three numbers, each mark after its number. */
function angleOf(tokens: string[]): Angle | undefined {
  const letters = tokens.filter(isLetter)
  const parts = tokens.filter(isNumber).map(Number)
  const shape = tokens.map((token) => (isNumber(token) ? '0' : isLetter(token) ? 'A' : token))
  if (!/^A?0°?(?:0'?(?:0"?)?)?A?$/.test(shape.join('')) || letters.length > 1) return undefined
  const [degrees = 0, minutes = 0, seconds = 0] = parts
  const areWhole = parts.slice(0, -1).every(Number.isInteger)
  if (!areWhole || minutes < 0 || minutes >= 60 || seconds < 0 || seconds >= 60) return undefined
  const [letter] = letters
  const isNegative = Object.is(Math.sign(degrees), -1) || Object.is(degrees, -0)
  if (isNegative && letter !== undefined) return undefined
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600
  const sign = isNegative || letter === 'S' || letter === 'W' ? -1 : 1
  const axis = letter === undefined ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon'
  return { degrees: size === 0 ? 0 : sign * size, axis }
}
