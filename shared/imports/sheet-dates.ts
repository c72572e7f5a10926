import { isEdtf } from '../evidence/dates.ts'

type Sign = '/' | '.'

/** How a column of dates with slashes is to be read; null where its rows do not show it. */
export type SlashOrder = 'month-first' | 'day-first' | null

/** A date of a table: EDTF where it is one, with how it was read where that had to be concluded. */
export type SheetDate = { edtf: string; note?: string }

const slashed = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})$/

/** Reads the dates of one column. Dates with slashes and dates with dots say nothing of each other's order. */
export function dateReader(texts: readonly string[]): (text: string) => SheetDate | null {
  const orders = { '/': slashOrderOf(texts), '.': slashOrderOf(texts, '.') }
  return (text) => dateOfSheet(text, orders[slashed.exec(text.trim())?.[2] === '.' ? '.' : '/'])
}

/** A row with a 24th month cannot be meant: so its column is day-first, and the other way round. */
export function slashOrderOf(texts: readonly string[], sign: Sign = '/'): SlashOrder {
  const shown = new Set<SlashOrder>()
  for (const text of texts) {
    const [, first, own, second] = slashed.exec(text.trim()) ?? []
    if (own !== sign) continue
    if (Number(first) > 12) shown.add('day-first')
    if (Number(second) > 12) shown.add('month-first')
  }
  const [order = null] = shown
  return shown.size === 1 ? order : null
}

/** Null for what is no date, or one that could be two days: that stays words. */
export function dateOfSheet(text: string, order: SlashOrder): SheetDate | null {
  const typed = text.trim()
  if (typed === '') return null
  const [, first = '', , second = '', year = ''] = slashed.exec(typed) ?? []
  if (year !== '') return ofSlashes(typed, { first, second, year, order })
  const iso = typed.replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?/, '$1T$2')
  const spaced = iso.replace(/\s+(UTC|Z)$/i, 'Z').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  const whole = /T\d{2}:\d{2}(Z|[+-]|$)/.test(spaced)
    ? spaced.replace(/T(\d{2}:\d{2})/, 'T$1:00')
    : spaced
  return /^[\dX]{4}/.test(whole) && isEdtf(whole) ? { edtf: whole } : null
}

function ofSlashes(
  typed: string,
  {
    first,
    second,
    year,
    order,
  }: { first: string; second: string; year: string; order: SlashOrder },
): SheetDate | null {
  const [a, b] = [Number(first), Number(second)]
  const isPlain = a > 12 || b > 12 || a === b
  if (!isPlain && order === null) return null
  const isDayFirst = a > 12 || (!isPlain && order === 'day-first')
  const [day, month] = isDayFirst ? [a, b] : [b, a]
  const edtf = `${year}-${two(month)}-${two(day)}`
  if (!isEdtf(edtf)) return null
  if (isPlain) return { edtf }
  const words = order === 'month-first' ? 'month before day' : 'day before month'
  return {
    edtf,
    note: `Date as given: ${typed}, read with the ${words}, as other rows have to be.`,
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
