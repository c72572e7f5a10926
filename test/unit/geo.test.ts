import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFacts } from '../../server/files/facts/read-facts.ts'
import { crsOfEpsg, openRegister } from '../../server/files/facts/projection.ts'
import { edtfOf } from '../../server/files/facts/geotiff-statements.ts'
import type { Crs, Georeference } from '../../shared/evidence/georeference.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { alignByFrame, alignByPlace } from '../../shared/geo/alignment.ts'
import { readGroundOverlays } from '../../shared/geo/kml.ts'
import { areaInWords, lengthInWords, roundLength } from '../../shared/geo/measure-words.ts'
import {
  areaOf,
  lengthOf,
  metresBetween,
  northAt,
  resolutionAt,
  scaleBar,
} from '../../shared/geo/measure.ts'
import { readPlace } from '../../shared/geo/place-text.ts'
import { placingBy, placingOf, type Placing, type Size } from '../../shared/geo/placing.ts'
import { planeOf, type LonLat } from '../../shared/geo/plane.ts'
import { readWorldFile } from '../../shared/geo/world-file.ts'
import { input, inputsFolder } from '../support/inputs.ts'

const who = { by: 'Mara', at: '2024-11-01T10:00:00Z' }
const size = { w: 1000, h: 800 }

function system(code: number): Crs {
  const crs = crsOfEpsg(code)
  if (!crs) throw new Error(`EPSG:${code} is not known`)
  return crs
}

function expectPlaced(found: ReturnType<typeof placingBy>): Placing {
  expect(found).toBeTypeOf('object')
  if (typeof found === 'string') throw new Error(found)
  return found
}

/** Where known points of the middle of Vienna lie in a system, as the picture's own transformation. */
function onMap(code: number, centre: LonLat, metresPerPixel = 1, turn = 0): Placing {
  const crs = system(code)
  const middle = planeOf(crs.definition)?.fromLonLat(centre)
  if (!middle) throw new Error('not in this system')
  const unit = crs.definition.includes('us-ft')
    ? metresPerPixel / 0.3048006096
    : crs.definition.includes('longlat')
      ? metresPerPixel / 111_320
      : metresPerPixel
  const [cos, sin] = [Math.cos(turn) * unit, Math.sin(turn) * unit]
  const [a, b, d, e] = [cos, sin, sin, -cos]
  const affine: [number, number, number, number, number, number] = [
    a,
    b,
    middle.x - a * 500 - b * 400,
    d,
    e,
    middle.y - d * 500 - e * 400,
  ]
  const set: Georeference = { from: 'world-file', name: 'a.wld', affine, crs, ...who }
  return expectPlaced(placingBy(set, size))
}

const vienna = { lon: 16.3725, lat: 48.2085 }
const newYork = { lon: -73.98, lat: 40.75 }
const systems: [string, number, LonLat][] = [
  ['UTM', 32633, vienna],
  ['Web Mercator', 3857, vienna],
  ['degrees', 4326, vienna],
  ['a Lambert grid', 31287, vienna],
  ['a grid in feet', 2263, newYork],
]

