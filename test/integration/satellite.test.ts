import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factsValue, type Facts } from '../../shared/evidence/fields.ts'
import { storedFile } from '../../shared/protocol/http.ts'
import { foundCrs } from '../../shared/protocol/projections.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { formWith, startFilesServer, type FilesServer } from './files-harness.ts'

describe.skipIf(inputsFolder === null)('satellite inputs', () => {
  let server: FilesServer
  const kept = new Map<string, { sha256: string; facts: Facts }>()

  beforeAll(async () => {
    server = await startFilesServer()
    for (const name of readdirSync(input('satellite'))) {
      const editor = server.as('editor')
      const body = formWith(readFileSync(input(`satellite/${name}`)), name)
      const { sha256 } = storedFile.parse(
        await (await editor('/b1/files', { method: 'POST', body })).json(),
      )
      const answer: unknown = await (await editor(`/b1/files/${sha256}/facts?wait`)).json()
      kept.set(name, { sha256, facts: factsValue.parse((answer as { facts: unknown }).facts) })
    }
  }, 180_000)
  afterAll(() => server.close())

  const factsOf = (name: string): Facts => kept.get(name)?.facts ?? {}
  const raster = (name: string, query: string) =>
    server.as('viewer')(`/b1/files/${kept.get(name)?.sha256}/raster?${query}`)
  const pixelsOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

  test.each([
    [
      'naip_nd_20140720.tif',
      934,
      723,
      4,
      26914,
      8,
      'unsigned',
      [-99.1856, 47.004, -99.124, 47.0367],
    ],
    [
      'naip_nd_20200831.tif',
      934,
      723,
      4,
      26914,
      8,
      'unsigned',
      [-99.1856, 47.004, -99.124, 47.0367],
    ],
    [
      'rgba_uint16.tif',
      634,
      411,
      4,
      32612,
      16,
      'unsigned',
      [-108.3848, 36.8165, -108.3748, 36.8218],
    ],
    ['cog_float64_4326.tif', 343, 206, 4, 4326, 64, 'float', [6.8601, 53.3978, 6.8909, 53.4163]],
    [
      'landsat_pucallpa_1985.tif',
      697,
      377,
      4,
      4326,
      8,
      'unsigned',
      [-74.7225, -8.5869, -74.159, -8.2821],
    ],
    [
      'landsat_pucallpa_2020.tif',
      697,
      377,
      4,
      4326,
      8,
      'unsigned',
      [-74.7225, -8.5869, -74.159, -8.2821],
    ],
    [
      'korea-pyeongchang_0.6m_cog_3857.tif',
      1024,
      1024,
      3,
      3857,
      8,
      'unsigned',
      [128.6554, 37.6664, 128.6609, 37.6708],
    ],
    ['corrupt.tif', 1024, 1024, 3, 3857, 8, 'unsigned', [128.6554, 37.6664, 128.6609, 37.6708]],
  ] as const)(
    '[G17] %s is what the index says: size, bands, system, depth and place',
    (name, width, height, bands, epsg, bits, sampleFormat, footprint) => {
      const facts = factsOf(name)
      expect(facts).toMatchObject({ width, height, bands, crs: `EPSG:${epsg}` })
      expect(facts.raster).toMatchObject({ bits, sampleFormat, crs: { code: `EPSG:${epsg}` } })
      expect(facts.footprint).toEqual(footprint.map((degrees) => expect.closeTo(degrees, 3)))
      expect(facts.raster?.corners).toHaveLength(4)
      expect(facts.raster?.bandRanges).toHaveLength(bands)
      for (const { min, low, high, max } of facts.raster?.bandRanges ?? [])
        expect([min <= max, low < high]).toEqual([true, true])
    },
  )

  test('[G17] a turned picture keeps its turn, and without a system it has no place', () => {
    const { raster: stated, footprint } = factsOf('rotated_geotransform.tif')
    expect(stated?.affine?.map((each) => Math.round(each))).toEqual([17, 5, 100, 10, -9, 200])
    expect(stated?.crs).toBeUndefined()
    expect(footprint).toBeUndefined()
  })

  test('[G7] no input states when it was taken, so none has a date', () => {
    for (const [name, { facts }] of kept)
      expect([name, facts.raster?.acquired]).toEqual([name, undefined])
  })

  test('[G17] a damaged raster keeps its original and says what is wrong', async () => {
    const { sha256 = '' } = kept.get('corrupt.tif') ?? {}
    expect(factsOf('corrupt.tif').notes?.join(' ')).toMatch(/damaged/)
    const original = await server.as('viewer')(`/b1/files/${sha256}`)
    expect((await pixelsOf(original)).equals(readFileSync(input('satellite/corrupt.tif')))).toBe(
      true,
    )
    const drawn = await raster('corrupt.tif', 'bands=1,2,3&stretch=0-100')
    expect(drawn.status).toBe(422)
    expect(JSON.stringify(await drawn.json())).toContain('The original is kept')
  })

  test('[G18] bands and stretch change what is drawn, and the same is drawn the same', async () => {
    const [colour, infrared, again, flat] = await Promise.all(
      ['bands=1,2,3', 'bands=4,1,2', 'bands=4,1,2', 'bands=4,1,2&stretch=0-100'].map(
        async (query) => {
          const response = await raster('naip_nd_20200831.tif', query)
          expect(response.headers.get('content-type')).toBe('image/webp')
          return pixelsOf(response)
        },
      ),
    )
    if (!colour || !infrared || !again || !flat) throw new Error('not drawn')
    expect(infrared.equals(again)).toBe(true)
    expect(infrared.equals(colour)).toBe(false)
    expect(infrared.equals(flat)).toBe(false)
    expect(await sharp(infrared).metadata()).toMatchObject({ width: 934, height: 723 })
    const [red] = (await sharp(infrared).stats()).channels
    expect(red?.stdev).toBeGreaterThan(20)
  })

  test('[G18] a raster of floats and one of brightness and colour differences are drawn as pictures', async () => {
    for (const name of ['cog_float64_4326.tif', 'korea-pyeongchang_0.6m_cog_3857.tif']) {
      const { channels } = await sharp(await pixelsOf(await raster(name, 'bands=1,2,3'))).stats()
      for (const channel of channels.slice(0, 3)) expect(channel.stdev).toBeGreaterThan(15)
    }
    const snow = await sharp(
      await pixelsOf(
        await raster('korea-pyeongchang_0.6m_cog_3857.tif', 'bands=1,2,3&stretch=0-100'),
      ),
    ).stats()
    const [red = 0, green = 0, blue = 0] = snow.channels.map(({ mean }) => mean)
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(40)
  })

  test('[G18] what cannot be asked for is refused, and strangers get nothing', async () => {
    const name = 'naip_nd_20200831.tif'
    for (const query of [
      '',
      'bands=1,2',
      'bands=0',
      'bands=a',
      'bands=1&stretch=98-2',
      'bands=1&stretch=x',
    ])
      expect([query, (await raster(name, query)).status]).toEqual([query, 400])
    expect((await raster(name, 'bands=9')).status).toBe(422)
    expect((await raster('derived_naip_nd_20140720.jpg', 'bands=1')).status).toBe(422)
    const { sha256 = '' } = kept.get(name) ?? {}
    expect((await server.as('stranger')(`/b1/files/${sha256}/raster?bands=1`)).status).toBe(404)
    expect((await server.as('editor')(`/b2/files/${sha256}/raster?bands=1`)).status).toBe(404)
  })
})

describe('the register of coordinate systems', () => {
  let api: ApiServer
  beforeAll(async () => {
    api = await startApi()
  })
  afterAll(() => api.close())

  test('[G6] answers those who are signed in, and nobody else', async () => {
    const visitor = api.visitor()
    expect((await visitor.get('/api/projections?q=26914')).status).toBe(401)
    await visitor.post('/api/start', { name: 'Mara' })
    const { status, body } = await visitor.get('/api/projections?q=NAD83%20UTM%2014N')
    expect(status).toBe(200)
    expect(
      foundCrs
        .array()
        .parse(body)
        .map(({ code }) => code),
    ).toContain('EPSG:26914')
  })
})
