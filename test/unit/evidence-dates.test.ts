import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { humanDate, isEdtf } from '../../shared/evidence/dates.ts'

describe('[E1] a date reads as it was given and is never completed', () => {
  test.each([
    ['2024-10-24', '24 Oct 2024'],
    ['2024-10', 'Oct 2024'],
    ['2024', '2024'],
    ['202X', '2020s'],
    ['20XX', '2000–2099'],
    ['2024-10~', 'about Oct 2024'],
    ['2024-10-24?', '24 Oct 2024, uncertain'],
    ['2024-10-24%', 'about 24 Oct 2024, uncertain'],
    ['2024-10-XX', 'Oct 2024, day not stated'],
    ['XXXX-10-23', '23 Oct, year not stated'],
    ['XXXX-10', 'Oct, year not stated'],
    ['XXXX-XX-23', 'day 23, month and year not stated'],
    ['2024-10-18/2024-10-22', '18–22 Oct 2024'],
    ['XXXX-10-18/XXXX-10-22', '18–22 Oct, year not stated'],
    ['2024-10-30/2024-11-02', '30 Oct 2024 to 2 Nov 2024'],
    ['2024-10-18~/2024-10-22', 'about 18 Oct 2024 to 22 Oct 2024'],
    ['2024-10/..', 'from Oct 2024'],
    ['../2024-10', 'until Oct 2024'],
    ['[2023,2024]', '2023 or 2024'],
    ['[..2024-10-20]', '20 Oct 2024 or earlier'],
    ['2024-21', 'spring 2024'],
    ['2024-10-24T10:00Z', '24 Oct 2024, 10:00 UTC'],
    ['2024-10-24T10:00+03:00', '24 Oct 2024, 10:00 UTC+03:00'],
    ['2024-10-24T10:00', '24 Oct 2024, 10:00, zone not stated'],
  ])('[E1] %s reads “%s”', (edtf, human) => {
    expect(isEdtf(edtf)).toBe(true)
    expect(humanDate(edtf)).toBe(human)
  })

  test('[E1] no year appears that was not typed', () => {
    const day = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    fc.assert(
      fc.property(day, ([month, date]) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const human = humanDate(`XXXX-${two(month)}-${two(date)}`)
        expect(human).not.toMatch(/\d{3,}/)
        expect(human).toContain('year not stated')
      }),
    )
  })
})

describe('[E2] what is not a date is said to be none and is kept as typed', () => {
  test.each(['', '23 Oct', 'last week', '2024-13-01', '2024-10-32', '2023-02-29', '24/10/2024'])(
    '[E2] “%s”',
    (text) => {
      expect(isEdtf(text)).toBe(false)
      expect(humanDate(text)).toBe(text)
    },
  )

  test('[E2] no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(humanDate(text)).toBeTypeOf('string')
      }),
    )
  })
})