describe('placing', () => {
  test.each(systems)(
    '[G1] %s: pixel to place and back, everywhere in the picture',
    (_, code, at) => {
      const placing = onMap(code, at, 2, 0.3)
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1000, noNaN: true }),
          fc.double({ min: 0, max: 800, noNaN: true }),
          (x, y) => {
            const place = placing.toLonLat({ x, y })
            const back = place && placing.toPixel(place)
            expect(back?.x).toBeCloseTo(x, 3)
            expect(back?.y).toBeCloseTo(y, 3)
          },
        ),
      )
      const middle = placing.toLonLat({ x: 500, y: 400 })
      expect(middle && metresBetween(middle, at)).toBeLessThan(0.01)
    },
  )

  test('[G2] two, three and four points place a picture; a point less does not', () => {
    const truth = onMap(32633, vienna, 0.5, 0.7)
    const spots = [
      [0.1, 0.2],
      [0.9, 0.3],
      [0.4, 0.9],
      [0.8, 0.8],
    ] as const
    const points = spots.map(([x, y]) => {
      const place = truth.toLonLat({ x: x * size.w, y: y * size.h })
      return { x, y, lon: place?.lon ?? 0, lat: place?.lat ?? 0 }
    })
    for (const count of [2, 3, 4]) {
      const set = { from: 'control-points' as const, points: points.slice(0, count), ...who }
      const placing = expectPlaced(placingBy(set, size))
      const [found, wanted] = [placing, truth].map((each) => each.toLonLat({ x: 321, y: 654 }))
      expect(found && wanted && metresBetween(found, wanted)).toBeLessThan(0.05)
      expect(placing.residualsM).toHaveLength(count === 2 ? 0 : count)
      expect(placing.fitM === null).toBe(count === 2)
    }
    const one = { from: 'control-points' as const, points: points.slice(0, 1), ...who }
    expect(placingBy(one, size)).toBe('too-few-points')
    const same = { ...one, points: [points[0], points[0]].flatMap((each) => each ?? []) }
    expect(placingBy(same, size)).toBe('impossible')
  })

  test('[G2] a point that was set wrongly shows in the residuals', () => {
    const truth = onMap(32633, vienna)
    const corners = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const
    const points = corners.map(([x, y]) => ({
      x,
      y,
      ...(truth.toLonLat({ x: x * size.w, y: y * size.h }) ?? vienna),
    }))
    const wrong = points.map((point, index) =>
      index === 2 ? { ...point, lat: point.lat + 0.001 } : point,
    )
    const set = (each: typeof points) =>
      expectPlaced(placingBy({ from: 'control-points', points: each, ...who }, size))
    expect(Math.max(...set(points).residualsM)).toBeLessThan(0.1)
    expect(Math.max(...set(wrong).residualsM)).toBeGreaterThan(20)
    expect(set(wrong).fitM).toBeGreaterThan(20)
  })

  test('[G3] a world file places nothing before its coordinate system is said', () => {
    const affine = readWorldFile('5\n0\n0\n-5\n485902.5\n5209242.5\n')
    expect(affine).toEqual([5, 0, 485900, 0, -5, 5209245])
    const set: Georeference = {
      from: 'world-file',
      name: 'a.wld',
      affine: [5, 0, 485900, 0, -5, 5209245],
      crs: null,
      ...who,
    }
    expect(placingBy(set, size)).toBe('no-crs')
    expectPlaced(placingBy({ ...set, crs: system(26914) }, size))
    for (const broken of ['', 'hello', '1\n2\n3', '1\n0\n0\n0\n5\n5', '1 0 0 -1 5 5 5', '<html>'])
      expect(readWorldFile(broken)).toBeNull()
  })

  test('[G3] any text at all is either a world file or none, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const affine = readWorldFile(text)
        expect(affine === null || affine.every(Number.isFinite)).toBe(true)
        expect(Array.isArray(readGroundOverlays(text))).toBe(true)
      }),
    )
  })

  test('[G4] KML lays pictures by box, turned box and quad, with the dates it states and no others', () => {
    const kml = (inside: string) =>
      `<kml xmlns:gx="x"><GroundOverlay><Icon><href>a%20b.jpg</href></Icon>${inside}</GroundOverlay></kml>`
    const box = '<LatLonBox><north>49</north><south>48</south><east>17</east><west>16</west>'
    const [plain] = readGroundOverlays(kml(`${box}</LatLonBox>`))
    expect(plain).toMatchObject({ href: 'a%20b.jpg', when: undefined })
    expect(plain?.corners).toEqual([
      [16, 49],
      [17, 49],
      [17, 48],
      [16, 48],
    ])
    const [turned] = readGroundOverlays(kml(`${box}<rotation>180</rotation></LatLonBox>`))
    expect(turned?.corners[0]?.[0]).toBeCloseTo(17)
    expect(turned?.corners[0]?.[1]).toBeCloseTo(48)
    const [quad] = readGroundOverlays(
      kml(
        '<TimeSpan><begin>2020-01</begin></TimeSpan><gx:LatLonQuad><coordinates>1,1,0 2,1,0 2,2,0 1,2,0</coordinates></gx:LatLonQuad>',
      ),
    )
    expect(quad?.when).toBe('2020-01/..')
    expect(quad?.corners[0]).toEqual([1, 2])
    expect(readGroundOverlays(kml('<LatLonBox><north>49</north></LatLonBox>'))).toEqual([])
    expect(
      readGroundOverlays(kml(`<TimeStamp><when>last week</when></TimeStamp>${box}</LatLonBox>`))[0]
        ?.when,
    ).toBe(undefined)
  })

  test('[G5] a place is read as people write it, and nothing else is taken for one', () => {
    expect(readPlace('47.0366, -99.1855')).toEqual({ lat: 47.0366, lon: -99.1855 })
    expect(readPlace('99.1855W 47.0366N')).toEqual({ lat: 47.0366, lon: -99.1855 })
    expect(readPlace('43°51\'04"N 131°59\'00"E')?.lat).toBeCloseTo(43.851_11, 4)
    expect(readPlace('S 33.9 E 18.4')).toEqual({ lat: -33.9, lon: 18.4 })
    for (const text of [
      '',
      '47',
      'north',
      '95, 10',
      '47N 48N',
      '-47N 10E',
      '10, 200',
      "47°70'N 1E",
    ])
      expect(readPlace(text)).toBeNull()
  })

  test('[G6] a coordinate system is found by code, name and region, with what an old datum costs', () => {
    const search = openRegister()
    expect(search('EPSG:26914')[0]).toMatchObject({
      code: 'EPSG:26914',
      name: 'NAD83 / UTM zone 14N',
    })
    expect(search('utm 14n wgs 84').map(({ code }) => code)).toContain('EPSG:32614')
    expect(search('zzzz')).toEqual([])
    expect(search('')).toEqual([])
    expect(crsOfEpsg(26714)?.accuracyM).toBeGreaterThanOrEqual(100)
    expect(crsOfEpsg(123_456)).toBeNull()
  })

  test('[G7] a moment of acquisition is taken over as it is stated', () => {
    expect(edtfOf('2020:08:31 10:20:30')).toBe('2020-08-31T10:20:30')
    expect(edtfOf('20200831')).toBe('2020-08-31')
    expect(edtfOf('2020-08-31T10:20:30.123Z')).toBe('2020-08-31T10:20:30Z')
    expect(edtfOf('0000:00:00')).toBeNull()
    expect(edtfOf('August')).toBeNull()
  })
})

