import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caretAfter } from '../../client/evidence/fields/caret-after.ts'
import { numberOf } from '../../client/evidence/fields/number-text.ts'
import { webAddress } from '../../client/evidence/web-address.ts'
import { factsInWords } from '../../shared/evidence/facts-in-words.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { searchTextOf } from '../../shared/evidence/search.ts'

describe('[E7] the caret stays where it was while others write in the same text', () => {
  test('[E7] behind what others wrote it moves along, in front of it it stays', () => {
    expect(caretAfter('in Kursk', 'some in Kursk', 8)).toBe(13)
    expect(caretAfter('in Kursk', 'in Kursk, perhaps', 3)).toBe(3)
    expect(caretAfter('in the Kursk region', 'in Kursk region', 12)).toBe(8)
  })

  test('[E7] it stands before the same text as before when others write in front of it', () => {
    // The pilcrow tells the old end from what was inserted: “p” before “p” is the same text as “p” after “p”.
    const texts = fc.tuple(
      fc.string(),
      fc.string(),
      fc.string().map((text) => `${text}¶`),
    )
    fc.assert(
      fc.property(texts, ([head, inserted, tail]) => {
        const [before, after] = [head + tail, head + inserted + tail]
        const caret = caretAfter(before, after, before.length)
        expect(caret).toBe(after.length)
        expect(caretAfter(before, after, 0)).toBe(0)
      }),
    )
  })
})

test('[E8] a number is read as people write it, and nothing else is taken for one', () => {
  expect(['3,000', '3 000', '12000', '3.5', '−2', '1,234,567'].map(numberOf)).toEqual([
    3000, 3000, 12000, 3.5, -2, 1234567,
  ])
  expect(['', 'about 3', '3,0', '1e9', '3.000.000'].map(numberOf)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  )
})

test('[E9] only addresses of the web can be opened from a card', () => {
  expect(webAddress(' https://example.org/a ')?.href).toBe('https://example.org/a')
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'example.org',
    '',
  ])
    expect(webAddress(text)).toBeUndefined()
})

test('[E10] what a file states is said, what it does not state is left out', () => {
  const { facts, notes } = factsInWords({
    width: 640,
    height: 360,
    durationS: 8.02,
    takenAt: '2019-11-18T15:45:32',
    lat: 33.1,
    notes: ['The sound could not be read.'],
  })
  expect(facts).toEqual([
    ['Size', '640 × 360 pixels'],
    ['Length', '0:08'],
    ['Taken', '18 Nov 2019, 15:45:32, zone not stated'],
  ])
  expect(notes).toEqual(['The sound could not be read.'])
})

test('[E11] an item is found by its words, its people, its numbers and its choices as they read', () => {
  const claim: Evidence = {
    id: 'evidence:a',
    typeName: 'evidence',
    kind: 'claim',
    createdAt: '',
    createdBy: 'Mara',
    statement: 'Troops were SENT',
    modality: 'appears',
    quantity: { comparator: '>=', value: 3000, unit: 'soldiers', scope: 'Primorsky Krai' },
    claimants: {
      k1: {
        name: 'John Kirby',
        role: 'Spokesman',
        act: 'appears-to-acknowledge',
        date: 'XXXX-10-25',
        through: ['Reuters'],
        basis: 'Intercepts',
        origin: 'An agency',
      },
    },
  }
  const text = searchTextOf(claim)
  for (const word of [
    'troops',
    'sent',
    'appears',
    '3000',
    'primorsky',
    'kirby',
    'reuters',
    'spokesman',
    'appears to acknowledge',
    'intercepts',
    'an agency',
    'claim',
    'mara',
  ])
    expect(text).toContain(word)
})
