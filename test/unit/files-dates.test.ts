import { expect, test } from 'vitest'
import { compareDates } from '../../server/files/facts/date-conflicts.ts'
import { dateInName } from '../../server/files/facts/name-date.ts'
import { isoDate } from '../../server/files/facts/stated.ts'
import { toldFacts } from '../../server/files/facts/told-facts.ts'
import { statedDate, type DateSourceName } from '../../shared/evidence/stated-dates.ts'

const said = (
  dates: Partial<Record<DateSourceName, string>>,
  around: { timeZone?: string; durationS?: number } = {},
) =>
  compareDates({
    dates: Object.entries(dates).map(([from, value]) => statedDate(from as DateSourceName, value)),
    ...around,
    now: Date.UTC(2026, 0, 1),
  })

test.each([
  ['VID_20170713_191641.mp4', '2017-07-13T19:16:41'],
  ['PXL_20210401_123456789.jpg', '2021-04-01T12:34:56'],
  ['2022-03-01 12.33.44.mov', '2022-03-01T12:33:44'],
  ['WhatsApp Video 2022-03-01 at 12.33.44.mp4', '2022-03-01T12:33:44'],
  ['Screenshot_2020-01-02-12-34-56-123_com.app.png', '2020-01-02T12:34:56'],
  ['IMG-20170713-WA0001.jpg', '2017-07-13'],
  ['naip_nd_20140720.tif', '2014-07-20'],
  ['DSC00001.JPG', undefined],
  ['20220230_121212.mp4', undefined],
  ['4709963_20201.mp4', undefined],
  ['1646128424123.jpg', undefined],
])('[F30] the name %s says %s', (name, expected) => {
  expect(dateInName(name)?.value).toBe(expected)
})

test('[F30] the same bytes under another name are told with the date of that name', () => {
  const facts = {
    dates: [statedDate('mvhd', '2017-07-13T19:16:41')],
    timeZone: 'America/Los_Angeles',
  }
  const told = (name: string) => toldFacts(facts, { name, type: 'video/mp4' })
  expect(told('VID_20170713_121641.mp4').dates).toHaveLength(2)
  expect(told('VID_20170713_121641.mp4').conflicts?.[0]).toContain('UTC−7')
  expect(told('clip.mp4').dates).toHaveLength(1)
  expect(told('clip.mp4')).not.toHaveProperty('conflicts')
})

test('[F31] a header in UTC and a name in local time stand side by side, with what the position says', () => {
  const dates = { mvhd: '2017-07-13T19:16:41', 'file-name': '2017-07-13T12:16:41' } as const
  const [sentence] = said(dates, { timeZone: 'America/Los_Angeles' }).conflicts
  for (const part of ['19:16:41', '12:16:41', 'UTC−7', 'the first fits if it is UTC'])
    expect(sentence).toContain(part)
  expect(said(dates, { timeZone: 'Europe/Kyiv' }).conflicts[0]).toContain('UTC+3')
  expect(said(dates).conflicts[0]).toContain('they fit if the first is UTC')
})

test('[F31] a header in local time is found out by a date that states its zone', () => {
  const { conflicts } = said({
    mvhd: '2017-07-13T21:16:41',
    'quicktime-creationdate': '2017-07-13T21:16:41+02:00',
  })
  expect(conflicts[0]).toContain('local time, where its format asks for UTC')
})

test('[F31] a header and a name with the same figures cannot both be right away from Greenwich', () => {
  const dates = { mvhd: '2017-07-13T19:16:41', 'file-name': '2017-07-13T19:16:41' } as const
  expect(said(dates, { timeZone: 'America/Los_Angeles' }).conflicts[0]).toContain(
    'the same figures',
  )
  expect(said(dates)).toEqual({ conflicts: [], notes: [] })
  expect(said(dates, { timeZone: 'Africa/Accra' })).toEqual({ conflicts: [], notes: [] })
})

test('[F31] what no time zone explains is said to be so', () => {
  const { conflicts } = said({
    'exif-original': '2008-10-22T16:28:39',
    gps: '2008-10-23T14:27:07Z',
  })
  expect(conflicts[0]).toContain('21 h 58 min apart, which no time zone explains')
})

test('[F31] dates that fit are no conflict, however long the clip', () => {
  const dates = {
    mvhd: '2017-07-13T19:26:41',
    'quicktime-creationdate': '2017-07-13T21:16:41+02:00',
  } as const
  expect(said(dates, { durationS: 600 })).toEqual({ conflicts: [], notes: [] })
  expect(said(dates).conflicts).toHaveLength(1)
  expect(
    said({ 'exif-original': '2018-06-08T13:24:10-07:00', gps: '2018-06-08T20:24:11Z' }),
  ).toEqual({ conflicts: [], notes: [] })
})

test('[F31] a change before the taking and a date to come are conflicts, a later change is a note', () => {
  const taken = '2018-06-06T22:20:11'
  const changed = (at: string) => said({ 'exif-original': taken, 'exif-modified': at })
  expect(changed('2018-06-24T22:27:34').notes[0]).toContain('written again 18 days after')
  expect(changed('2018-06-01T00:00:00').conflicts[0]).toContain('before it was taken')
  expect(changed(taken)).toEqual({ conflicts: [], notes: [] })
  expect(said({ 'exif-original': '2031-01-01T00:00:00' }).conflicts[0]).toContain('in the future')
})

test('[F31] a day alone fits with any time of that day, in whatever zone', () => {
  expect(said({ 'file-name': '2017-07-13', mvhd: '2017-07-14T05:00:00' }).conflicts).toEqual([])
  expect(said({ 'file-name': '2017-07-13', mvhd: '2017-07-16T05:00:00' }).conflicts).toHaveLength(1)
})

test.each([
  ['2019-04-14T13:46:10+0200', '2019-04-14T13:46:10+02:00'],
  ['2019:04:14 13:46:10.83', '2019-04-14T13:46:10'],
  ['2019-04-14T13:46Z', '2019-04-14T13:46:00Z'],
  ['2019-04-14', '2019-04-14'],
  ['2019-02-30', null],
  ['0000:00:00 00:00:00', null],
  ['yesterday', null],
  ['2019-04-14T25:00:00', null],
])('[F30] %s is read as %s', (text, expected) => {
  expect(isoDate(text)).toBe(expected)
})
