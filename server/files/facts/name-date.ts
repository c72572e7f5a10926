import type { StatedDate } from '../../../shared/evidence/stated-dates.ts'
import { statedDate } from '../../../shared/evidence/stated-dates.ts'
import { isDay } from './stated.ts'

/** A day and perhaps a time, as devices and programs put them into names: `VID_20170713_191641`, `2022-03-01 12.33.44`. */
const pattern =
  /(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:(?:[T ._-]{1,3}|[ _-]at[ _-])?([01]\d|2[0-3])[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d))?(?![\d-]*\d{6})/g

/**
 * The date that the name of a file holds; null where there is none. Pixel phones (`PXL_…`) write UTC, the rest
 * local time; programs that pass files on write when they did so.
 */
export function dateInName(name: string): StatedDate | null {
  for (const match of name.slice(0, 500).matchAll(pattern)) {
    const [, year = '', , month = '', day = '', hour, minute, second] = match
    if (!isDay(Number(year), Number(month), Number(day))) continue
    const date = `${year}-${month}-${day}`
    if (hour === undefined) return statedDate('file-name', date)
    const from = name.startsWith('PXL_') ? 'file-name-pixel' : 'file-name'
    return statedDate(from, `${date}T${hour}:${minute}:${second}`)
  }
  return null
}
