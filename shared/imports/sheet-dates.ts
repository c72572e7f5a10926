import { isEdtf } from '../evidence/dates.ts'

const signs = ['/', '.', '-'] as const
type Sign = (typeof signs)[number]

/** How a column of dates with slashes is to be read; null where its rows do not show it. */
export type SlashOrder = 'month-first' | 'day-first' | null

/** A date of a table: EDTF where it is one, with how it was read where that had to be concluded. */
export type SheetDate = { edtf: string; note?: string }

const slashed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/

/** Reads the dates of one column. Dates with slashes and dates with dots say nothing of each other's order. */
export function dateReader(texts: readonly string[]): (text: string) => SheetDate | null {
  const orders = new Map<string | undefined, SlashOrder>(
    signs.map((sign) => [sign, slashOrderOf(texts, sign)]),
  )
  return (text) => dateOfSheet(text, orders.get(slashed.exec(text.trim())?.[2]) ?? null)
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
  const plain = withWords(typed) ?? yearFirst(typed)
  if (plain !== null) return isEdtf(plain) ? { edtf: plain } : null
  const iso = typed.replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?/, '$1T$2')
  const spaced = iso.replace(/\s+(UTC|Z)$/i, 'Z').replace(/\s*([+-]\d{2}):?(\d{2})$/, '$1:$2')
  const whole = /T\d{2}:\d{2}(Z|[+-]|$)/.test(spaced)
    ? spaced.replace(/T(\d{2}:\d{2})/, 'T$1:00')
    : spaced
  return /^[\dX]{4}/.test(whole) && isEdtf(whole) ? { edtf: whole } : null
}

/** "2024/10/18", "2024.10.18" and "20241018": nobody writes the day in the middle. Null for anything else. */
function yearFirst(typed: string): string | null {
  const [, year, sign, month, day] =
    /^((?:1[5-9]|20)\d{2})([/.]?)(\d{1,2})\2(\d{1,2})$/.exec(typed) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  if (sign === '' && typed.length !== 8) return null
  return `${year}-${two(Number(month))}-${two(Number(day))}`
}

const months =
  'january february march april may june july august september october november december'
const monthNames = months.split(' ')

/** "18 October 2024", "Oct 18, 2024" and "October 2024", in English. Null for anything else. */
function withWords(typed: string): string | null {
  const [, first, word = '', second, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([a-z]{3,9})\.?[\s-]+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$/i.exec(
      typed,
    ) ?? []
  if (year === undefined || (first !== undefined && second !== undefined)) return null
  const short = word.toLowerCase().replace(/^sept$/, 'sep')
  const month = monthNames.findIndex((name) => name === short || name.slice(0, 3) === short) + 1
  if (month === 0) return null
  const day = first ?? second
  return [year, two(month), ...(day === undefined ? [] : [two(Number(day))])].join('-')
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
