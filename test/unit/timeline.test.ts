import { expect, test } from 'vitest'
import { placeOn, ticksOf, zoomed } from '../../client/panels/timeline/axis.ts'
import { linesOf } from '../../client/panels/timeline/lines.ts'
import { extentOf, timelineRows } from '../../client/panels/timeline/timeline-rows.ts'
import { boundsOf, featuresOf } from '../../client/panels/map/map-features.ts'
import { readConfig } from '../../server/config.ts'
import { basemapOf, basemapOrigin } from '../../server/routes/basemap.ts'
import type { Evidence, KindName } from '../../shared/evidence/kinds.ts'

const nothing = { get: () => undefined, ties: [] }
let count = 0

function item(kind: KindName, fields: Record<string, unknown>): Evidence {
  return {
    id: `evidence:${count++}`,
    typeName: 'evidence',
    kind,
    createdAt: '2024-11-01T10:00:00.000Z',
    createdBy: 'Mara',
    ...fields,
  }
}

test('[V40] items stand by the span their dates allow; a day without a year stands among its like', () => {
  const exact = item('quote', { date: '2024-10-24' })
  const month = item('quote', { date: '2024-10' })
  const open = item('quote', { date: '2024-10-20/..' })
  const yearless = item('claim', { date: 'XXXX-10-23' })
  const bare = item('claim', { title: 'No date' })
  const rows = timelineRows([exact, month, open, yearless, bare], nothing)
  expect(rows['stated-year'].map(({ evidence }) => evidence)).toEqual([month, open, exact])
  expect(rows['unstated-year'].map(({ evidence }) => evidence)).toEqual([yearless])
  expect(rows.undated).toEqual([bare])
  const [wide, openEnd, day] = rows['stated-year'].map(({ span }) => span)
  expect((wide?.toMs ?? 0) - (wide?.fromMs ?? 0)).toBeGreaterThan(30 * 86_400_000)
  expect(openEnd?.toMs).toBeNull()
  expect((day?.toMs ?? 0) - (day?.fromMs ?? 0)).toBeLessThan(86_400_000)
  expect(rows['unstated-year'][0]?.span.words).toMatch(/year not stated/)
})

test('[V40] what has no date of its own stands by what bounds it, and says so; coming onto the board is no date', () => {
  const published = item('link', { datePublished: '2024-10-18' })
  const dropped = item('photo', {
    file: { sha256: 'a'.repeat(64), size: 1, type: 'image/png', name: 'a.png' },
  })
  const rows = timelineRows([published, dropped], nothing)
  expect(rows['stated-year'].map(({ span }) => [span.basis, span.fromMs])).toEqual([
    ['bounds', null],
  ])
  expect(rows.undated).toEqual([dropped])
  expect(linesOf(rows).map(({ type }) => type)).toEqual(['axis', 'item', 'undated', 'item'])
})

test('[V40] the axis never names a year that is not stated', () => {
  const rows = timelineRows([item('claim', { date: 'XXXX-10-23' })], nothing)['unstated-year']
  const domain = extentOf(rows)
  for (const width of [100, 400, 1600])
    for (const by of [1, 0.001, 1000])
      for (const { text } of ticksOf(zoomed(domain, by), { width, calendar: 'unstated-year' }))
        expect(text).not.toMatch(/\d{4}/)
  const span = rows[0]?.span
  expect(placeOn(domain, span?.fromMs ?? 0)).toBeGreaterThan(0)
  expect(placeOn(domain, span?.toMs ?? 0)).toBeLessThan(100)
})

test('[V41] a claimed place, an established one and what the file states are three; unknown precision draws no circle', () => {
  const place = { name: 'Sergeyevka', lat: 44.3, lon: 131.6, method: '', by: '' }
  const features = featuresOf(
    item('photo', {
      place: { ...place, precision: 'vicinity' },
      claimedPlace: { ...place, lat: 45, precision: 'unknown' },
      facts: { lat: 10, lon: 20 },
    }),
  )
  expect(
    features.map((each) => [each.kind, each.kind === 'footprint' ? null : each.radiusM]),
  ).toEqual([
    ['established', 100],
    ['claimed', null],
    ['file', null],
  ])
  expect(boundsOf(features)).toEqual({ south: 10, west: 20, north: 45, east: 131.6 })
  expect(
    featuresOf(item('photo', { place: { ...place, lat: null, lon: null, precision: 'exact' } })),
  ).toEqual([])
  expect(boundsOf([])).toBeNull()
})

test('[V41] a picture from above is drawn where it says it lies', () => {
  const [footprint] = featuresOf(item('satellite', { facts: { footprint: [1, 2, 3, 4] } }))
  expect(footprint).toMatchObject({ kind: 'footprint', outline: { length: 4 } })
})

test('[V41] a picture that people placed is drawn as it lies, turned, and not as the box around it', () => {
  const corner = (x: number, y: number, lon: number, lat: number) => ({ x, y, lon, lat })
  const georeference = {
    from: 'control-points',
    points: [corner(0, 0, 131, 44.001), corner(1, 0, 131.0014, 44.002), corner(0, 1, 131.001, 44)],
    by: 'Mara',
    at: '2024-11-02T00:00:00Z',
  }
  const [footprint] = featuresOf(
    item('photo', { facts: { width: 400, height: 400 }, georeference }),
  )
  if (footprint?.kind !== 'footprint') throw new Error('There is no footprint')
  const near = (point: { lat: number; lon: number }) =>
    footprint.outline.some(
      ({ lat, lon }) => Math.abs(lat - point.lat) < 1e-5 && Math.abs(lon - point.lon) < 1e-5,
    )
  expect(footprint.words).toBe('Placed by control points')
  expect(
    [
      { lat: 44.001, lon: 131 },
      { lat: 44.002, lon: 131.0014 },
    ].map(near),
  ).toEqual([true, true])
  // The upper left corner of the box around it is no point of the picture.
  expect(near({ lat: 44.002, lon: 131 })).toBe(false)
})

test('[V42] a configured map is the only other place that pages may read from', () => {
  const of = (MAP_TILES?: string) => readConfig({ MAP_TILES, MAP_ATTRIBUTION: 'Us' })
  expect([basemapOf(of()), basemapOrigin(of())]).toEqual([null, null])
  const tiles = of('https://{s}.tiles.example/{z}/{x}/{y}.png')
  expect(basemapOf(tiles)).toMatchObject({ kind: 'xyz', attribution: 'Us' })
  expect(basemapOrigin(tiles)).toBe('https://*.tiles.example')
  const remote = of('https://maps.example/world.pmtiles')
  expect(basemapOf(remote)).toMatchObject({ kind: 'pmtiles' })
  expect(basemapOrigin(remote)).toBe('https://maps.example')
  const here = of('maps/world.pmtiles')
  expect(basemapOf(here)).toMatchObject({ kind: 'pmtiles', url: '/basemap.pmtiles' })
  expect(basemapOrigin(here)).toBeNull()
  for (const bad of ['https://maps.example/', 'world.tif', 'ftp://maps.example/world.pmtiles'])
    expect(() => of(bad)).toThrow(/MAP_TILES/)
})
