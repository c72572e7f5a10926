import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factsValue, type Facts } from '../../shared/evidence/fields.ts'
import { playedBy } from '../../shared/media/browser-playback.ts'
import { storedFile, type StoredFile } from '../../shared/protocol/http.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { formWith, startFilesServer, type FilesServer } from './files-harness.ts'

/**
 * Real files through the real route. What is expected of each stands in the inputs' own index; here is the part of
 * it that concerns facts.
 */
const folders = [
  'video',
  'photo',
  'satellite',
  'hostile/media',
  'hostile/svg-xml',
  'hostile/text',
  'hostile/zip',
]

const expected: Record<string, { type: string; facts: { [Name in keyof Facts]?: unknown } }> = {
  'video/anamorphic_sar2x1.mp4': {
    type: 'video/mp4',
    facts: {
      width: 1280,
      height: 360,
      pixelAspect: '2:1',
      frameRate: 30,
      frames: 150,
      durationS: 5,
      videoCodec: 'avc',
    },
  },
  'video/android_rot90_gps_TRUNCATED.mp4': {
    type: 'video/mp4',
    facts: {
      width: 1080,
      height: 1920,
      rotationDeg: 90,
      durationS: expect.closeTo(11.4, 1),
      frameRate: expect.closeTo(29.7, 0),
      lat: 33.9951,
      lon: -118.4762,
      timeZone: 'America/Los_Angeles',
      takenAt: '2017-07-13T19:16:41',
      software: ['Android 7.1.2'],
      framesHeld: 0,
    },
  },
  'video/audio-only_2tracks.mp4': {
    type: 'video/mp4',
    facts: {
      audioCodec: 'aac',
      audioTracks: 2,
      durationS: expect.closeTo(5, 1),
      takenAt: '2026-04-14T13:19:06',
    },
  },
  'video/chrome-mediarecorder_noduration.mkv': {
    type: 'video/x-matroska',
    facts: { width: 1920, height: 1080, videoCodec: 'avc', software: ['Chrome'] },
  },
  'video/derived_cctv_people-milling_h264.mp4': {
    type: 'video/mp4',
    facts: { width: 768, height: 576, durationS: 79.5, frameRate: 10 },
  },
  'video/derived_walk_cut-no-moov.mp4': { type: 'video/mp4', facts: {} },
  'video/derived_walk_stripped_reupload.mp4': {
    type: 'video/mp4',
    facts: {
      width: 848,
      height: 480,
      frameRate: expect.closeTo(30, 0),
      audioCodec: 'aac',
      durationS: expect.closeTo(10.5, 1),
      software: ['Lavf59.27.100'],
    },
  },
  'video/derived_walk_vp9.webm': {
    type: 'video/webm',
    facts: { videoCodec: 'vp9', audioCodec: 'opus', width: 848, durationS: expect.closeTo(8, 1) },
  },
  'video/frame-counter_vp9.webm': {
    type: 'video/webm',
    facts: { width: 1080, height: 1080, frameRate: 30, frames: 100, durationS: 3.333 },
  },
  'video/gopro-max_walk-to-building_gps.mp4': {
    type: 'video/mp4',
    facts: {
      width: 848,
      height: 480,
      frameRate: expect.closeTo(30, 0),
      lat: 33.1268,
      lon: -117.3273,
      camera: 'GoPro Max',
      audioChannels: 2,
      takenAt: '2019-11-18T15:45:32',
    },
  },
  'video/indeo4_unsupported.avi': {
    type: 'video/x-msvideo',
    facts: { width: 256, height: 240, frameRate: 30, durationS: expect.closeTo(6.1, 1) },
  },
  'video/lego_h264_2010.mp4': {
    type: 'video/mp4',
    facts: {
      width: 560,
      height: 320,
      frameRate: 30,
      audioCodec: 'aac',
      durationS: expect.closeTo(5.6, 1),
      takenAt: '2010-03-20T21:29:11',
      software: expect.arrayContaining(['HandBrake 0.9.4 2009112300']),
    },
  },
  'video/lego_vp9-opus.webm': {
    type: 'video/webm',
    facts: { width: 560, height: 320, videoCodec: 'vp9', audioCodec: 'opus', frameRate: 30 },
  },
  'video/samsung_s22_hevc_rot90_vfr_nullisland.mp4': {
    type: 'video/mp4',
    facts: {
      width: 1080,
      height: 1440,
      videoCodec: 'hevc',
      takenAt: '2024-01-13T05:38:55',
      rotationDeg: 90,
      frameRate: expect.closeTo(13.4, 1),
      frameRateMax: expect.closeTo(30, 0),
      software: ['Android 14'],
    },
  },
  'video/screen_VFR_7fps_timebase57600.mp4': {
    type: 'video/mp4',
    facts: {
      width: 3026,
      height: 1386,
      frameRate: expect.closeTo(7.2, 1),
      frameRateMin: expect.closeTo(0.64, 1),
      timeBaseHz: 57_600,
      durationS: expect.closeTo(8.7, 1),
    },
  },
  'video/street-park_h264_1080p.mp4': {
    type: 'video/mp4',
    facts: { width: 1920, height: 1080, frameRate: 30, durationS: expect.closeTo(5.8, 1) },
  },
  'video/timecode-overlay_hevc_30fps.mp4': {
    type: 'video/mp4',
    facts: { videoCodec: 'hevc', durationS: 10, frameRate: 30 },
  },
  'photo/c2pa_valid.jpg': {
    type: 'image/jpeg',
    facts: { width: 2048, height: 1365, contentCredentials: true },
  },
  'photo/c2pa_tampered-pixels.jpg': { type: 'image/jpeg', facts: { contentCredentials: true } },
  'photo/corrupted.jpg': {
    type: 'image/jpeg',
    facts: { width: 3648, height: 2736, takenAt: '2015-09-08T11:02:17' },
  },
  'photo/date_gps-only.jpg': {
    type: 'image/jpeg',
    facts: { lat: 37.7749, lon: -122.4194, timeZone: 'America/Los_Angeles' },
  },
  'photo/exif_memory-error.jpg': {
    type: 'image/jpeg',
    facts: { width: 1600, height: 1200, takenAt: '2002-04-21T00:30:33' },
  },
  'photo/gps_empty.jpg': {
    type: 'image/jpeg',
    facts: { width: 4640, takenAt: '2025-06-01T16:59:26', camera: 'motorola moto g(9) plus' },
  },
  'photo/opencv_ela_modified.jpg': {
    type: 'image/jpeg',
    facts: {
      width: 897,
      lat: expect.closeTo(-23.5226, 4),
      takenAt: '2018-06-06T22:20:11',
      timeZone: 'America/Sao_Paulo',
      software: ['GIMP 2.8.18'],
    },
  },
  'photo/opencv_ela_original.jpg': {
    type: 'image/jpeg',
    facts: { width: 902, height: 770, lon: expect.closeTo(-47.5045, 4) },
  },
  'photo/opencv_leuvenA.jpg': {
    type: 'image/jpeg',
    facts: { width: 751, takenAt: '2019-04-14T13:46:10', camera: 'Apple iPhone 6' },
  },
  'photo/opencv_leuvenB.jpg': {
    type: 'image/jpeg',
    facts: { width: 751, takenAt: '2019-04-14T13:45:56', timeZone: 'Europe/Brussels' },
  },
  'photo/date_gps.jpg': {
    type: 'image/jpeg',
    facts: { lat: 39, lon: -108, takenAt: '2025-12-01T11:30:00' },
  },
  'photo/date_priority.jpg': { type: 'image/jpeg', facts: { takenAt: '2023-02-02T02:00:00' } },
  'photo/iphone13_tz+0100.heic': {
    type: 'image/heic',
    facts: {
      width: 3024,
      height: 4032,
      takenAt: '2022-02-16T12:55:41+01:00',
      camera: 'Apple iPhone 13 Pro Max',
    },
  },
  'photo/multipage.tif': { type: 'image/tiff', facts: { width: 1696, height: 2175, pages: 5 } },
  'photo/nikon_gps_DSCN0010.jpg': {
    type: 'image/jpeg',
    facts: { takenAt: '2008-10-22T16:28:39', camera: 'NIKON COOLPIX P6000' },
  },
  'photo/orientation_6.jpg': {
    type: 'image/jpeg',
    facts: { width: 600, height: 450, rotationDeg: 90 },
  },
  'photo/sony_street_gps_portland.jpg': {
    type: 'image/jpeg',
    facts: { takenAt: '2018-06-08T13:24:10-07:00', width: 3840 },
  },
  'satellite/cog_float64_4326.tif': {
    type: 'image/tiff',
    facts: { crs: 'EPSG:4326', bands: 4, width: 343, height: 206 },
  },
  'satellite/naip_nd_20140720.tif': { type: 'image/tiff', facts: { crs: 'EPSG:26914', bands: 4 } },
  'satellite/rgba_uint16.tif': {
    type: 'image/tiff',
    facts: { crs: 'EPSG:32612', bands: 4, width: 634, height: 411 },
  },
  'hostile/media/html-as.png': { type: 'text/html', facts: {} },
  'hostile/media/not-a-video.mp4': { type: 'application/json', facts: {} },
  'hostile/media/png_65500x65500_header.png': {
    type: 'image/png',
    facts: { width: 65_500, height: 65_500 },
  },
  'hostile/media/png_bomb_30000x30000_1bit.png': {
    type: 'image/png',
    facts: { width: 30_000, height: 30_000 },
  },
  'hostile/media/polyglot_jpeg+html.jpg': { type: 'image/jpeg', facts: {} },
  'hostile/svg-xml/svg_billion-laughs.svg': { type: 'image/svg+xml', facts: {} },
  'hostile/text/blns.json': { type: 'application/json', facts: {} },
  'hostile/text/hostile-unfurl.html': { type: 'text/html', facts: {} },
  'hostile/zip/bomb_300MB_ratio1000.zip': { type: 'application/zip', facts: {} },
}

