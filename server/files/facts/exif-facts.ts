import { open } from 'node:fs/promises'
import exifReader from 'exifreader'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { notePlace } from './iso6709.ts'

/** Metadata stands at the front of a picture; HEIC may keep it at the end, so small files are read whole. */
const MOST_BYTES = 32 * 1024 * 1024

/** When, where and with what a picture was taken, as its EXIF says: nothing is completed or converted. */
export async function readExifFacts(path: string, facts: Facts): Promise<void> {
  // oxlint-disable-next-line import/no-named-as-default-member -- named exports are in its types only
  const tags = exifReader.load(await frontOf(path), { expanded: true })
  const exif = tags.exif ?? {}
  const taken = exifInstant(textOf(exif.DateTimeOriginal), textOf(exif.OffsetTimeOriginal))
  const digitised = exifInstant(textOf(exif.DateTimeDigitized), textOf(exif.OffsetTimeDigitized))
  if (taken !== null) facts.takenAt = taken
  else if (digitised !== null) {
    facts.takenAt = digitised
    facts.notes?.push(
      'The time is that of digitising: the file does not say when the picture was taken.',
    )
  }
  const camera = cameraOf(textOf(exif.Make), textOf(exif.Model))
  if (camera !== '') facts.camera = camera
  if (!tags.gps) return
  const { Latitude: lat, Longitude: lon } = tags.gps
  if (isFigure(lat) && isFigure(lon)) notePlace(facts, { lat, lon })
  else facts.notes?.push('The file has a field for its position, but it is empty.')
}

/**
 * An EXIF date and its offset as ISO 8601: `2018-06-08T13:24:10-07:00`, without a zone where none is stated.
 * Null for what cameras write with an unset clock.
 */
export function exifInstant(date: string, offset: string): string | null {
  const match = /^(\d{4}):(\d\d):(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?/.exec(date)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  if (year === '0000' || month === '00' || day === '00') return null
  if (hour === undefined) return `${year}-${month}-${day}`
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : ''
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`
}

function cameraOf(make: string, model: string): string {
  const [maker, name] = [printable(make), printable(model)]
  const firstWord = maker.split(' ')[0]?.toLowerCase() ?? ''
  return (
    firstWord && name.toLowerCase().startsWith(firstWord) ? name : `${maker} ${name}`.trim()
  ).slice(0, 200)
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '').trim()
}

function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function textOf(tag: { description?: unknown } | undefined): string {
  return typeof tag?.description === 'string' ? tag.description : ''
}

async function frontOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const length = Math.min((await file.stat()).size, MOST_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
