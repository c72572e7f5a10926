import { spanOf } from './date-span.ts'

/**
 * First and last millisecond that a date can mean; null where it is open on a side or no year is stated, so that
 * it cannot be put in order with the others.
 */
export function boundsOf(text: string | undefined): { from: number; to: number } | null {
  const span = text === undefined ? undefined : spanOf(text)
  if (!span || span.calendar !== 'stated-year') return null
  const { fromMs, toMs } = span
  return fromMs === null || toMs === null ? null : { from: fromMs, to: toMs }
}
