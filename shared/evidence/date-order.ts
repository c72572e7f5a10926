import { spanOf } from './date-span.ts'

/**
 * Where an EDTF date stands among others, by the span of time that it allows. Days whose year is not stated come
 * after everything that has one, and texts that are no date after those. Nothing is completed for it.
 */
export type DateOrder = { place: 'year' | 'no year' | 'no date'; from: number; to: number }

/** Parsing takes a while: sort by what this returns, not by the texts. */
export function dateOrderOf(text: string): DateOrder {
  const span = spanOf(text)
  if (!span) return { place: 'no date', from: 0, to: 0 }
  return {
    place: span.calendar === 'stated-year' ? 'year' : 'no year',
    from: span.fromMs ?? -Infinity,
    to: span.toMs ?? Infinity,
  }
}

/** By place, then by beginning, then by end; an open end lies outside of all others. */
export function compareDateOrder(a: DateOrder, b: DateOrder): number {
  return compare(places[a.place], places[b.place]) || compare(a.from, b.from) || compare(a.to, b.to)
}

const places: Record<DateOrder['place'], number> = { year: 0, 'no year': 1, 'no date': 2 }

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
