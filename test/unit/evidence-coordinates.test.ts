import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM, humanDistance, positionOf } from '../../shared/evidence/coordinates.ts'

test.each([
  ['44.326859, 131.668647', 44.326859, 131.668647],
  ['44.32N 131.66E', 44.32, 131.66],
  ['N44.32 E131.66', 44.32, 131.66],
  ['44.32N131.66E', 44.32, 131.66],
  ['131.66E 44.32N', 44.32, 131.66],
  ['44,326859; 131,668647', 44.326859, 131.668647],
  ['44,326859 131,668647', 44.326859, 131.668647],
  ['-33.8568 151.2153', -33.8568, 151.2153],
  ['−33.8568, 151.2153', -33.8568, 151.2153],
  ['33.8568 S, 151.2153 E', -33.8568, 151.2153],
  ['44°19\'36.7"N 131°40\'7.1"E', 44.326861, 131.668639],
  ['44° 19′ 36.7″ N, 131° 40′ 7.1″ E', 44.326861, 131.668639],
  ['44 19 36.7 N 131 40 7.1 E', 44.326861, 131.668639],
  ["44°19.6117'N, 131°40.1188'E", 44.326862, 131.668647],
  ['44 19.6117 131 40.1188', 44.326862, 131.668647],
  ['N 44° 19.6117’ E 131° 40.1188’', 44.326862, 131.668647],
  ['lat: 44.32 lon: 131.66', 44.32, 131.66],
  ['(44.32, 131.66)', 44.32, 131.66],
  ['geo:44.32,131.66;u=35', 44.32, 131.66],
  ['https://maps.example/@44.326859,131.668647,15z', 44.326859, 131.668647],
  ['0, 0', 0, 0],
  ['-0.5, -0.25', -0.5, -0.25],
])('[I9] “%s” is read as a pair of coordinates', (text, lat, lon) => {
  const position = positionOf(text)
  expect(position?.lat).toBeCloseTo(lat, 5)
  expect(position?.lon).toBeCloseTo(lon, 5)
})

test.each([
  '',
  '44.32',
  '44.32, 131.66, 12',
  '91, 10',
  '10, 181',
  '44.32N 131.66N',
  '44°61\'0"N 131°0\'0"E',
  "44.5°30'N 131°E",
  '-44.32S, 131.66E',
  'Sergeyevka',
  '24 Oct 2024',
  '1/2/3',
])('[I9] “%s” is no pair of coordinates', (text) => {
  expect(positionOf(text)).toBeUndefined()
})

test('[I9] any pair comes back from every way of writing it', () => {
  const lat = fc.double({ min: -90, max: 90, noNaN: true })
  const lon = fc.double({ min: -180, max: 180, noNaN: true })
  const letters = (value: number, [plus, minus]: [string, string]) =>
    `${Math.abs(value).toFixed(6)}${value < 0 ? minus : plus}`
  fc.assert(
    fc.property(lat, lon, (lat, lon) => {
      const spellings = [
        `${lat.toFixed(6)}, ${lon.toFixed(6)}`,
        `${lat.toFixed(6)} ${lon.toFixed(6)}`,
        `${letters(lat, ['N', 'S'])} ${letters(lon, ['E', 'W'])}`,
        `${letters(lon, ['E', 'W'])}, ${letters(lat, ['N', 'S'])}`,
      ]
      for (const spelling of spellings) {
        const position = positionOf(spelling)
        expect(position?.lat).toBeCloseTo(lat, 5)
        expect(position?.lon).toBeCloseTo(lon, 5)
      }
    }),
  )
})

test('[I9] no text breaks the reading', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const position = positionOf(text)
      if (position) expect(Math.abs(position.lat)).toBeLessThanOrEqual(90)
    }),
  )
})

test('[I10] the distance between two points is within 1 % of the geodesic', () => {
  // Vincenty on WGS 84: Paris–New York 5,852.0 km; one degree of longitude on the equator 111,319.5 m.
  const paris = { lat: 48.8566, lon: 2.3522 }
  const newYork = { lat: 40.7128, lon: -74.006 }
  expect(Math.abs(distanceM(paris, newYork) / 5_852_000 - 1)).toBeLessThan(0.01)
  expect(
    Math.abs(distanceM({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }) / 111_319.5 - 1),
  ).toBeLessThan(0.01)
  expect(distanceM(paris, paris)).toBe(0)
})

test('[I10] a distance reads in the unit that fits it', () => {
  expect([0.4, 85, 999.4, 1283, 99_960, 5_852_000].map(humanDistance)).toEqual([
    '0 m',
    '85 m',
    '999 m',
    '1.3 km',
    '100 km',
    '5,852 km',
  ])
})