describe('measuring', () => {
  test.each(systems)(
    '[G8] %s: a length is the geodesic, and its error covers a pixel',
    (_, code, at) => {
      const placing = onMap(code, at, 2)
      const ends = [
        { x: 100, y: 100 },
        { x: 900, y: 700 },
      ]
      const [from, to] = ends.map((end) => placing.toLonLat(end))
      const geodesic = from && to ? metresBetween(from, to) : 0
      const length = lengthOf(placing, ends, 1)
      expect(length?.value).toBeCloseTo(geodesic, 3)
      expect(length?.error).toBeGreaterThan(1)
      expect(length?.error).toBeLessThan(0.01 * geodesic)
    },
  )

  test('[G8] Web Mercator’s own metres are not believed', () => {
    const placing = onMap(3857, vienna, 1)
    const length = lengthOf(
      placing,
      [
        { x: 0, y: 400 },
        { x: 1000, y: 400 },
      ],
      1,
    )
    expect(length?.value).toBeCloseTo(1000 * Math.cos((vienna.lat * Math.PI) / 180), -1)
  })

  test('[G9] an area is that of the ellipsoid, whichever way round it is drawn', () => {
    const placing = onMap(32633, vienna, 1)
    const square = [
      { x: 100, y: 100 },
      { x: 600, y: 100 },
      { x: 600, y: 600 },
      { x: 100, y: 600 },
    ]
    const [there, back] = [square, square.toReversed()].map((each) => areaOf(placing, each, 1))
    expect(there?.value).toBeGreaterThan(249_000)
    expect(there?.value).toBeLessThan(251_000)
    expect(back?.value).toBeCloseTo(there?.value ?? 0, 3)
    expect(there?.error).toBeGreaterThan(500)
  })

  test('[G10] scale bar, resolution and north are those of the ground', () => {
    const placing = onMap(32633, vienna, 2, Math.PI / 2)
    expect(resolutionAt(placing, { x: 500, y: 400 })?.x).toBeCloseTo(2, 2)
    expect(Math.abs(northAt(placing, { x: 500, y: 400 }) ?? 0)).toBeCloseTo(90, -1)
    expect(scaleBar(2, 150)).toEqual({ metres: 200, pixels: 100 })
    expect(scaleBar(Number.NaN, 150)).toBeNull()
    expect([roundLength(200), roundLength(5000), roundLength(0.2)]).toEqual([
      '200 m',
      '5 km',
      '20 cm',
    ])
  })

  test('[G11] a figure has as many digits as its error leaves, and says where there is none', () => {
    expect(lengthInWords({ value: 2916.6, error: 7.07 })).toBe('2,917 m ± 7 m')
    expect(lengthInWords({ value: 29_166, error: 71 })).toBe('29.17 km ± 0.07 km')
    expect(lengthInWords({ value: 12.34, error: null })).toContain('error not known')
    expect(areaInWords({ value: 3_127_000, error: 9600 })).toBe('3.127 km² ± 0.010 km²')
    expect(areaInWords({ value: 500, error: 30 })).toBe('500 m² ± 30 m²')
  })
})

