import type { Tie } from '../board/graph.ts'
import { tiesAt } from '../board/ties-by-item.ts'
import { humanDate } from './dates.ts'
import { spanOf, type DateSpan } from './date-span.ts'
import { isWithdrawn } from './doubts.ts'
import { evidenceFields, type Evidence, type EvidenceId } from './kinds.ts'
import { entriesOf, textOf, valueOf } from './values.ts'
import { titleOf } from './wording.ts'
import type { YearInference } from './year-inference.ts'

/**
 * When an item can be from, reasoned from what bounds it. Nothing here completes a date: a day whose year is not
 * stated bounds only other such days, and an inferred year is told beside it.
 */
export type TimeOf = {
  /** Tightest bounds: none, or one for dates with a year and one for dates without. */
  earliest: Bound[]
  latest: Bound[]
  /** Everything that bounds it, the item's own date first. */
  because: Bound[]
  contradictions: TimeContradiction[]
  inferences: { id: string; value: YearInference }[]
}

export type Bound = {
  side: 'not-before' | 'not-after'
  /** EDTF, as recorded where the bound comes from. */
  date: string
  source: 'own-date' | 'file' | 'published' | 'added' | 'person' | 'tie'
  /** In words, to go on after a date: "as the file states". */
  why: string
  by: string
  /** The item it rests on, if another. */
  evidence: EvidenceId | null
  /** Key of the entry where a person set it. */
  entryId: string | null
  /** First or last millisecond on the axis of its calendar (date-span.ts). */
  atMs: number
  calendar: DateSpan['calendar']
  isApproximate: boolean
  hasZone: boolean
}

export type TimeContradiction = {
  notBefore: Bound
  notAfter: Bound
  /** What would make it none: different zones, different years, a date that is only about right. */
  unless: ('zones' | 'years' | 'approximate')[]
}

/** What an item is tied to, to be looked up. */
export type TimeContext = {
  get: (id: EvidenceId) => Evidence | undefined
  ties: readonly Tie[]
}

export function timeOf(evidence: Evidence, context: TimeContext): TimeOf {
  const because = boundsOf(evidence, context)
  const [notBefore, notAfter] = [ofSide(because, 'not-before'), ofSide(because, 'not-after')]
  return {
    earliest: tightest(notBefore),
    latest: tightest(notAfter),
    because,
    contradictions: contradictionsOf(notBefore, notAfter),
    inferences: entriesOf(evidence, 'yearInferences', 'yearInference'),
  }
}

/** A file whose times contradict each other everywhere would drown the panel. */
const MOST_CONTRADICTIONS = 20
const A_DAY_OF_ZONES_MS = 26 * 3_600_000

function contradictionsOf(
  notBefore: readonly Bound[],
  notAfter: readonly Bound[],
): TimeContradiction[] {
  return notBefore
    .flatMap((from) =>
      notAfter
        .filter((to) => to.calendar === from.calendar && from.atMs > to.atMs)
        .map((to) => ({ notBefore: from, notAfter: to, unless: excuses(from, to) })),
    )
    .slice(0, MOST_CONTRADICTIONS)
}

function excuses(from: Bound, to: Bound): TimeContradiction['unless'] {
  const unless: TimeContradiction['unless'] = []
  if (from.calendar === 'unstated-year') unless.push('years')
  if (from.atMs - to.atMs < A_DAY_OF_ZONES_MS && !(from.hasZone && to.hasZone)) unless.push('zones')
  if (from.isApproximate || to.isApproximate) unless.push('approximate')
  return unless
}

function ofSide(bounds: readonly Bound[], side: Bound['side']): Bound[] {
  return bounds.filter((bound) => bound.side === side)
}

/** Of one side; the first of equally tight ones. */
function tightest(bounds: readonly Bound[]): Bound[] {
  return (['stated-year', 'unstated-year'] as const).flatMap((calendar) => {
    const [first, ...rest] = bounds.filter((bound) => bound.calendar === calendar)
    if (!first) return []
    const isTighter = (a: Bound, b: Bound) =>
      a.side === 'not-before' ? a.atMs > b.atMs : a.atMs < b.atMs
    return [rest.reduce((best, bound) => (isTighter(bound, best) ? bound : best), first)]
  })
}

