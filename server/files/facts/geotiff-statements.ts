import type { GeoTIFFImage } from 'geotiff'
import { isEdtf } from '../../../shared/evidence/dates.ts'
import type { RasterFacts } from '../../../shared/evidence/georeference.ts'

/** What producers call the moment a picture was taken, in GDAL's metadata. A file's own date is not among them. */
const acquisitionNames =
  /^(?:.*[.:#/_])?(?:ACQUISITION_?DATE(?:_?TIME)?|DATE_?ACQUIRED|ACQUIRED|SENSING_?(?:TIME|DATE)|DATATAKE_SENSING_START|PRODUCT_START_TIME|IMAGING_?DATE|CAPTURE_?DATE|SCENE_?DATE|TLCTIME|FIRSTLINETIME)$/i
const sensorNames =
  /^(?:.*[.:#/_])?(?:SATELLITE(?:_?ID)?|SPACECRAFT(?:_ID|_NAME)?|PLATFORM|SATID|MISSION)$/i
const instrumentNames = /^(?:.*[.:#/_])?(?:SENSOR(?:_ID)?|INSTRUMENT)$/i

/** When and by what a raster says it was taken, and what its bands are called: from its own statements alone. */
export async function readStatements(
  image: GeoTIFFImage,
  raster: RasterFacts,
  notes: string[],
): Promise<void> {
  const metadata = Object.entries((await image.getGDALMetadata()) ?? {})
  const named = (names: RegExp) =>
    metadata.find(([name, value]) => names.test(name) && wordsOf(value) !== '')
  const acquired = named(acquisitionNames)
  const date = acquired && edtfOf(wordsOf(acquired[1]))
  if (acquired && date !== null && date !== undefined) {
    raster.acquired = date
    raster.acquiredBy = `GDAL metadata ${acquired[0]}`.slice(0, 100)
  } else await readXmpDate(image, raster)
  const sensor = [named(sensorNames), named(instrumentNames)]
    .map((item) => (item ? wordsOf(item[1]) : ''))
    .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
    .join(' ')
  if (sensor !== '') raster.sensor = sensor.slice(0, 200)
  await readBandNames(image, raster)
  await noteFileDate(image, raster, notes)
}

async function readXmpDate(image: GeoTIFFImage, raster: RasterFacts): Promise<void> {
  if (!image.fileDirectory.hasTag('XMP')) return
  const xmp = textOf(await image.fileDirectory.loadValue('XMP'))
  const found =
    /(?:exif:DateTimeOriginal|Camera:AcquisitionDate|acquisitionDate)\s*(?:=\s*["']|>\s*)([^"'<]{4,40})/.exec(
      xmp,
    )
  const date = found?.[1] === undefined ? null : edtfOf(found[1])
  if (date === null) return
  raster.acquired = date
  raster.acquiredBy = 'XMP'
}

async function readBandNames(image: GeoTIFFImage, raster: RasterFacts): Promise<void> {
  const count = Math.min(image.getSamplesPerPixel(), 64)
  const names: string[] = []
  for (let band = 0; band < count; band++) {
    const items = (await image.getGDALMetadata(band)) ?? {}
    const colour = wordsOf(items['COLORINTERP'])
    const name = wordsOf(items['DESCRIPTION']) || (/^(undefined|gray)$/i.test(colour) ? '' : colour)
    names.push(name.slice(0, 200))
  }
  if (names.some((name) => name !== '')) raster.bandNames = names
}

/** TIFF's DateTime is when the file was made: often years after the picture. */
async function noteFileDate(
  image: GeoTIFFImage,
  raster: RasterFacts,
  notes: string[],
): Promise<void> {
  if (!image.fileDirectory.hasTag('DateTime')) return
  const date = edtfOf(textOf(await image.fileDirectory.loadValue('DateTime')))
  if (date !== null && raster.acquired === undefined)
    notes.push(`The file was written on ${date}; it does not say when the picture was taken.`)
}

/** `2020:08:31 10:20:30`, `20200831`, `2020-08-31T10:20:30.123Z` as EDTF; null for anything else. */
export function edtfOf(text: string): string | null {
  const match =
    /^(\d{4})[:\-/]?(\d\d)[:\-/]?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?/.exec(
      text.trim(),
    )
  if (!match) return null
  const [, year, month, day, hour, minute, second = '00', zone = ''] = match
  const day8601 = `${year}-${month}-${day}`
  const tidyZone = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const whole = hour === undefined ? day8601 : `${day8601}T${hour}:${minute}:${second}${tidyZone}`
  if (isEdtf(whole)) return whole
  return isEdtf(day8601) ? day8601 : null
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : ''
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('\0', '').trim()
  if (ArrayBuffer.isView(value) || Array.isArray(value))
    return Buffer.from(value as Uint8Array)
      .toString('utf8')
      .slice(0, 1_000_000)
  return ''
}
