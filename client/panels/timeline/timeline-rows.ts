import { humanDate } from '../../../shared/evidence/dates.ts'
import { spanOf, type DateSpan } from '../../../shared/evidence/date-span.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { timeOf, type Bound, type TimeContext } from '../../../shared/evidence/time-bounds.ts'
import { mainDateOf } from '../item-words.ts'

export type Calendar = DateSpan['calendar']

/** From when to when an item can be from, milliseconds on the axis of its calendar; null where it is open. */
export type RowSpan = {
  fromMs: number | null
  toMs: number | null
  isApproximate: boolean
  /** Its own date, or only what bounds it. */
  basis: 'own' | 'bounds'
  words: string
}

export type Row = { evidence: Evidence; span: RowSpan }

export type Rows = Record<Calendar, Row[]> & {
  /** Nothing says when. */
  undated: Evidence[]
}

/** Every item where time puts it, earliest first. A day without a year stands among its like and nowhere else. */
export function timelineRows(all: readonly Evidence[], context: TimeContext): Rows {
  const rows: Rows = { 'stated-year': [], 'unstated-year': [], undated: [] }
  for (const evidence of all) {
    const placed = placeOf(evidence, context)
    if (placed) rows[placed.calendar].push({ evidence, span: placed.span })
    else rows.undated.push(evidence)
  }
  for (const calendar of ['stated-year', 'unstated-year'] as const)
    rows[calendar] = rows[calendar].toSorted(byTime)
  return rows
}

function placeOf(
  evidence: Evidence,
  context: TimeContext,
): { calendar: Calendar; span: RowSpan } | null {
  const date = mainDateOf(evidence)
  const own = date === undefined ? undefined : spanOf(date)
  if (date !== undefined && own) {
    const { calendar, fromMs, toMs, isApproximate } = own
    return {
      calendar,
      span: { fromMs, toMs, isApproximate, basis: 'own', words: humanDate(date) },
    }
  }
  const { earliest, latest } = timeOf(evidence, context)
  for (const calendar of ['stated-year', 'unstated-year'] as const) {
    const [from, to] = [boundIn(earliest, calendar), boundIn(latest, calendar)]
    // That it came onto the board some day bounds everything, and tells nothing here.
    if (!from && (!to || to.source === 'added')) continue
    return {
      calendar,
      span: {
        fromMs: from?.atMs ?? null,
        toMs: to?.atMs ?? null,
        isApproximate: (from?.isApproximate ?? false) || (to?.isApproximate ?? false),
        basis: 'bounds',
        words: [from && `from ${humanDate(from.date)}`, to && `until ${humanDate(to.date)}`]
          .filter((part) => part)
          .join(' '),
      },
    }
  }
  return null
}

function boundIn(bounds: readonly Bound[], calendar: Calendar): Bound | undefined {
  return bounds.find((bound) => bound.calendar === calendar)
}

function byTime({ span: a }: Row, { span: b }: Row): number {
  return (
    (a.fromMs ?? a.toMs ?? 0) - (b.fromMs ?? b.toMs ?? 0) ||
    (a.toMs ?? Infinity) - (b.toMs ?? Infinity)
  )
}

const DAY_MS = 86_400_000

/** What an axis has to show: all ends there are, with some room, a day at least. */
export function extentOf(rows: readonly Row[]): [number, number] {
  const ends = rows.flatMap(({ span }) => [span.fromMs, span.toMs].filter((end) => end !== null))
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max(DAY_MS / 2, (last - first) * 0.06)
  return [first - room, last + room]
}
