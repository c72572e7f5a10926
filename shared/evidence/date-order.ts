// Whoever imports this file needs the types of edtf.js, whatever their tsconfig includes.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./edtf.d.ts" />
import { parse, type Parsed } from 'edtf'

/**
 * Where a date stands among others: the span of time it allows, both ends included, as milliseconds since 1970 UTC;
 * open ends are infinite. Nothing is completed: where no year is stated, `hasYear` is false and the span is that of
 * day and month within a year 0, fit only for comparing such dates with each other.
 */
export type DateOrder = { hasYear: boolean; from: number; to: number }

/** Null for what is not EDTF. */
export function dateOrderOf(text: string): DateOrder | null {
  try {
    return spanOf(parse(text.trim()))
  } catch {
    // The parser's only way to say that a text is not EDTF.
    return null
  }
}

/** By beginning, then by end; dates without a year after all that have one. */
export function compareDateOrder(a: DateOrder, b: DateOrder): number {
  return (
    Number(b.hasYear) - Number(a.hasYear) ||
    compareNumbers(a.from, b.from) ||
    compareNumbers(a.to, b.to)
  )
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function spanOf(date: Parsed): DateOrder | null {
  switch (date.type) {
    case 'Interval':
      return intervalSpan(date)
    case 'Set':
    case 'List':
      return listSpan(date)
    case 'Season':
      return seasonSpan(date)
    case 'Decade':
      return yearsSpan(date, 10)
    case 'Century':
      return yearsSpan(date, 100)
    case 'Date':
    case 'Year':
    case undefined:
      return dateSpan(date)
  }
}

const YEAR_BITS = 0b1111
const MONTH_BITS = 0b11_0000
const DAY_BITS = 0b1100_0000

function dateSpan(date: Parsed): DateOrder | null {
  const [year, month, day, hour, minute, second] = date.values.filter(
    (part) => typeof part === 'number',
  )
  if (year === undefined) return null
  const unknown = date.unspecified ?? 0
  const hasYear = (unknown & YEAR_BITS) !== YEAR_BITS
  const [firstYear, lastYear] = hasYear ? [year, year + yearsIn(unknown & YEAR_BITS)] : [0, 0]
  const isMonthKnown = month !== undefined && (unknown & MONTH_BITS) === 0
  const isDayKnown = day !== undefined && (unknown & DAY_BITS) === 0
  const [firstMonth, lastMonth] = isMonthKnown ? [month, month] : [0, 11]
  if (hour !== undefined && hasYear && isDayKnown) {
    const at = instant(firstYear, firstMonth, day) + clockMs(hour, minute, second) - zoneMs(date)
    return { hasYear, from: at, to: at }
  }
  const from = instant(firstYear, firstMonth, isDayKnown ? day : 1)
  const to = isDayKnown
    ? instant(lastYear, lastMonth, day + 1) - 1
    : instant(lastYear, lastMonth + 1, 1) - 1
  return { hasYear, from, to }
}

/** How many years after the first a mask of unknown digits allows: `202X` → 9. */
function yearsIn(mask: number): number {
  if (mask === 0b1000) return 9
  if (mask === 0b1100) return 99
  return mask === 0b1110 ? 999 : 0
}

/** Milliseconds at 0:00 UTC; days and months beyond the last run on into the next. */
function instant(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}

function clockMs(hour: number, minute = 0, second = 0): number {
  return ((hour * 60 + minute) * 60 + second) * 1000
}

/** A time without a zone is compared as if it were UTC. */
function zoneMs({ timeZone }: Parsed): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(timeZone ?? '')
  if (!found) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return (found[1] === '-' ? -1 : 1) * minutes * 60_000
}

function intervalSpan(date: Parsed): DateOrder | null {
  const [first, last] = date.values.map((part) =>
    typeof part === 'object' && part !== null ? spanOf(part) : null,
  )
  if (!first && !last) return null
  const hasYear = (first?.hasYear ?? true) && (last?.hasYear ?? true)
  return { hasYear, from: first?.from ?? -Infinity, to: last?.to ?? Infinity }
}

function listSpan(date: Parsed): DateOrder | null {
  const spans = date.values.flatMap((part) =>
    typeof part === 'object' && part !== null ? (spanOf(part) ?? []) : [],
  )
  if (spans.length === 0) return null
  return {
    hasYear: spans.every(({ hasYear }) => hasYear),
    from: date.earlier ? -Infinity : Math.min(...spans.map(({ from }) => from)),
    to: date.later ? Infinity : Math.max(...spans.map(({ to }) => to)),
  }
}

/** First month and number of months, counted from 0; winter is the northern one that ends its year. */
const seasons: Record<number, [month: number, months: number]> = {
  21: [2, 3],
  22: [5, 3],
  23: [8, 3],
  24: [11, 3],
  33: [0, 3],
  34: [3, 3],
  35: [6, 3],
  36: [9, 3],
}

function seasonSpan(date: Parsed): DateOrder | null {
  const [year, season] = date.values
  const months = typeof season === 'number' ? seasons[season] : undefined
  if (typeof year !== 'number') return null
  const hasYear = ((date.unspecified ?? 0) & YEAR_BITS) !== YEAR_BITS
  const [month, count] = months ?? [0, 12]
  const shown = hasYear ? year : 0
  return {
    hasYear,
    from: instant(shown, month, 1),
    to: instant(shown, month + count, 1) - 1,
  }
}

function yearsSpan({ values }: Parsed, years: number): DateOrder | null {
  const [count] = values
  if (typeof count !== 'number') return null
  return {
    hasYear: true,
    from: instant(count * years, 0, 1),
    to: instant((count + 1) * years, 0, 1) - 1,
  }
}
