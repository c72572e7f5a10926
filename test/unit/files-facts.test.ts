import { describe, expect, test } from 'vitest'
import { exifInstant } from '../../server/files/facts/picture-dates.ts'
import { notePlace, placeOfIso6709 } from '../../server/files/facts/iso6709.ts'
import { crsOfEpsg } from '../../server/files/facts/projection.ts'
import { previewPlanOf } from '../../server/files/preview/preview-plan.ts'
import { rangeOf, stretchToRgba } from '../../server/files/preview/stretch.ts'
import { typeOfText } from '../../server/files/sniff.ts'
import type { Facts } from '../../shared/evidence/fields.ts'
import { planeOf } from '../../shared/geo/plane.ts'

describe('time', () => {
  test.each([
    ['2018:06:08 13:24:10', '-07:00', '2018-06-08T13:24:10-07:00'],
    ['2018:06:08 13:24:10', '', '2018-06-08T13:24:10'],
    ['2018:06:08 13:24:10', 'local', '2018-06-08T13:24:10'],
    ['2018:06:08', '+01:00', '2018-06-08'],
    ['0000:00:00 00:00:00', '', null],
    ['    :  :     :  :  ', '', null],
    ['', '+01:00', null],
  ])('[F11] EXIF %j with offset %j', (date, offset, expected) => {
    expect(exifInstant(date, offset)).toBe(expected)
  })
})

describe('place', () => {
  test.each([
    ['+33.1268-117.3273/', { lat: 33.1268, lon: -117.3273 }],
    ['+43.5839+131.7520+012.3/', { lat: 43.5839, lon: 131.752 }],
    ['somewhere', null],
  ])('[F11] %j', (text, expected) => {
    expect(placeOfIso6709(text)).toEqual(expected)
  })

  test('[F11] 0, 0 is no place, and the notes say so', () => {
    const facts: Facts = {}
    notePlace(facts, { lat: 0, lon: 0 })
    expect(facts.lat).toBeUndefined()
    expect(facts.notes?.join()).toContain('0, 0')
  })

  test('[F11] a place off the globe is left out', () => {
    const facts: Facts = {}
    notePlace(facts, { lat: 91, lon: 10 })
    expect(facts).not.toHaveProperty('lat')
  })

  test('[F11] UTM, SIRGAS, Lambert and Web Mercator become degrees; what is not known stays unknown', () => {
    const at = (epsg: number, x: number, y: number) => {
      const place = planeOf(crsOfEpsg(epsg)?.definition ?? '')?.toLonLat({ x, y })
      return place && [place.lon, place.lat].map((degrees) => Number(degrees.toFixed(2)))
    }
    expect(at(32652, 500_000, 4_800_000)).toEqual([129, 43.35])
    expect(at(32752, 500_000, 5_200_000)).toEqual([129, -43.35])
    expect(at(31985, 500_000, 9_000_000)).toEqual([-33, -9.05])
    expect(at(3857, 0, 0)).toEqual([0, 0])
    expect(at(4326, 12, 34)).toEqual([12, 34])
    expect(at(2154, 652_000, 6_862_000)).toEqual([2.35, 48.86])
    expect(crsOfEpsg(999_999)).toBeNull()
  })
})

describe('text', () => {
  const type = (text: string, name = 'x') => typeOfText(new TextEncoder().encode(text), name)

  test.each([
    ['<!DOCTYPE html><p>', 'photo.png', 'text/html'],
    ['  <!-- a --><script>1</script>', 'x', 'text/html'],
    ['<svg xmlns="x" onload="alert(1)"/>', 'x.png', 'image/svg+xml'],
    ['<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>', 'x', 'image/svg+xml'],
    ['<?xml version="1.0"?><feed/>', 'x', 'application/xml'],
    ['{"a": "<svg onload=1>"}', 'x.mp4', 'application/json'],
    ['a,b\n1,2', 'x.csv', 'text/csv'],
    ['hello', 'x.html', 'text/html'],
    ['hello', 'x.jpg', 'text/plain'],
  ])('[F3] %j called %s is %s', (text, name, expected) => {
    expect(type(text, name)).toBe(expected)
  })

  test('[F3] bytes are no text', () => {
    expect(type('a\u0000b')).toBeUndefined()
    expect(typeOfText(new Uint8Array(), 'x.txt')).toBeUndefined()
    expect(typeOfText(Buffer.from('WARC/1.1\r\nWARC-Type: warcinfo\r\n\0'), 'x')).toBe(
      'application/warc',
    )
  })
})

describe('previews', () => {
  const plan = (type: string, facts: Facts, size = 5_000_000) =>
    previewPlanOf({ type, size, facts })

  test('[F14] pictures that browsers cannot show get one, and large ones do', () => {
    expect(plan('image/tiff', { width: 10, height: 10 })).toBe('picture')
    expect(plan('image/tiff', { width: 10, height: 10, crs: 'EPSG:4326' })).toBe('raster')
    expect(plan('image/jpeg', { width: 4000, height: 3000 })).toBe('picture')
    expect(plan('image/jpeg', { width: 800, height: 600 })).toBe('none')
    expect(plan('image/jpeg', { width: 4000, height: 3000 }, 1000)).toBe('none')
    expect(plan('video/mp4', { videoCodec: 'avc' })).toBe('poster')
    expect(plan('video/mp4', { audioCodec: 'aac' })).toBe('none')
    expect(plan('image/svg+xml', { width: 10, height: 10 })).toBe('none')
  })

  test('[F12] a picture made to fill a memory is never opened', () => {
    expect(plan('image/png', { width: 30_000, height: 30_000 })).toBe('too-many-pixels')
    expect(plan('image/tiff', { width: 65_500, height: 65_500, crs: 'EPSG:4326' })).toBe(
      'too-many-pixels',
    )
  })

  test('[F14] bands of any depth are spread between their 2nd and 98th percentile, and gaps are transparent', () => {
    const band = Float64Array.from({ length: 1000 }, (_, index) => 1000 + index)
    band[0] = -9999
    const { low, high } = rangeOf(band, -9999)
    expect([low, high]).toEqual([expect.closeTo(1020, -1), expect.closeTo(1979, -1)])
    const rgba = stretchToRgba([band], -9999)
    expect([rgba[3], rgba[7]]).toEqual([0, 255])
    expect(rgba.subarray(999 * 4)).toEqual(Uint8Array.of(255, 255, 255, 255))
  })

  test('[F14] a band of one value, and of none, is drawn all the same', () => {
    expect(stretchToRgba([new Uint16Array([7, 7])], null)).toHaveLength(8)
    expect(stretchToRgba([new Float32Array([Number.NaN, Number.NaN])], null)[3]).toBe(0)
  })
})
