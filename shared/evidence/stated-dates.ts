import { z } from 'zod'

/**
 * A date as a file states it, where it stands in the file. Every one is kept: which of them is true is for people
 * to say.
 */
export const statedDateValue = z.object({
  /** A name of `dateSources`. */
  from: z.string().max(100),
  /**
   * ISO 8601: `2017-07-13T19:16:41`, with an offset or Z only where the file states one; a day or a time alone
   * where no more is stated.
   */
  value: z.string().max(40),
  /** What is known of its zone where the value does not say it; empty where it does. */
  zone: z.string().max(200),
})
export type StatedDate = z.infer<typeof statedDateValue>

/** `taken`: when what is seen took place. `changed`: when the file was last written. */
type Tells = 'taken' | 'changed'

/** What a clock is that names no zone: local time, UTC, or meant as UTC and often local. */
type Clock = 'local' | 'utc' | 'utc-or-local'

type DateSource = { words: string; tells: Tells; clock: Clock }

const source = (words: string, tells: Tells, clock: Clock): DateSource => ({ words, tells, clock })

/** The places in files where dates stand, as the formats name them, with how they are called for people. */
export const dateSources = {
  mvhd: source('Movie header', 'taken', 'utc-or-local'),
  'mvhd-changed': source('Movie header, last change', 'changed', 'utc-or-local'),
  'track-picture': source('Header of the picture track', 'taken', 'utc-or-local'),
  'track-sound': source('Header of the sound track', 'taken', 'utc-or-local'),
  'quicktime-creationdate': source('QuickTime creation date', 'taken', 'local'),
  'udta-day': source('Movie date (©day)', 'taken', 'local'),
  'gopro-gps': source('GPS of the camera', 'taken', 'utc'),
  'matroska-date': source('Matroska date (DateUTC)', 'taken', 'utc-or-local'),
  'matroska-tag': source('Matroska date tag', 'taken', 'local'),
  'container-tag': source('Date tag of the container', 'taken', 'utc-or-local'),
  'riff-date': source('AVI date (IDIT)', 'taken', 'local'),
  'exif-original': source('EXIF, taken', 'taken', 'local'),
  'exif-digitized': source('EXIF, digitised', 'taken', 'local'),
  'exif-modified': source('EXIF, changed', 'changed', 'local'),
  gps: source('GPS', 'taken', 'utc'),
  'xmp-taken': source('XMP, taken', 'taken', 'local'),
  'xmp-created': source('XMP, created', 'taken', 'local'),
  'xmp-gps': source('XMP, GPS', 'taken', 'utc-or-local'),
  'xmp-modified': source('XMP, changed', 'changed', 'local'),
  'iptc-created': source('IPTC, created', 'taken', 'local'),
  'iptc-digitized': source('IPTC, digitised', 'taken', 'local'),
  'png-time': source('PNG, changed', 'changed', 'utc-or-local'),
  'tiff-date': source('TIFF date', 'changed', 'local'),
  'file-name': source('File name', 'taken', 'local'),
  'file-name-pixel': source('File name', 'taken', 'utc-or-local'),
} as const satisfies Record<string, DateSource>

export type DateSourceName = keyof typeof dateSources

/** How a source is called; its own name where a newer version wrote it. */
export function sourceWords(from: string): string {
  return isDateSource(from) ? dateSources[from].words : from
}

export function isDateSource(from: string): from is DateSourceName {
  return Object.hasOwn(dateSources, from)
}

const zoneWords: Record<Clock, string> = {
  local: 'zone not stated',
  utc: 'UTC',
  'utc-or-local': 'meant as UTC, but many devices write local time there',
}

/** A stated date with what is known of its zone. */
export function statedDate(from: DateSourceName, value: string): StatedDate {
  const saysItself = /(?:Z|[+-]\d\d:\d\d)$/.test(value) || !value.includes(':')
  return { from, value, zone: saysItself ? '' : zoneWords[dateSources[from].clock] }
}