/** Its own bounds, those of the same footage elsewhere, and how old what it is made from must be. */
function boundsOf(evidence: Evidence, context: TimeContext): Bound[] {
  const tiesOf = (item: Evidence) => tiesAt(context.ties, item.id)
  const same = reached([evidence], context, (item) =>
    tiesOf(item)
      .filter(({ relation }) => relation === 're-upload-of')
      .map(({ from, to }) => (from === item.id ? to : from)),
  )
  const older = reached(same, context, (item) =>
    tiesOf(item).flatMap(({ from, to, relation }) => {
      if (relation === 're-upload-of') return [from === item.id ? to : from]
      return relation === 'derived-from' && from === item.id ? [to] : []
    }),
  ).filter((item) => !same.includes(item) && !isPage(item))
  return [
    ...ownBounds(evidence),
    ...peopleBounds(evidence),
    ...same.flatMap((item) => pageBounds(item, context, tiesOf(item))),
    ...same
      .filter((item) => item !== evidence)
      .flatMap((item) => there(item, `“${titleOf(item)}” is the same footage`)),
    ...older.flatMap((item) =>
      ofSide(there(item, `it is derived from “${titleOf(item)}”`), 'not-before'),
    ),
  ]
}

/** What bounds another item, as a reason here. */
function there(item: Evidence, why: string): Bound[] {
  // What is withdrawn bounds nothing; what it is tied to still may.
  if (isWithdrawn(item)) return []
  return [...ownBounds(item), ...peopleBounds(item)]
    .filter(({ source }) => source !== 'added')
    .map((bound) => ({
      ...bound,
      source: 'tie',
      why: [why, bound.why].filter((part) => part !== '').join(', '),
      evidence: item.id,
      entryId: null,
    }))
}

/** Everything that can be walked to, the start first; each once, so that circles end. Pages are not walked past. */
function reached(
  start: readonly Evidence[],
  { get }: TimeContext,
  next: (item: Evidence) => readonly EvidenceId[],
): Evidence[] {
  const found = [...start]
  for (const item of found) {
    if (isPage(item) && !start.includes(item)) continue
    for (const id of next(item)) {
      const other = get(id)
      if (other && !found.includes(other)) found.push(other)
    }
  }
  return found
}

function ownBounds(evidence: Evidence): Bound[] {
  const own = 'acquired' in evidenceFields[evidence.kind] ? 'acquired' : 'date'
  const hasFile = valueOf(evidence, 'file', 'file') !== undefined
  return [
    ...bothSides(textOf(evidence, own), { source: 'own-date', why: 'as recorded' }),
    ...bothSides(valueOf(evidence, 'facts', 'facts')?.takenAt, {
      source: 'file',
      why: 'as the file states',
    }),
    ...ofSide(
      bothSides(textOf(evidence, 'datePublished'), {
        source: 'published',
        why: 'it was published then',
      }),
      'not-after',
    ),
    ...(hasFile
      ? ofSide(
          bothSides(evidence.createdAt, {
            source: 'added',
            why: 'it came onto the board then',
            by: evidence.createdBy,
          }),
          'not-after',
        )
      : []),
  ]
}

function peopleBounds(evidence: Evidence): Bound[] {
  return entriesOf(evidence, 'bounds', 'timeBound').flatMap(({ id, value }) =>
    ofSide(
      bothSides(value.date, {
        source: 'person',
        why: value.why,
        by: value.by,
        evidence: value.evidence,
        entryId: id,
      }),
      value.side,
    ),
  )
}

/** What a page carries or reports was there when the page was. */
function pageBounds(item: Evidence, { get }: TimeContext, ties: readonly Tie[]): Bound[] {
  return ties.flatMap(({ from, to, relation }) => {
    const page = from === item.id ? get(to) : undefined
    if (!page || !isPage(page) || isWithdrawn(page)) return []
    const isCarried = relation === 'derived-from' && isCarriedThing(item)
    if (!isCarried && relation !== 'reported-by') return []
    const why = `“${titleOf(page)}” was published then`
    const said: Said = { source: 'tie', why, evidence: page.id }
    return ofSide(bothSides(textOf(page, 'datePublished'), said), 'not-after')
  })
}

/** A clip from a post, words from a page. A claim about a page need not have been there before it. */
function isCarriedThing({ kind }: Evidence): boolean {
  return kind !== 'claim' && kind !== 'question'
}

