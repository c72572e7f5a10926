// Whoever imports this file needs the types of edtf.js, whatever their tsconfig includes.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./edtf.d.ts" />
import { parse, type Parsed } from 'edtf'
import { isEdtf } from './dates.ts'

/** From and up to (not including), milliseconds since 1970 UTC. Days of unknown zone count as UTC. */
export type Span = { from: number; to: number }

/** The time an EDTF date can mean; null where it has no bounds on both sides (no year, open, not EDTF). */
export function spanOf(text: string): Span | null {
  if (!isEdtf(text)) return null
  return spanOfParsed(parse(text.trim()))
}

function spanOfParsed(date: Parsed): Span | null {
  if (date.type === 'Interval') {
    const [lower, upper] = date.values.map((part) =>
      typeof part === 'object' && part !== null ? spanOfParsed(part) : null,
    )
    return lower && upper ? { from: lower.from, to: upper.to } : null
  }
  if (date.type === 'Season') {
    const [year] = date.values
    return typeof year === 'number' ? { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 2) } : null
  }
  if (date.type !== undefined && date.type !== 'Date') return null
  return spanOfDate(date)
}

function spanOfDate({ values, unspecified = 0 }: Parsed): Span | null {
  const parts = values.filter((part) => typeof part === 'number')
  const [year, month, day, hour, minute = 0, second = 0] = parts
  if (year === undefined) return null
  const unknownYear = unspecified & 0b1111
  if (unknownYear === 0b1111) return null
  if (unknownYear !== 0) {
    const years = unknownYear === 0b1000 ? 10 : 100
    return { from: Date.UTC(year, 0), to: Date.UTC(year + years, 0) }
  }
  if (month === undefined || (unspecified & 0b11_0000) !== 0)
    return { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) }
  if (day === undefined || (unspecified & 0b1100_0000) !== 0)
    return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) }
  if (hour === undefined)
    return { from: Date.UTC(year, month, day), to: Date.UTC(year, month, day + 1) }
  const from = Date.UTC(year, month, day, hour, minute, second)
  return { from, to: from + 1000 }
}
