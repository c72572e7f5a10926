import type { ExpandedTags } from 'exifreader'
import type { Facts } from '../../../shared/evidence/fields.ts'
import type { DateSourceName } from '../../../shared/evidence/stated-dates.ts'
import { isoDate, noteDate } from './stated.ts'

/** Every date that a picture's EXIF, GPS, XMP and IPTC state, each as it stands. */
export function readPictureDates(tags: ExpandedTags, facts: Facts): void {
  const exif = textsOf(tags.exif)
  for (const [from, date, offset] of exifDates)
    noteDate(facts, from, exifInstant(exif(date), exif(offset)))
  noteDate(facts, 'gps', gpsInstant(exif('GPSDateStamp'), exif('GPSTimeStamp')))

  const xmp = textsOf(tags.xmp)
  for (const [from, names] of xmpDates)
    for (const name of names) noteDate(facts, from, isoDate(xmp(name)))

  const iptc = textsOf(tags.iptc)
  for (const [from, day, time] of iptcDates)
    noteDate(facts, from, iptcInstant(iptc(day), iptc(time)))

  const png = textsOf(tags.pngText)
  noteDate(facts, 'png-time', isoDate(png('Modification Time')))
}

const exifDates: [DateSourceName, date: string, offset: string][] = [
  ['exif-original', 'DateTimeOriginal', 'OffsetTimeOriginal'],
  ['exif-digitized', 'DateTimeDigitized', 'OffsetTimeDigitized'],
  ['exif-modified', 'DateTime', 'OffsetTime'],
]

const xmpDates: [DateSourceName, string[]][] = [
  ['xmp-taken', ['DateTimeOriginal', 'DateTimeDigitized']],
  ['xmp-created', ['CreateDate', 'DateCreated', 'CreationDate']],
  ['xmp-gps', ['GPSTimeStamp']],
  ['xmp-modified', ['ModifyDate', 'MetadataDate']],
]

const iptcDates: [DateSourceName, day: string, time: string][] = [
  ['iptc-created', 'Date Created', 'Time Created'],
  ['iptc-digitized', 'Digital Creation Date', 'Digital Creation Time'],
]

/**
 * An EXIF date and its offset as ISO 8601: `2018-06-08T13:24:10-07:00`, without a zone where none is stated.
 * Null for what cameras write with an unset clock.
 */
export function exifInstant(date: string, offset: string): string | null {
  const iso = isoDate(date.slice(0, 19))
  if (iso === null || !iso.includes('T')) return iso
  return /^[+-]\d\d:\d\d$/.test(offset) ? `${iso}${offset}` : iso
}

/** GPS writes UTC: a day and a time in two fields. */
function gpsInstant(day: string, time: string): string | null {
  const iso = isoDate(day.slice(0, 10))
  const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d*)?$/.exec(time.trim())
  if (iso === null || !clock) return iso
  const parts = clock.slice(1).map((part) => part.padStart(2, '0'))
  return isoDate(`${iso}T${parts.join(':')}Z`)
}

/** `20230202` or `2023-02-02`, and `070000+0000` or `07:00:00+00:00`; a time alone where the day is missing. */
function iptcInstant(day: string, time: string): string | null {
  const date = isoDate(day.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  const clock = /^(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?$/.exec(time.trim())
  if (!clock) return date
  const zone = (clock[4] ?? '').replace(/^(...)(\d\d)$/, '$1:$2')
  const stated = `${clock[1]}:${clock[2]}:${clock[3]}${zone}`
  return date === null ? stated : `${date}T${stated}`
}

/** The words of a tag by its name; empty where there are none. */
function textsOf(group: object | undefined): (name: string) => string {
  const tags = new Map<string, unknown>(Object.entries(group ?? {}))
  return (name) => {
    const tag = tags.get(name)
    if (typeof tag !== 'object' || tag === null || !('description' in tag)) return ''
    return typeof tag.description === 'string' ? tag.description.trim() : ''
  }
}
