import { open } from 'node:fs/promises'
import exifReader, { type ExpandedTags } from 'exifreader'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { notePlace } from './iso6709.ts'
import { readPictureDates } from './picture-dates.ts'
import { noteSoftware } from './stated.ts'

/** Metadata stands at the front of a picture; HEIC may keep it at the end, so small files are read whole. */
const MOST_BYTES = 32 * 1024 * 1024

/** When, where and with what a picture was taken, as its metadata say: nothing is completed or converted. */
export async function readExifFacts(path: string, facts: Facts): Promise<void> {
  // oxlint-disable-next-line import/no-named-as-default-member -- named exports are in its types only
  const tags = exifReader.load(await frontOf(path), { expanded: true })
  const exif = tags.exif ?? {}
  readPictureDates(tags, facts)
  chooseTaken(facts)
  const camera = cameraOf(textOf(exif.Make), textOf(exif.Model))
  if (camera !== '') facts.camera = camera
  noteSoftware(facts, textOf(exif.Software))
  noteSoftware(facts, textOf(tags.xmp?.['CreatorTool']))
  noteSizes(tags, facts)
  if (!tags.gps) return
  const { Latitude: lat, Longitude: lon } = tags.gps
  if (isFigure(lat) && isFigure(lon)) notePlace(facts, { lat, lon })
  else if (exif.GPSDateStamp === undefined)
    facts.notes?.push('The file has a field for its position, but it is empty.')
}

/** What EXIF says of the taking itself; all other dates stand beside it. */
function chooseTaken(facts: Facts): void {
  const stated = (from: string) => facts.dates?.find((date) => date.from === from)?.value
  const [taken, digitised] = [stated('exif-original'), stated('exif-digitized')]
  if (taken !== undefined) facts.takenAt = taken
  else if (digitised !== undefined) {
    facts.takenAt = digitised
    facts.notes?.push(
      'The time is that of digitising: the file does not say when the picture was taken.',
    )
  }
}

/** Cameras write the size of the picture they took: another one now tells that it was scaled or cut. */
function noteSizes({ exif, xmp }: ExpandedTags, facts: Facts): void {
  const { width, height } = facts
  if (width === undefined || height === undefined) return
  const stated: [string, number, number][] = [
    ['EXIF', Number(exif?.PixelXDimension?.value), Number(exif?.PixelYDimension?.value)],
    ['XMP', Number(textOf(xmp?.['PixelXDimension'])), Number(textOf(xmp?.['PixelYDimension']))],
  ]
  for (const [where, w, h] of stated) {
    const isStated = Number.isInteger(w) && Number.isInteger(h) && w > 0 && h > 0
    const isSame = (w === width && h === height) || (w === height && h === width)
    if (!isStated || isSame) continue
    const says = `${where} says ${w} × ${h} pixels, the picture has ${width} × ${height}: it was scaled or cut after it was taken.`
    facts.conflicts = [...(facts.conflicts ?? []), says]
  }
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

function textOf(tag: unknown): string {
  if (typeof tag !== 'object' || tag === null || !('description' in tag)) return ''
  return typeof tag.description === 'string' ? tag.description : ''
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
