import { spanOf } from './date-span.ts'

/**
 * Where an EDTF date stands among others, by the span of time that it allows. Days whose year is not stated come
 * after everything that has one, and texts that are no date after those. Nothing is completed for it.
 */
export type DateOrder = { place: 'year' | 'no year' | 'no date'; from: number; to: number }

/** Parsing takes a while: sort by what this returns, not by the texts. A text is parsed once. */
export function dateOrderOf(text: string): DateOrder {
  const known = read.get(text)
  if (known) return known
  const order = readOrder(text)
  if (read.size >= MOST_READ) read.clear()
  read.set(text, order)
  return order
}

/** A board says the same dates over and over; what a text means never changes. */
const read = new Map<string, DateOrder>()
const MOST_READ = 10_000

function readOrder(text: string): DateOrder {
  const plain = plainDay(text.trim())
  if (plain) return plain
  const span = spanOf(text)
  if (!span) return { place: 'no date', from: 0, to: 0 }
  return {
    place: span.calendar === 'stated-year' ? 'year' : 'no year',
    from: span.fromMs ?? -Infinity,
    to: span.toMs ?? Infinity,
  }
}

/** The commonest form, a whole day, without the parser: ten thousand of them are then milliseconds. */
function plainDay(text: string): DateOrder | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const from = Date.parse(text)
  // A day that is none (30 February) runs on into the next month: the parser has the word on it.
  if (Number.isNaN(from) || new Date(from).toISOString().slice(0, 10) !== text) return undefined
  return { place: 'year', from, to: from + DAY_MS - 1 }
}

const DAY_MS = 86_400_000

/** By place, then by beginning, then by end; an open end lies outside of all others. */
export function compareDateOrder(a: DateOrder, b: DateOrder): number {
  return compare(places[a.place], places[b.place]) || compare(a.from, b.from) || compare(a.to, b.to)
}

const places: Record<DateOrder['place'], number> = { year: 0, 'no year': 1, 'no date': 2 }

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