function isPage({ kind }: Evidence): boolean {
  return kind === 'link' || kind === 'document'
}

type Said = Pick<Bound, 'source' | 'why'> & Partial<Pick<Bound, 'by' | 'evidence' | 'entryId'>>

/** What a date says of both sides; nothing where it is open, or is no date. */
function bothSides(text: string | undefined, said: Said): Bound[] {
  const span = text === undefined ? undefined : spanOf(text)
  if (text === undefined || !span) return []
  const { calendar, isApproximate, hasZone, fromMs, toMs } = span
  const common = {
    by: '',
    evidence: null,
    entryId: null,
    ...said,
    calendar,
    isApproximate,
    hasZone,
  }
  const [from = text, to = text] = text.trim().split('/')
  return [
    ...(fromMs === null
      ? []
      : [{ ...common, side: 'not-before' as const, date: from, atMs: fromMs }]),
    ...(toMs === null ? [] : [{ ...common, side: 'not-after' as const, date: to, atMs: toMs }]),
  ]
}

/** The same in sentences. */
export type TimeWords = {
  /** "Between 18 Oct 2024 and 22 Oct 2024"; says so where nothing bounds it. */
  summary: string
  /** `because` in its order; what bounds both sides by one date is said once. */
  reasons: { words: string; evidence: EvidenceId | null; entryId: string | null }[]
  contradictions: string[]
  /** "2024 is inferred by Mara: the page it was posted on is of that year" */
  inferences: string[]
}

export function timeInWords(time: TimeOf): TimeWords {
  return {
    summary: summaryOf(time),
    reasons: reasonsOf(time.because),
    contradictions: time.contradictions.map(contradictionInWords),
    inferences: time.inferences.map(({ value: { year, why, by } }) =>
      sentence(`${year} is inferred${by === '' ? '' : ` by ${by}`}`, why),
    ),
  }
}

function reasonsOf(because: readonly Bound[]): TimeWords['reasons'] {
  const isPair = (a: Bound | undefined, b: Bound | undefined) =>
    a?.side === 'not-before' && b?.side === 'not-after' && a.date === b.date && a.why === b.why
  return because.flatMap((bound, at) => {
    if (isPair(because[at - 1], bound)) return []
    const date = humanDate(bound.date)
    const sides = { 'not-before': `Not before ${date}`, 'not-after': `Not after ${date}` }
    const when = isPair(bound, because[at + 1]) ? date : sides[bound.side]
    const by = bound.source === 'person' && bound.by !== '' ? ` (${bound.by})` : ''
    const { evidence, entryId } = bound
    return [{ words: sentence(when, bound.why) + by, evidence, entryId }]
  })
}

function summaryOf({ earliest, latest }: TimeOf): string {
  const parts = (['stated-year', 'unstated-year'] as const).flatMap((calendar) => {
    const from = earliest.find((bound) => bound.calendar === calendar)
    const to = latest.find((bound) => bound.calendar === calendar)
    if (from && to && from.atMs > to.atMs) return ['What bounds it contradicts itself']
    if (from && to)
      return [
        from.date === to.date
          ? humanDate(from.date)
          : `Between ${humanDate(from.date)} and ${humanDate(to.date)}`,
      ]
    if (from) return [`Not before ${humanDate(from.date)}`]
    return to ? [`Not after ${humanDate(to.date)}`] : []
  })
  return parts.length > 0 ? [...new Set(parts)].join('; ') : 'Nothing bounds when this was'
}

function contradictionInWords({ notBefore, notAfter, unless }: TimeContradiction): string {
  const words = `Not before ${reason(notBefore)}, yet not after ${reason(notAfter)}`
  const said = unless.map((excuse) => excusesInWords[excuse])
  return said.length > 0 ? `${words}. It may be none: ${said.join('; ')}.` : `${words}.`
}

const excusesInWords: Record<TimeContradiction['unless'][number], string> = {
  years: 'no year is stated, and they may be days of different years',
  zones: 'they are less than a day apart and a time zone is not stated',
  approximate: 'one of the dates is only approximate',
}

function reason({ date, why }: Bound): string {
  return why === '' ? humanDate(date) : `${humanDate(date)} (${why})`
}

function sentence(words: string, why: string): string {
  return why.trim() === '' ? words : `${words}: ${why.trim()}`
}
