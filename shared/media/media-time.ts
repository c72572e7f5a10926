import { clock } from '../evidence/wording.ts'

/** Seconds of media time to the millisecond: 1.7 → "0:01.700", 3725.04 → "1:02:05.040". */
export function exactClock(seconds: number): string {
  const thousandths = Math.round(Math.max(0, seconds) * 1000)
  const rest = String(thousandths % 1000).padStart(3, '0')
  return `${clock(Math.floor(thousandths / 1000))}.${rest}`
}

/** "0:02–0:05"; with tenths where an end lies between two seconds; one time where both are the same. */
export function rangeInWords({ startS, endS }: { startS: number; endS: number }): string {
  const isWhole = isWholeSecond(startS) && isWholeSecond(endS)
  const [start, end] = [startS, endS].map((each) => (isWhole ? clock(each + 0.0005) : tenths(each)))
  return start === end ? `${start}` : `${start}–${end}`
}

/** A moment or a range of a note: its end may be open. */
export function spanInWords({ startS, endS }: { startS: number; endS: number | null }): string {
  return rangeInWords({ startS, endS: endS ?? startS })
}

/** A time as people type it: "75.4", "1:15.4", "1:02:05"; undefined where it is none. */
export function secondsOf(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7}(?:[.,]\d{1,6})?)$/.exec(text.trim())
  if (!match) return undefined
  const [, hours = '0', minutes = '0', seconds = '0'] = match
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))
}

function isWholeSecond(seconds: number): boolean {
  return Math.abs(seconds - Math.round(seconds)) < 0.0005
}

function tenths(seconds: number): string {
  const rounded = Math.round(seconds * 10)
  return `${clock(Math.floor(rounded / 10))}.${rounded % 10}`
}