describe('laying over each other', () => {
  test('[G12] pictures in different systems, turns and sizes meet at the same ground', () => {
    const placings = [
      onMap(32633, vienna, 1, 0.2),
      onMap(3857, vienna, 0.8, -0.4),
      onMap(4326, vienna, 1.5),
    ]
    const alignment = alignByPlace(placings)
    if (alignment.is !== 'aligned' || alignment.by !== 'place') throw new Error(alignment.is)
    const { frame, layers, metresPerPixel } = alignment
    for (const [index, placing] of placings.entries()) {
      const layer = layers[index]
      if (!layer) throw new Error('a layer is missing')
      const [a, b, c, d, e, f] = layer.affine
      const spot = placing.toPixel(vienna) ?? { x: 0, y: 0 }
      const put = { x: a * spot.x + b * spot.y + c, y: d * spot.x + e * spot.y + f }
      const ground = alignment.toLonLat(put)
      expect(ground && metresBetween(ground, vienna)).toBeLessThan(layer.warpM + 0.1)
      expect(layer.warpM).toBeLessThan(metresPerPixel)
    }
    expect(frame.w).toBeGreaterThan(100)
  })

  test('[G12] pictures of different places are not laid over each other', () => {
    expect(alignByPlace([onMap(32633, vienna), onMap(2263, newYork)])).toEqual({ is: 'apart' })
  })

  test('[G13] pictures said to show the same frame are stretched onto each other, and that claims no place', () => {
    const alignment = alignByFrame([
      { w: 400, h: 300 },
      { w: 800, h: 600 },
    ])
    expect(alignment).toMatchObject({ is: 'aligned', by: 'frame', frame: { w: 400, h: 300 } })
    expect(alignment).not.toHaveProperty('metresPerPixel')
  })
})

