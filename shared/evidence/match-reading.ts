import type { Evidence, EvidenceId } from './kinds.ts'
import { matchGrades, type MatchGrade, type Pair } from './pair.ts'
import { regionOf, type NumberedRegion } from './region-outline.ts'
import { textOf, entriesOf, valueOf } from './values.ts'
import { humanDate } from './dates.ts'
import { titleOf } from './wording.ts'

/** A pair with what it points to. A region that was deleted is undefined; the pair still stands. */
export type ReadPair = {
  id: string
  pair: Pair
  a: NumberedRegion | undefined
  b: NumberedRegion | undefined
}

export type ReadMatch = {
  match: Evidence
  a: Evidence | undefined
  b: Evidence | undefined
  /** By the number of the first region. */
  pairs: ReadPair[]
}

type Lookup = (id: EvidenceId) => Evidence | undefined

export function readMatch(match: Evidence, lookUp: Lookup): ReadMatch {
  const [a, b] = picturesOf(match).map((id) => (id ? lookUp(id) : undefined))
  const pairs = entriesOf(match, 'pairs', 'pair').map(({ id, value }) => ({
    id,
    pair: value,
    a: a && regionOf(a, value.a),
    b: b && regionOf(b, value.b),
  }))
  return { match, a, b, pairs: pairs.toSorted(byFirstNumber) }
}

function byFirstNumber(one: ReadPair, other: ReadPair): number {
  return (one.a?.number ?? Infinity) - (other.a?.number ?? Infinity) || (one.id < other.id ? -1 : 1)
}

export function picturesOf(match: Evidence): [EvidenceId | undefined, EvidenceId | undefined] {
  return [valueOf(match, 'pictureA', 'ref'), valueOf(match, 'pictureB', 'ref')]
}

/** The match that two pictures already have, whichever of them came first. */
export function matchBetween(
  items: Iterable<Evidence>,
  pictures: readonly [EvidenceId, EvidenceId],
): Evidence | undefined {
  for (const item of items) {
    if (item.kind !== 'match') continue
    const [a, b] = picturesOf(item)
    const isIt = (one: EvidenceId, other: EvidenceId) => a === one && b === other
    if (isIt(...pictures) || isIt(pictures[1], pictures[0])) return item
  }
  return undefined
}

/** Every match that a picture is part of, with the other picture. */
export function matchesOf(
  items: Iterable<Evidence>,
  picture: EvidenceId,
): { match: Evidence; other: EvidenceId | undefined }[] {
  const found: { match: Evidence; other: EvidenceId | undefined }[] = []
  for (const item of items) {
    if (item.kind !== 'match') continue
    const [a, b] = picturesOf(item)
    if (a === picture) found.push({ match: item, other: b })
    else if (b === picture) found.push({ match: item, other: a })
  }
  return found
}

/** "2 strong, 1 fair"; says so where nothing is paired. A "no match" is never left out. */
export function gradesInWords(match: Evidence): string {
  const counts = new Map<MatchGrade, number>()
  for (const { value } of entriesOf(match, 'pairs', 'pair'))
    counts.set(value.grade, (counts.get(value.grade) ?? 0) + 1)
  const words = (Object.keys(matchGrades) as MatchGrade[]).flatMap((grade) => {
    const count = counts.get(grade) ?? 0
    return count === 0 ? [] : [`${count} ${matchGrades[grade].toLowerCase()}`]
  })
  return words.length === 0 ? 'nothing paired yet' : words.join(', ')
}

/** Where a picture of a figure comes from, in one line; says so where it is not recorded. */
export function sourceLineOf(picture: Evidence): string {
  const source =
    textOf(picture, 'source') ??
    textOf(picture, 'postedBy') ??
    textOf(picture, 'provider') ??
    textOf(picture, 'receivedFrom')
  const date = textOf(picture, 'acquired') ?? textOf(picture, 'date')
  return [
    source ?? 'Source not recorded',
    date === undefined ? 'date not recorded' : humanDate(date),
  ].join(', ')
}

/** What a new match is called until somebody finds better words. */
export function matchTitle(a: Evidence, b: Evidence): string {
  return `${titleOf(a)} ↔ ${titleOf(b)}`.slice(0, 300)
}