/** Where the picture is, in degrees WGS 84: from the index, for UTM within a hundred metres. */
const footprints: Record<string, [number, number, number, number]> = {
  'satellite/cog_float64_4326.tif': [6.8601, 53.3978, 6.8909, 53.4163],
  'satellite/landsat_pucallpa_1985.tif': [-74.7225, -8.5869, -74.159, -8.2821],
  'satellite/korea-pyeongchang_0.6m_cog_3857.tif': [128.6554, 37.6664, 128.6609, 37.6708],
  'satellite/naip_nd_20140720.tif': [-99.1855, 47.004, -99.124, 47.0366],
}

describe.skipIf(inputsFolder === null)('real files', () => {
  let server: FilesServer
  const kept = new Map<string, { stored: StoredFile; facts: Facts }>()

  beforeAll(async () => {
    // Copies for playing are another test's matter, and take their time.
    server = await startFilesServer({ ffmpeg: 'none' })
    for (const folder of folders) {
      for (const name of readdirSync(input(folder)))
        kept.set(`${folder}/${name}`, await bring(`${folder}/${name}`))
    }
  }, 300_000)
  afterAll(() => server.close())

  async function bring(path: string): Promise<{ stored: StoredFile; facts: Facts }> {
    const editor = server.as('editor')
    const body = formWith(readFileSync(input(path)), basename(path))
    const stored = storedFile.parse(
      await (await editor('/b1/files', { method: 'POST', body })).json(),
    )
    const answer = (await (await editor(`/b1/files/${stored.sha256}/facts?wait`)).json()) as {
      facts: unknown
    }
    return { stored, facts: factsValue.parse(answer.facts) }
  }

  const factsOf = (path: string): Facts => kept.get(path)?.facts ?? {}
  const notesOf = (path: string): string => factsOf(path).notes?.join(' ') ?? ''

  test('[F11] every file of the inputs is taken in and given back byte for byte', async () => {
    expect(kept.size).toBeGreaterThan(60)
    for (const [path, { stored }] of kept) {
      const answer = await server.as('viewer')(`/b1/files/${stored.sha256}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect([path, bytes.equals(readFileSync(input(path)))]).toEqual([path, true])
    }
  })

  test.each(Object.entries(expected))(
    '[F11] %s is what the index says',
    (path, { type, facts }) => {
      expect(kept.get(path)?.stored.type).toBe(type)
      expect(factsOf(path)).toMatchObject(facts)
    },
  )

  test.each(Object.entries(footprints))('[F11] %s lies where the index says', (path, footprint) => {
    expect(factsOf(path).footprint).toEqual(footprint.map((degrees) => expect.closeTo(degrees, 3)))
  })

  test('[F11] what a file does not state is not there: no place from 0, 0 or an empty field, no year 1904', () => {
    expect(factsOf('video/samsung_s22_hevc_rot90_vfr_nullisland.mp4')).not.toHaveProperty('lat')
    expect(notesOf('video/samsung_s22_hevc_rot90_vfr_nullisland.mp4')).toContain('0, 0')
    expect(factsOf('photo/gps_empty.jpg')).not.toHaveProperty('lat')
    expect(notesOf('photo/gps_empty.jpg')).toContain('empty')
    expect(factsOf('video/street-park_h264_1080p.mp4')).not.toHaveProperty('takenAt')
    expect(factsOf('video/derived_walk_stripped_reupload.mp4')).not.toHaveProperty('lat')
    expect(factsOf('satellite/rotated_geotransform.tif')).not.toHaveProperty('footprint')
  })

  const conflictsOf = (path: string): string => factsOf(path).conflicts?.join(' ') ?? ''
  const datesOf = (path: string) =>
    Object.fromEntries((factsOf(path).dates ?? []).map(({ from, value }) => [from, value]))

  test('[F30] every date that a file states is told, with where it stands', () => {
    expect(datesOf('photo/date_priority.jpg')).toEqual({
      'exif-original': '2023-02-02T02:00:00',
      'exif-digitized': '2023-04-04T04:00:00',
      gps: '2023-10-10',
      'xmp-created': '2023-05-05T05:00:00',
      'xmp-gps': '2023-08-08T08:00:00',
      'iptc-created': '07:00:00+00:00',
    })
    expect(datesOf('video/gopro-max_walk-to-building_gps.mp4')).toEqual({
      mvhd: '2019-11-18T15:45:32',
      'gopro-gps': '2019-11-18T23:45:14Z',
    })
    expect(datesOf('satellite/naip_nd_20140720.tif')).toEqual({ 'file-name': '2014-07-20' })
    expect(factsOf('video/lego_h264_2010.mp4').dates?.[0]?.zone).toContain('meant as UTC')
  })

  test('[F31] what the dates of a file do not agree on is said, with the clock at its position', () => {
    expect(conflictsOf('photo/date_priority.jpg')).toContain('61 days apart')
    expect(conflictsOf('photo/nikon_gps_DSCN0010.jpg')).toContain('no time zone explains')
    const goPro = conflictsOf('video/gopro-max_walk-to-building_gps.mp4')
    expect(goPro).toContain('clocks stood at UTC−8')
    expect(goPro).toContain('local time there and not the UTC')
    expect(notesOf('video/android_rot90_gps_TRUNCATED.mp4')).toContain('2017-07-13 12:16:41')
    expect(notesOf('photo/opencv_leuvenA.jpg')).toContain('clocks stood at UTC+2')
    expect(factsOf('photo/sony_street_gps_portland.jpg')).not.toHaveProperty('conflicts')
  })

  test('[F32] a size that a camera stated and the picture no longer has is said', () => {
    expect(conflictsOf('photo/opencv_leuvenA.jpg')).toContain('3264 × 2448')
    expect(conflictsOf('photo/opencv_ela_modified.jpg')).toContain('1836 × 3264')
    expect(conflictsOf('photo/nikon_gps_DSCN0010.jpg')).not.toContain('pixels')
  })

  test('[F33] programs that left their name are named, and what that tells is said with care', () => {
    expect(notesOf('video/derived_walk_stripped_reupload.mp4')).toContain(
      'most likely not the file',
    )
    expect(notesOf('photo/opencv_ela_modified.jpg')).toContain('picture editor (GIMP')
    expect(notesOf('video/gopro-max_walk-to-building_gps.mp4')).not.toContain('most likely not')
  })

  test('[F34] what is cut short says how much of it is there, and is not offered for playing', () => {
    expect(notesOf('video/android_rot90_gps_TRUNCATED.mp4')).toContain('337 frames and holds none')
    const { stored } = kept.get('video/android_rot90_gps_TRUNCATED.mp4') ?? {}
    expect(stored && playedBy(stored.type, stored.facts)).toBe('none')
  })

  test('[F34] what browsers cannot decode says so, and what holds no picture too', () => {
    expect(notesOf('video/indeo4_unsupported.avi')).toContain('Browsers do not play AVI')
    expect(notesOf('video/timecode-overlay_hevc_30fps.mp4')).toContain('Not every browser plays')
    expect(notesOf('video/street-park_h264_1080p.mp4')).not.toContain('browser plays')
    expect(notesOf('video/audio-only_2tracks.mp4')).toContain('sound only')
    expect(factsOf('video/audio-only_2tracks.mp4')).not.toHaveProperty('width')
  })

  test('[F11] a length that the file does not state is measured, and the notes say so', () => {
    const facts = factsOf('video/chrome-mediarecorder_noduration.mkv')
    expect(facts.durationS).toBeCloseTo(35.2, 0)
    expect(facts.notes?.join()).toContain('measured')
  })

  test('[F11] what is damaged is kept, with a sentence about it', () => {
    for (const path of [
      'video/derived_walk_cut-no-moov.mp4',
      'photo/corrupted.jpg',
      'satellite/corrupt.tif',
      'photo/iphone13_tz+0100.heic',
    ]) {
      expect([path, notesOf(path)]).not.toEqual([path, ''])
    }
    expect(notesOf('video/derived_walk_cut-no-moov.mp4')).toContain('cut short')
  })

  test('[F14] rasters that browsers cannot show have a picture that is neither black nor white all over', async () => {
    for (const name of [
      'cog_float64_4326',
      'landsat_pucallpa_2020',
      'naip_nd_20200831',
      'korea-pyeongchang_0.6m_cog_3857',
    ]) {
      const preview = factsOf(`satellite/${name}.tif`).previewSha256
      const answer = await server.as('viewer')(`/b1/files/${preview}`)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      const { channels } = await sharp(Buffer.from(await answer.arrayBuffer())).stats()
      for (const channel of channels.slice(0, 3)) expect(channel.stdev).toBeGreaterThan(15)
    }
  })

  test('[F14] a preview is at most 1600 pixels and stands upright', async () => {
    const preview = factsOf('photo/sony_street_gps_portland.jpg').previewSha256
    const answer = await server.as('viewer')(`/b1/files/${preview}`)
    expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({
      width: 1600,
      height: 900,
      format: 'webp',
    })
  })

  test('[F14] a second board that gets the same original gets its preview too, and no other board does', async () => {
    const path = 'satellite/naip_nd_20140720.tif'
    const preview = factsOf(path).previewSha256
    expect((await server.as('editor')(`/b2/files/${preview}`)).status).toBe(404)
    const body = formWith(readFileSync(input(path)), 'again.tif')
    await server.as('editor')('/b2/files', { method: 'POST', body })
    expect((await server.as('editor')(`/b2/files/${preview}`)).status).toBe(200)
  })

  test('[F12] no picture made to fill a memory is opened, and none of its kind is shown by us', () => {
    for (const name of ['png_65500x65500_header', 'png_bomb_30000x30000_1bit']) {
      expect(factsOf(`hostile/media/${name}.png`)).not.toHaveProperty('previewSha256')
      expect(notesOf(`hostile/media/${name}.png`)).toContain('too many pixels')
    }
  })

  test('[F5] nothing hostile comes back as something a browser would run', async () => {
    for (const [path, { stored }] of kept) {
      if (!path.startsWith('hostile/')) continue
      const answer = await server.as('viewer')(`/b1/files/${stored.sha256}`, { method: 'HEAD' })
      expect(answer.headers.get('content-type')).not.toMatch(/html|svg|xml|script/)
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
