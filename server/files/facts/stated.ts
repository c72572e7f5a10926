import type { Facts } from '../../../shared/evidence/fields.ts'
import { statedDate, type DateSourceName } from '../../../shared/evidence/stated-dates.ts'

const MOST_DATES = 30
const MOST_PROGRAMS = 12

/** Adds a date to what a file states, unless the same stands there already from the same place. */
export function noteDate(facts: Facts, from: DateSourceName, value: string | null): void {
  if (value === null || value.length > 40) return
  const dates = (facts.dates ??= [])
  const isKnown = dates.some((date) => date.from === from && date.value === value)
  if (!isKnown && dates.length < MOST_DATES) dates.push(statedDate(from, value))
}

/** Adds the name of a program that had a hand in the file. */
export function noteSoftware(facts: Facts, name: string): void {
  const clean = name
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
  const known = facts.software ?? []
  if (!/[\p{L}\d]/u.test(clean) || known.includes(clean) || known.length >= MOST_PROGRAMS) return
  facts.software = [...known, clean]
}

/**
 * An ISO 8601 date as files write it, brought to one form: `2019-04-14T13:46:10+02:00`. Fractions of a second are
 * left out. Null for what is no date, and for what devices write with an unset clock.
 */
export function isoDate(text: string): string | null {
  const match =
    /^\s*(\d{4})[-:](\d\d)[-:](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?\s*$/.exec(
      text,
    )
  if (!match) return null
  const [, year = '', month = '', day = '', hour, minute = '', second = '00', zone = ''] = match
  if (!isDay(Number(year), Number(month), Number(day))) return null
  if (hour === undefined) return `${year}-${month}-${day}`
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${withColon(zone)}`
}

export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function withColon(zone: string): string {
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
}