describe.skipIf(inputsFolder === null)('real files', () => {
  const naip: Size = { w: 934, h: 723 }
  async function placingOfFile(name: string): Promise<Placing> {
    const facts = await readFacts({ path: input(`satellite/${name}`), type: 'image/tiff' })
    const evidence: Evidence = {
      id: 'evidence:a',
      typeName: 'evidence',
      kind: 'satellite',
      createdAt: '',
      createdBy: '',
      facts,
    }
    return expectPlaced(placingOf(evidence))
  }
  const spots = [
    { x: 0, y: 0 },
    { x: 934, y: 0 },
    { x: 467, y: 361 },
    { x: 30, y: 700 },
    { x: 934, y: 723 },
  ]
  function metresApart(a: Placing, b: Placing): number {
    return Math.max(
      ...spots.map((spot) => {
        const [one, other] = [a.toLonLat(spot), b.toLonLat(spot)]
        return one && other ? metresBetween(one, other) : Number.POSITIVE_INFINITY
      }),
    )
  }

  test.each(['20140720', '20200831'])(
    '[G14] derived_naip_nd_%s.jpg lands where the GeoTIFF does, by its world file',
    async (date) => {
      const truth = await placingOfFile(`naip_nd_${date}.tif`)
      const text = readFileSync(input(`satellite/derived_naip_nd_${date}.wld`), 'utf8')
      const affine = readWorldFile(text)
      if (!affine) throw new Error('no world file')
      const set: Georeference = {
        from: 'world-file',
        name: 'a.wld',
        affine: [...affine],
        crs: system(26914),
        ...who,
      }
      expect(metresApart(expectPlaced(placingBy(set, naip)), truth)).toBeLessThan(0.01)
    },
  )

  test('[G14] and by the KML, to within a pixel of five metres', async () => {
    const overlays = readGroundOverlays(
      readFileSync(input('satellite/derived_naip_pair.kml'), 'utf8'),
    )
    expect(overlays.map(({ href, when }) => [href, when])).toEqual([
      ['derived_naip_nd_20140720.jpg', '2014-07-20'],
      ['derived_naip_nd_20200831.jpg', '2020-08-31'],
    ])
    for (const { href, corners } of overlays) {
      const truth = await placingOfFile(href.replace('derived_', '').replace('.jpg', '.tif'))
      const set: Georeference = { from: 'kml', name: 'a.kml', corners, ...who }
      expect(metresApart(expectPlaced(placingBy(set, naip)), truth)).toBeLessThan(5)
    }
  })

  /** A place in each layer's pixels, and where in the shared frame that layer puts it. */
  function putInFrame(placings: readonly Placing[], place: LonLat) {
    const alignment = alignByPlace(placings)
    if (alignment.is !== 'aligned' || alignment.by !== 'place') throw new Error(alignment.is)
    const puts = placings.map((placing, index) => {
      const pixel = placing.toPixel(place)
      const layer = alignment.layers[index]
      if (!pixel || !layer) throw new Error('a layer is missing')
      const [a, b, c, d, e, f] = layer.affine
      return { x: a * pixel.x + b * pixel.y + c, y: d * pixel.x + e * pixel.y + f }
    })
    return { alignment, puts }
  }

  function byWorldFile(name: string, size: Size, code: number): Placing {
    const affine = readWorldFile(readFileSync(input(`satellite/${name}`), 'utf8'))
    if (!affine) throw new Error('no world file')
    const crs = system(code)
    return expectPlaced(
      placingBy({ from: 'world-file', name, affine: [...affine], crs, ...who }, size),
    )
  }

  test('[G12] five pictures of one place, placed in four ways, lie over each other as one series', async () => {
    const [overlay] = readGroundOverlays(
      readFileSync(input('satellite/derived_naip_pair.kml'), 'utf8'),
    )
    if (!overlay) throw new Error('no overlay')
    const series = [
      await placingOfFile('naip_nd_20140720.tif'),
      await placingOfFile('naip_nd_20200831.tif'),
      byWorldFile('derived_naip_nd_20200831.wld', naip, 26914),
      expectPlaced(
        placingBy({ from: 'kml', name: 'a.kml', corners: overlay.corners, ...who }, naip),
      ),
      // The whole world in pixels of ten kilometres: it bounds nothing, and lies under the rest.
      byWorldFile('earth-blue-marble_npm-three-globe.jgw', { w: 4096, h: 2048 }, 4326),
    ]
    for (const place of [
      { lon: -99.155, lat: 47.02 },
      { lon: -99.18, lat: 47.01 },
      { lon: -99.13, lat: 47.033 },
    ]) {
      const { alignment, puts } = putInFrame(series, place)
      expect(alignment.metresPerPixel).toBeCloseTo(5, 0)
      const [first = { x: 0, y: 0 }] = puts
      for (const [index, put] of puts.entries()) {
        const metres = Math.hypot(put.x - first.x, put.y - first.y) * alignment.metresPerPixel
        const misses = (alignment.layers[0]?.warpM ?? 0) + (alignment.layers[index]?.warpM ?? 0)
        expect([index, metres <= misses + 0.01]).toEqual([index, true])
      }
      const ground = alignment.toLonLat(first)
      expect(ground && metresBetween(ground, place)).toBeLessThan(1)
      for (const { warpM } of alignment.layers) expect(warpM).toBeLessThan(1)
    }
    const { alignment } = putInFrame(series, { lon: -99.155, lat: 47.02 })
    expect([alignment.frame.w, alignment.frame.h]).toEqual([
      expect.closeTo(934, -2),
      expect.closeTo(723, -2),
    ])
  })

  test('[G12] half a world that does not show the place is not laid under it', async () => {
    const east: Georeference = {
      from: 'world-file',
      name: 'a.jgw',
      affine: [0.087890625, 0, 0, 0, -0.087890625, 90],
      crs: system(4326),
      ...who,
    }
    const local = await placingOfFile('naip_nd_20140720.tif')
    expect(alignByPlace([local, expectPlaced(placingBy(east, { w: 2048, h: 2048 }))])).toEqual({
      is: 'apart',
    })
  })

  test('[G12] a series of three of which one lies elsewhere is not laid over each other', async () => {
    const series = ['naip_nd_20140720.tif', 'naip_nd_20200831.tif', 'landsat_pucallpa_2020.tif']
    expect(alignByPlace(await Promise.all(series.map(placingOfFile)))).toEqual({ is: 'apart' })
  })

  test('[G8] distances on every georeferenced input are within 1 % of the geodesic', async () => {
    const known: [string, LonLat, LonLat][] = [
      ['naip_nd_20140720.tif', { lon: -99.18, lat: 47.01 }, { lon: -99.13, lat: 47.03 }],
      [
        'korea-pyeongchang_0.6m_cog_3857.tif',
        { lon: 128.656, lat: 37.667 },
        { lon: 128.66, lat: 37.67 },
      ],
      ['landsat_pucallpa_1985.tif', { lon: -74.7, lat: -8.5 }, { lon: -74.2, lat: -8.3 }],
      ['cog_float64_4326.tif', { lon: 6.865, lat: 53.4 }, { lon: 6.885, lat: 53.415 }],
      ['rgba_uint16.tif', { lon: -108.384, lat: 36.817 }, { lon: -108.376, lat: 36.821 }],
    ]
    for (const [name, from, to] of known) {
      const placing = await placingOfFile(name)
      const ends = [placing.toPixel(from), placing.toPixel(to)].map((end) => ({
        x: Math.round(end?.x ?? 0),
        y: Math.round(end?.y ?? 0),
      }))
      const geodesic = metresBetween(from, to)
      const length = lengthOf(placing, ends, 1)
      expect([name, Math.abs((length?.value ?? 0) / geodesic - 1) < 0.01]).toEqual([name, true])
    }
  })
})
