import { acts, type Claimant } from './claimant.ts'
import { humanDate } from './dates.ts'
import type { Place, Quantity } from './fields.ts'
import { doubtOf, withHedge } from './hedge.ts'
import { kinds, type Evidence } from './kinds.ts'
import { textOf, valueOf } from './values.ts'

/** How values read in a sentence. The same words on cards, in the register, in comparisons and in exports. */

/**
 * What to call an item where there is one line for it: its title, else its own words, else its file or address.
 * A claim's hedge stands in front, whatever its title says.
 */
export function titleOf(evidence: Evidence): string {
  return withHedge(evidence, bareTitleOf(evidence))
}

/** The title with the doubt about it, for where nothing beside it shows the status: "Clip 3 (could not confirm)". */
export function lineOf(evidence: Evidence): string {
  const doubt = doubtOf(evidence)
  const title = titleOf(evidence)
  return doubt === undefined ? title : `${title} (${doubt.toLowerCase()})`
}

function bareTitleOf(evidence: Evidence): string {
  const kind = kinds[evidence.kind]
  return (
    textOf(evidence, 'title') ??
    textOf(evidence, kind.lead) ??
    valueOf(evidence, 'file', 'file')?.name ??
    valueOf(evidence, 'upload', 'upload')?.name ??
    textOf(evidence, 'url') ??
    `${kind.label} without a title`
  )
}

export const comparators: Record<Quantity['comparator'], string> = {
  '=': 'exactly',
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'fewer than',
  '~': 'about',
}

/** `{ '>=', 3000, 'soldiers' }` → "at least 3,000 soldiers". "Exactly" is said only by the lack of another word. */
export function humanQuantity({ comparator, value, unit }: Quantity): string {
  const number = value.toLocaleString('en-GB')
  return [comparator === '=' ? '' : comparators[comparator], number, unit.trim()]
    .filter((part) => part !== '')
    .join(' ')
}

/** Kirby, through Reuters and the article → "Kirby → Reuters → the article". */
export function humanChain({ name, through }: Pick<Claimant, 'name' | 'through'>): string {
  return [name, ...through].filter((part) => part.trim() !== '').join(' → ')
}

/** "John Kirby, spokesman → Reuters → the article, asserts, 25 Oct, year not stated" */
export function humanClaimant(claimant: Claimant): string {
  const who = [claimant.name, claimant.role].filter((part) => part.trim() !== '').join(', ')
  return [
    humanChain({ name: who, through: claimant.through }),
    acts[claimant.act],
    humanDate(claimant.date),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

export const precisions: Record<Place['precision'], string> = {
  exact: '±10 m',
  vicinity: '±100 m',
  locality: '±1 km',
  unknown: 'precision not known',
}

/** The same as a radius; null where it is not known. */
export const precisionMetres: Record<Place['precision'], number | null> = {
  exact: 10,
  vicinity: 100,
  locality: 1000,
  unknown: null,
}

/** "Sergeyevka, ±100 m"; coordinates where there is no name. */
export function humanPlace(place: Place): string {
  const name = place.name.trim() || coordinates(place)
  return name === '' ? '' : `${name}, ${precisions[place.precision]}`
}

/** "43.85120, 131.98340" (latitude first, WGS 84); empty where they are not known. */
export function coordinates({ lat, lon }: Pick<Place, 'lat' | 'lon'>): string {
  return lat === null || lon === null ? '' : `${lat.toFixed(5)}, ${lon.toFixed(5)}`
}

/** 3769548 → "3.8 MB". Powers of 1000, as the units are defined. */
export function humanSize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}

/** Seconds as a clip's clock: 75.4 → "1:15", 3725 → "1:02:05". Cut, not rounded: 0:59.9 has not reached 1:00. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor((whole % 3600) / 60),
    whole % 60,
  ]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
