import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts } from '../../server/files/facts/read-facts.ts'
import type { Facts } from '../../shared/evidence/fields.ts'
import { metresBetween } from '../../shared/geo/measure.ts'
import { tags, tinyTiff, type TiffTag } from '../support/tiny-geotiff.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-geotiff-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function factsOf(stated: readonly TiffTag[]): Promise<Facts> {
  const path = join(folder, 'stated.tif')
  writeFileSync(path, tinyTiff({ w: 40, h: 20 }, stated))
  return readFacts({ path, type: 'image/tiff' })
}

/** Pixels of 50 units, the upper left corner at `x`, `y`. */
function lying(x: number, y: number): TiffTag[] {
  return [
    { tag: tags.pixelScale, double: [50, 50, 0] },
    { tag: tags.tiepoint, double: [0, 0, 0, x, y, 0] },
  ]
}

/** A projected system that no register numbers: GeoTIFF's keys, shorts as they are, doubles and texts by their place. */
function ownSystem(keys: {
  short: Record<number, number>
  double: Record<number, number>
  citation: string
}): TiffTag[] {
  const texts = `${keys.citation}|`
  const doubles = Object.entries(keys.double)
  const entries = [
    ...Object.entries(keys.short).map(([key, value]) => [Number(key), 0, 1, value]),
    ...doubles.map(([key], index) => [Number(key), tags.geoDoubles, 1, index]),
    [1026, tags.geoTexts, texts.length, 0],
  ].toSorted(([a = 0], [b = 0]) => a - b)
  return [
    { tag: tags.geoKeys, short: [1, 1, 0, entries.length, ...entries.flat()] },
    { tag: tags.geoDoubles, double: doubles.map(([, value]) => value) },
    { tag: tags.geoTexts, ascii: texts },
  ]
}

/** Transverse Mercator on WGS 84 about 38.5° E, as armies and cities define for themselves. */
const ownMercator = {
  short: { 1024: 1, 1025: 1, 2048: 4326, 3072: 32_767, 3074: 32_767, 3075: 1, 3076: 9001 },
  double: { 3080: 38.5, 3081: 0, 3082: 250_000, 3083: 0, 3092: 1 },
  citation: 'City grid, not registered',
}

test('[G1] a system that only the file itself defines places the picture', async () => {
  const facts = await factsOf([...lying(249_000, 5_300_500), ...ownSystem(ownMercator)])
  expect(facts.crs).toBe('City grid, not registered')
  expect(facts.raster?.crs).toMatchObject({ code: '', name: 'City grid, not registered' })
  const [upperLeft, upperRight, lowerRight] = facts.raster?.corners ?? []
  if (!upperLeft || !upperRight || !lowerRight) throw new Error('It was not placed')
  const [left, right, low] = [upperLeft, upperRight, lowerRight].map(([lon, lat]) => ({ lon, lat }))
  if (!left || !right || !low) throw new Error('It was not placed')
  // 40 by 20 pixels of 50 metres, with the middle of its upper edge on the meridian.
  expect((left.lon + right.lon) / 2).toBeCloseTo(38.5, 6)
  expect(metresBetween(left, right)).toBeCloseTo(2000, 0)
  expect(metresBetween(right, low)).toBeCloseTo(1000, 0)
  // 5 300 500 m along a meridian from the equator (WGS 84, scale 1).
  expect(left.lat).toBeCloseTo(47.835, 2)
})

test('[G1] units of its own are taken into account: the same ground in feet', async () => {
  const foot = 0.3048
  const inFeet = {
    ...ownMercator,
    short: { ...ownMercator.short, 3076: 9002 },
    double: { ...ownMercator.double, 3082: 250_000 / foot },
  }
  const [metric, imperial] = [
    await factsOf([...lying(249_000, 5_300_500), ...ownSystem(ownMercator)]),
    await factsOf([
      { tag: tags.pixelScale, double: [50 / foot, 50 / foot, 0] },
      { tag: tags.tiepoint, double: [0, 0, 0, 249_000 / foot, 5_300_500 / foot, 0] },
      ...ownSystem(inFeet),
    ]),
  ]
  expect(imperial.raster?.corners).toHaveLength(4)
  for (const [index, [lon, lat]] of (imperial.raster?.corners ?? []).entries()) {
    const [metricLon = 0, metricLat = 0] = metric.raster?.corners?.[index] ?? []
    expect(metresBetween({ lon, lat }, { lon: metricLon, lat: metricLat })).toBeLessThan(0.05)
  }
})

test('[G1] keys that define nothing leave the picture without a place, and say so', async () => {
  const { citation } = ownMercator
  const step: TiffTag = { tag: tags.pixelScale, double: [0.5, 0.5, 0] }
  const broken = { short: { 1024: 1, 1025: 1, 3072: 32_767 }, double: {}, citation }
  // Also where its metres could be taken for degrees.
  for (const corner of [lying(249_000, 5_300_500), [step, ...lying(10, 50).slice(1)]]) {
    const facts = await factsOf([...corner, ...ownSystem(broken)])
    expect(facts.footprint).toBeUndefined()
    expect(facts.raster?.crs).toBeUndefined()
    expect(facts.notes?.join(' ')).toContain('where it lies is not known')
  }
})

const gdal = (name: string, value: string): TiffTag => ({
  tag: tags.gdalMetadata,
  ascii: `<GDALMetadata><Item name="${name}">${value}</Item></GDALMetadata>`,
})

test('[G7] a date of acquisition in the tags of a TIFF is read, and where it stands is named', async () => {
  for (const [name, value, date] of [
    ['ACQUISITIONDATE', '2024-10-18T08:31:05Z', '2024-10-18T08:31:05Z'],
    ['DATE_ACQUIRED', '2024-10-18', '2024-10-18'],
    ['PRODUCT_START_TIME', '2024-10-18T08:31:05.024Z', '2024-10-18T08:31:05Z'],
  ] as const) {
    const { raster, notes } = await factsOf([
      gdal(name, value),
      { tag: tags.dateTime, ascii: '2024:11:02 09:00:00' },
    ])
    expect(raster).toMatchObject({ acquired: date, acquiredBy: `GDAL metadata ${name}` })
    expect(notes).toBeUndefined()
  }
})

test('[G7] the date on which the file was written is said, and never taken for the picture’s', async () => {
  const written: TiffTag = { tag: tags.dateTime, ascii: '2024:11:02 09:00:00' }
  for (const stated of [[written], [written, gdal('PROCESSING_DATE', '2024-11-01')]]) {
    const { raster, notes } = await factsOf(stated)
    expect(raster?.acquired).toBeUndefined()
    expect(notes).toEqual([
      'The file was written on 2024-11-02T09:00:00; it does not say when the picture was taken.',
    ])
  }
})
