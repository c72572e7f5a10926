import { humanDate, isEdtf } from './dates.ts'
import { boundsOf } from './date-bounds.ts'

/** One picture in which something was looked for. `date` is EDTF, undefined where it is not known. */
export type Sighting = {
  title: string
  date: string | undefined
  as: 'present' | 'absent' | 'unclear'
}

/** A change between two pictures that follow each other. */
export type Turn = {
  is: 'removed' | 'appeared'
  /** EDTF: after the earlier picture, before the later one. An unknown date leaves its side empty; undefined where both are. */
  date: string | undefined
  /** "removed between 18 Oct 2024 and 22 Oct 2024" */
  words: string
}

export type ChangeReading = {
  turns: Turn[]
  /** What is known where nothing changed, and what stands in the way of knowing more. */
  notes: string[]
}

/**
 * What sightings in pictures of one place say about when something changed. Dates are taken as they are: one that
 * is not known leaves its side open and is said so, and is never completed. Pictures come in the order in which
 * people put them; dates that can be told apart put theirs right.
 */
export function readChange(sightings: readonly Sighting[]): ChangeReading {
  const seen = inOrderOfTime(sightings.filter(({ as }) => as !== 'unclear'))
  const notes: string[] = []
  const turns = seen.flatMap((later, index) => {
    const earlier = seen[index - 1]
    if (!earlier || earlier.as === later.as) return []
    return [turnBetween(lastDated(seen, index - 1), firstDated(seen, index))]
  })
  if (seen.length === 0) notes.push('Not looked for in any picture yet.')
  else if (turns.length === 0) notes.push(unchanged(seen))
  const undated = seen.filter(({ date }) => boundsOf(date) === null)
  if (turns.length > 0 && undated.length > 0) {
    const names = undated.map(({ title }) => `“${title}”`).join(', ')
    notes.push(`${names}: no date that can be put in order, so the order is the one chosen here.`)
  }
  if (turns.length > 1) notes.push('It changed more than once.')
  return { turns, notes }
}

function turnBetween(earlier: Sighting, later: Sighting): Turn {
  const is = later.as === 'absent' ? 'removed' : 'appeared'
  const [from, to] = [boundOf(earlier.date, 'first'), boundOf(later.date, 'last')]
  return { is, date: intervalOf(from, to), words: `${is} ${wordsOf({ from, to }, earlier, later)}` }
}

function wordsOf(
  { from, to }: { from: string | undefined; to: string | undefined },
  earlier: Sighting,
  later: Sighting,
): string {
  if (from !== undefined && to !== undefined)
    return `between ${humanDate(from)} and ${humanDate(to)}`
  if (from !== undefined)
    return `after ${humanDate(from)}; the date of “${later.title}” is not known`
  if (to !== undefined)
    return `before ${humanDate(to)}; the date of “${earlier.title}” is not known`
  return `between “${earlier.title}” and “${later.title}”; neither date is known`
}

function intervalOf(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined && to === undefined) return undefined
  const whole = `${from ?? ''}/${to ?? ''}`
  if (isEdtf(whole)) return whole
  // Intervals hold days, not times of day.
  const days = `${from?.slice(0, 10) ?? ''}/${to?.slice(0, 10) ?? ''}`
  return isEdtf(days) ? days : undefined
}

/** The picture may be of any moment of its date: the widest bounds are taken. */
function boundOf(date: string | undefined, side: 'first' | 'last'): string | undefined {
  if (date === undefined || !isEdtf(date)) return undefined
  const parts = date.trim().split('/')
  const bound = (side === 'first' ? parts[0] : parts.at(-1)) ?? ''
  return bound === '' || bound === '..' ? undefined : bound
}

/** The nearest picture before a turn in which it was seen the same and whose date is known. */
function lastDated(seen: readonly Sighting[], before: number): Sighting {
  return datedFrom(seen, before, -1)
}

function firstDated(seen: readonly Sighting[], from: number): Sighting {
  return datedFrom(seen, from, 1)
}

function datedFrom(seen: readonly Sighting[], start: number, step: 1 | -1): Sighting {
  const nearest = seen[start] ?? { title: '', date: undefined, as: 'unclear' }
  for (let index = start; seen[index]?.as === nearest.as; index += step) {
    const sighting = seen[index]
    if (sighting?.date !== undefined && isEdtf(sighting.date)) return sighting
  }
  return nearest
}

/** Those whose dates have bounds change places among themselves; the others stay where people put them. */
function inOrderOfTime(sightings: readonly Sighting[]): Sighting[] {
  const spans = sightings.map(({ date }) => boundsOf(date))
  const dated = sightings
    .map((sighting, index) => ({
      sighting,
      from: spans[index]?.from ?? 0,
      to: spans[index]?.to ?? 0,
    }))
    .filter((_, index) => spans[index] !== null)
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
  return sightings.map((sighting, index) =>
    spans[index] === null ? sighting : (dated.shift()?.sighting ?? sighting),
  )
}

function unchanged(seen: readonly Sighting[]): string {
  const dates = seen.map(({ date, title }) => (date === undefined ? `“${title}”` : humanDate(date)))
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
  const word = seen[0]?.as === 'absent' ? 'Absent' : 'Present'
  if (seen.length === 1) return `${word} in the one picture looked at (${first}).`
  return `${word} in all ${seen.length} pictures, ${first} to ${last}: when that changed is not known here.`
}
