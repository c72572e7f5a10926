// Whoever imports this file needs the types of edtf.js, whatever their tsconfig includes.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./edtf.d.ts" />
import { parse, type Parsed } from 'edtf'

/** Whether a text is a date in EDTF (ISO 8601-2) that exists in the calendar. */
export function isEdtf(text: string): boolean {
  return parseDate(text) !== undefined
}

/**
 * An EDTF date in words: `2024-10-24` → "24 Oct 2024", `XXXX-10-23` → "23 Oct, year not stated". It says no more
 * than the date does: nothing is completed. What is not EDTF comes back as it was typed.
 */
export function humanDate(text: string): string {
  const date = parseDate(text)
  return (date && words(date)) ?? text.trim()
}

/** An EDTF date taken apart; undefined for what is none, or does not exist in the calendar. Never throws. */
export function parseDate(text: string): Parsed | undefined {
  try {
    const date = parse(text.trim())
    return exists(date) ? date : undefined
  } catch {
    // The parser's only way to say that a text is not EDTF.
    return undefined
  }
}

/** The parser lets 2023-02-29 pass. */
function exists(date: Parsed): boolean {
  if (date.type !== undefined && date.type !== 'Date') {
    return date.values.every((part) => typeof part !== 'object' || part === null || exists(part))
  }
  const [year, month, day] = numbersOf(date)
  if (year === undefined || month === undefined || day === undefined) return true
  if (isUnspecified(date, 'year') || isUnspecified(date, 'month')) return day <= 31
  return day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
}

function words(date: Parsed): string | undefined {
  switch (date.type) {
    case 'Interval':
      return intervalWords(date)
    case 'Set':
    case 'List':
      return listWords(date)
    case 'Season':
      return seasonWords(date)
    case 'Date':
    case undefined:
      return hedged(date, dayWords(date))
    default:
      return undefined
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayWords(date: Parsed): string | undefined {
  const [year, month, day, hour, minute, second] = numbersOf(date)
  if (year === undefined || year < 0) return undefined
  const stated: string[] = []
  const missing: string[] = []
  if (day !== undefined) {
    if (isUnspecified(date, 'day')) missing.push('day')
    else
      stated.push(month !== undefined && isUnspecified(date, 'month') ? `day ${day}` : String(day))
  }
  if (month !== undefined) {
    if (isUnspecified(date, 'month')) missing.push('month')
    else stated.push(months[month] ?? '')
  }
  const years = yearWords(date, year)
  if (years === undefined) missing.push('year')
  else stated.push(years)
  const time =
    hour === undefined ? '' : `, ${clockWords([hour, minute, second])}${zoneWords(date.timeZone)}`
  const gap = missing.length > 0 ? `${missing.join(' and ')} not stated` : ''
  return [stated.join(' ') + time, gap].filter((part) => part !== '').join(', ')
}

/** `202X` → "2020s", `20XX` → "2000–2099", all four unknown → undefined. */
function yearWords(date: Parsed, year: number): string | undefined {
  const unknown = (date.unspecified ?? 0) & 0b1111
  if (unknown === 0) return String(year).padStart(4, '0')
  if (unknown === 0b1000) return `${year}s`
  if (unknown === 0b1100) return `${year}–${year + 99}`
  return undefined
}

function clockWords(parts: (number | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}

function zoneWords(zone: string | undefined): string {
  if (zone === undefined) return ', zone not stated'
  return zone === '+00:00' || zone === 'Z' ? ' UTC' : ` UTC${zone}`
}

function intervalWords(date: Parsed): string | undefined {
  const [from, to] = date.values.map((part) => (typeof part === 'object' ? part : null))
  if (from && to) return shortInterval(from, to) ?? joined(words(from), ' to ', words(to))
  if (from) return joined('from ', words(from), '')
  if (to) return joined('until ', words(to), '')
  return undefined
}

/** "18–22 Oct 2024" where only the days differ and nothing hedges them. */
function shortInterval(from: Parsed, to: Parsed): string | undefined {
  const [a, b] = [numbersOf(from), numbersOf(to)]
  const plain = [from, to].every((date) => !date.uncertain && !date.approximate)
  const sameMonth = a[0] === b[0] && a[1] === b[1] && from.unspecified === to.unspecified
  if (!plain || !sameMonth || a.length !== 3 || b.length !== 3) return undefined
  if (isUnspecified(from, 'day') || isUnspecified(from, 'month')) return undefined
  return joined(`${a[2]}–`, dayWords(to), '')
}

function listWords(date: Parsed): string | undefined {
  const each = date.values.map((part) =>
    typeof part === 'object' && part !== null ? words(part) : undefined,
  )
  if (each.some((part) => part === undefined)) return undefined
  const all = each.join(date.type === 'Set' ? ' or ' : ' and ')
  if (date.earlier) return `${all} or earlier`
  return date.later ? `${all} or later` : all
}

const seasons: Record<number, string> = {
  21: 'spring',
  22: 'summer',
  23: 'autumn',
  24: 'winter',
  33: 'first quarter of',
  34: 'second quarter of',
  35: 'third quarter of',
  36: 'fourth quarter of',
}

function seasonWords(date: Parsed): string | undefined {
  const [year, season] = numbersOf(date)
  const name = seasons[season ?? 0]
  if (year === undefined || name === undefined) return undefined
  return hedged(date, `${name} ${yearWords(date, year) ?? 'of a year not stated'}`)
}

function hedged(date: Parsed, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return `${date.approximate ? 'about ' : ''}${text}${date.uncertain ? ', uncertain' : ''}`
}

function isUnspecified(date: Parsed, part: 'year' | 'month' | 'day'): boolean {
  const mask = { year: 0b1111, month: 0b11_0000, day: 0b1100_0000 }[part]
  return ((date.unspecified ?? 0) & mask) === mask
}

/** Year, month (from 0), day, hour … as far as they are given; digits that are not are 0. */
export function numbersOf(date: Parsed): number[] {
  return date.values.filter((part) => typeof part === 'number')
}

function joined(
  a: string | undefined,
  b: string | undefined,
  c: string | undefined,
): string | undefined {
  return a === undefined || b === undefined || c === undefined ? undefined : a + b + c
}
