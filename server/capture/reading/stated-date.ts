import { isEdtf } from '../../../shared/evidence/dates.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as a page states it, in EDTF: its precision and its zone are those of the page and nothing is completed.
 * Undefined where it is written in a way that could mean two days, or none.
 */
export function statedDate(text: string | null | undefined): string | undefined {
  const stated = (text ?? '').trim().slice(0, 100)
  const date = isoDate(stated) ?? compactDate(stated) ?? wordyDate(stated)
  return date !== undefined && isEdtf(date) ? date : undefined
}

/** `2024-10-25`, `2024-10-25T08:30+09:00`, `2024-10-25 08:30:12.123Z` (a fraction of a second is left out). */
function isoDate(text: string): string | undefined {
  const found =
    /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?$/i.exec(
      text,
    )
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, zone] = found
  const date = [year, month?.padStart(2, '0'), day?.padStart(2, '0')]
    .filter((part) => part !== undefined)
    .join('-')
  if (hour === undefined || minute === undefined) return date
  return `${date}T${clockOf(hour, minute, second)}${zoneOf(zone)}`
}

/** `20241025`, as some meta tags have it; also with a time behind it, which is then left out. */
function compactDate(text: string): string | undefined {
  const found = /^(19|20)(\d{2})(\d{2})(\d{2})(?:T?\d{4,6}.*)?$/.exec(text)
  return found ? `${found[1]}${found[2]}-${found[3]}-${found[4]}` : undefined
}

/** `Fri, 25 Oct 2024 08:30:00 GMT`, `October 25, 2024`. */
function wordyDate(text: string): string | undefined {
  const found =
    /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  const [day, month, year] = found
    ? [found[1], found[2], found[3]]
    : (() => {
        const american = /^(?:[a-z]{6,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/i.exec(text)
        return [american?.[2], american?.[1], american?.[3]]
      })()
  const at = months.indexOf((month ?? '').slice(0, 3).toLowerCase())
  if (day === undefined || year === undefined || at < 0) return undefined
  const date = `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
  if (found?.[4] === undefined || found[5] === undefined) return date
  return `${date}T${clockOf(found[4], found[5], found[6])}${zoneOf(found[7])}`
}

function clockOf(hour: string, minute: string, second: string | undefined): string {
  return [hour.padStart(2, '0'), minute, second].filter((part) => part !== undefined).join(':')
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return ''
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 'Z'
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
