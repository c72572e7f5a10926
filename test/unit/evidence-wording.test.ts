import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import {
  clock,
  coordinates,
  humanChain,
  humanPlace,
  humanQuantity,
  humanSize,
  titleOf,
} from '../../shared/evidence/wording.ts'

function item(kind: Evidence['kind'], fields: Record<string, unknown> = {}): Evidence {
  return {
    id: 'evidence:a',
    typeName: 'evidence',
    kind,
    createdAt: '',
    createdBy: 'Mara',
    ...fields,
  }
}

describe('[E3] every item has a name to be called by', () => {
  test.each([
    [item('video', { title: ' Clip 1 ' }), 'Clip 1'],
    [item('claim', { statement: 'At least 3,000 soldiers' }), 'At least 3,000 soldiers'],
    [item('quote', { title: ' ', words: 'Here they are.' }), 'Here they are.'],
    [item('link', { url: 'https://example.org/a' }), 'https://example.org/a'],
    [item('question'), 'Open question without a title'],
  ])('[E3] %#', (evidence, title) => expect(titleOf(evidence)).toBe(title))
})

describe('[E4] a figure keeps its comparator, a claim its chain, a place its precision', () => {
  test('[E4] quantities', () => {
    const figure = { value: 3000, unit: 'soldiers', scope: '' }
    expect(humanQuantity({ ...figure, comparator: '>=' })).toBe('at least 3,000 soldiers')
    expect(humanQuantity({ ...figure, comparator: '~' })).toBe('about 3,000 soldiers')
    expect(humanQuantity({ ...figure, comparator: '=' })).toBe('3,000 soldiers')
  })

  test('[E4] chains run from who said it to who passed it on last', () => {
    expect(humanChain({ name: 'Kirby', through: ['Reuters', 'the article'] })).toBe(
      'Kirby → Reuters → the article',
    )
  })

  test('[E4] places', () => {
    const place = { name: 'Sergeyevka', lat: 43.85, lon: 131.98, method: '', by: '' }
    expect(humanPlace({ ...place, precision: 'vicinity' })).toBe('Sergeyevka, ±100 m')
    expect(humanPlace({ ...place, precision: 'unknown' })).toBe('Sergeyevka, precision not known')
    expect(humanPlace({ ...place, name: '', precision: 'exact' })).toBe(
      '43.85000, 131.98000, ±10 m',
    )
    expect(coordinates({ lat: 0, lon: null })).toBe('')
  })
})

test('[E5] sizes and times read as people say them', () => {
  expect([0, 999, 1000, 3_769_548, 999_999, 20e9].map(humanSize)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '3.8 MB',
    '1.0 MB',
    '20.0 GB',
  ])
  expect([0, 59.9, 75.4, 3725].map(clock)).toEqual(['0:00', '0:59', '1:15', '1:02:05'])
})

test('[E6] a field is read only as what its kind says it is', () => {
  const quote = item('quote', { words: 'a', date: '2024' })
  expect(valueOf(quote, 'date', 'date')).toBe('2024')
  expect(valueOf(quote, 'date', 'place')).toBeUndefined()
  expect(valueOf(quote, 'acquired', 'date')).toBeUndefined()
})
