import { numbersOf, parseDate } from './dates.ts'
import type { Parsed } from 'edtf'

/**
 * From when to when a date may lie. Both ends are milliseconds of an axis that only dates of one `calendar`
 * share: a day whose year is not stated can be compared with others of its kind, as days of one year, and with
 * nothing else. Times without a zone lie as if they were UTC.
 */
export type DateSpan = {
  calendar: 'stated-year' | 'unstated-year'
  /** First and last millisecond; null where it is open. */
  fromMs: number | null
  toMs: number | null
  /** The date itself says "about" or "uncertain". */
  isApproximate: boolean
  /** A time of day with its zone. */
  hasZone: boolean
}

/** Undefined for what is no date, and for what nothing can be compared with (`XXXX-XX-23`). */
export function spanOf(text: string): DateSpan | undefined {
  const date = parseDate(text)
  return date && span(date)
}

function span(date: Parsed): DateSpan | undefined {
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
    case 'Year':
      return yearsSpan(date, 1)
    case 'Date':
    case undefined:
      return daySpan(date)
  }
}

const YEAR_BITS = 0b1111
const MONTH_BITS = 0b11_0000
const DAY_BITS = 0b1100_0000
/** Stands for the year that is not stated: a leap year, so that 29 February has a place. */
const ANY_YEAR = 2000

function daySpan(date: Parsed): DateSpan | undefined {
  const [year, month, day, ...clock] = numbersOf(date)
  const unknown = date.unspecified ?? 0
  const isUnstated = (unknown & YEAR_BITS) === YEAR_BITS
  const hasMonth = month !== undefined && (unknown & MONTH_BITS) === 0
  const hasDay = hasMonth && day !== undefined && (unknown & DAY_BITS) === 0
  const years = isUnstated
    ? hasMonth
      ? ([ANY_YEAR, ANY_YEAR] as const)
      : undefined
    : yearsOf(year, unknown)
  if (!years) return undefined
  const common = {
    calendar: isUnstated ? 'unstated-year' : 'stated-year',
    isApproximate: Boolean(date.approximate) || Boolean(date.uncertain),
  } as const
  if (hasDay && clock.length > 0) {
    const [hour = 0, minute, second] = clock
    const fromMs =
      utc(years[0], month, day, hour, minute ?? 0, second ?? 0) - (date.offset ?? 0) * 60_000
    const lengthMs = second !== undefined ? 1_000 : minute !== undefined ? 60_000 : 3_600_000
    const hasZone = date.timeZone !== undefined
    return { ...common, fromMs, toMs: fromMs + lengthMs - 1, hasZone }
  }
  const fromMs = utc(years[0], hasMonth ? month : 0, hasDay ? day : 1)
  const toMs =
    (hasDay
      ? utc(years[1], month, day + 1)
      : hasMonth
        ? utc(years[1], month + 1, 1)
        : utc(years[1] + 1, 0, 1)) - 1
  return { ...common, fromMs, toMs, hasZone: false }
}

/** `202X` is one of ten years, `20XX` one of a hundred; other gaps in a year say too little. */
function yearsOf(year: number | undefined, unknown: number): readonly [number, number] | undefined {
  if (year === undefined) return undefined
  const bits = unknown & YEAR_BITS
  if (bits === 0) return [year, year]
  if (bits === 0b1000) return [year, year + 9]
  return bits === 0b1100 ? [year, year + 99] : undefined
}

function intervalSpan(date: Parsed): DateSpan | undefined {
  const [from, to] = date.values.map((part) => (isDate(part) ? span(part) : null))
  if (from === undefined || to === undefined) return undefined
  const calendar = (from ?? to)?.calendar
  if (!calendar || (from && to && from.calendar !== to.calendar)) return undefined
  const [fromMs, toMs] = [from?.fromMs ?? null, to?.toMs ?? null]
  // From December to January of years not stated: on which side of such a span a day lies cannot be said.
  if (fromMs !== null && toMs !== null && fromMs > toMs) return undefined
  return {
    calendar,
    fromMs,
    toMs,
    isApproximate: Boolean(from?.isApproximate) || Boolean(to?.isApproximate),
    hasZone: (from?.hasZone ?? true) && (to?.hasZone ?? true),
  }
}

/** From the first of several to the last. */
function listSpan(date: Parsed): DateSpan | undefined {
  const parts = date.values.map((part) => (isDate(part) ? span(part) : undefined))
  const known = parts.filter((part) => part !== undefined)
  const [first] = known
  if (!first || known.length < parts.length) return undefined
  if (known.some(({ calendar }) => calendar !== first.calendar)) return undefined
  const ends = (pick: (each: DateSpan) => number | null) =>
    known.map(pick).filter((ms) => ms !== null)
  return {
    calendar: first.calendar,
    fromMs: date.earlier ? null : Math.min(...ends(({ fromMs }) => fromMs)),
    toMs: date.later ? null : Math.max(...ends(({ toMs }) => toMs)),
    isApproximate: known.some(({ isApproximate }) => isApproximate),
    hasZone: known.every(({ hasZone }) => hasZone),
  }
}

/** Quarters are exact. Which months a season has depends on where: it is somewhere from that year's start to the next spring. */
function seasonSpan(date: Parsed): DateSpan | undefined {
  const [year, season] = numbersOf(date)
  if (year === undefined || season === undefined || (date.unspecified ?? 0) !== 0) return undefined
  const isQuarter = season >= 33 && season <= 36
  const [from, to] = isQuarter
    ? [utc(year, (season - 33) * 3, 1), utc(year, (season - 32) * 3, 1)]
    : [utc(year, 0, 1), utc(year + 1, 2, 1)]
  return {
    calendar: 'stated-year',
    fromMs: from,
    toMs: to - 1,
    isApproximate: !isQuarter || Boolean(date.approximate) || Boolean(date.uncertain),
    hasZone: false,
  }
}

function yearsSpan(date: Parsed, length: number): DateSpan | undefined {
  const [count] = numbersOf(date)
  if (count === undefined) return undefined
  const [fromMs, toMs] = [utc(count * length, 0, 1), utc((count + 1) * length, 0, 1) - 1]
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) return undefined
  const isApproximate = Boolean(date.approximate) || Boolean(date.uncertain)
  return { calendar: 'stated-year', fromMs, toMs, isApproximate, hasZone: false }
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second))
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}

function isDate(part: unknown): part is Parsed {
  return typeof part === 'object' && part !== null && 'values' in part
}
