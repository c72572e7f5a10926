import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findItems, findNamed } from '../../client/panels/find/find-entries.ts'
import { detailOf } from '../../client/panels/item-words.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { openSample } from '../support/sample-board.ts'

function item(id: string, fields: Record<string, unknown>): Evidence {
  return {
    id: `evidence:${id}`,
    typeName: 'evidence',
    kind: 'claim',
    createdAt: `2024-10-0${id}T00:00:00.000Z`,
    createdBy: 'Mara',
    ...fields,
  }
}

const all = [
  item('1', { title: 'What the barracks show', statement: 'A fence stood there.' }),
  item('2', { title: 'Fence between barracks and building' }),
  item('3', { title: 'Defence ministry' }),
  item('4', { title: 'Nothing of the kind' }),
]
const ids = (query: string, recent: readonly EvidenceId[] = []) =>
  findItems(all, { query, recent }).map((each) => each.item.id.replace('evidence:', ''))

test('[V10] titles that begin with the words come first, then titles that have them, then what says them elsewhere', () => {
  expect(ids('fence')).toEqual(['2', '3', '1'])
  expect(ids('barracks fence')).toEqual(['2', '1'])
  expect(ids('zeppelin')).toEqual([])
})

test('[V10] with nothing typed, what was looked at lately comes first, then the newest', () => {
  expect(ids('', ['evidence:2', 'evidence:1'])).toEqual(['2', '1', '4', '3'])
})

test('[V10] commands are found by the words of their names', () => {
  const names = ['Open Register', 'Appearance: Dark', 'Zoom to fit', 'Add photo']
  const found = (query: string) =>
    findNamed(names, { query, nameOf: (name) => name }).map(({ one }) => one)
  expect(found('regis')).toEqual(['Open Register'])
  expect(found('dark appear')).toEqual(['Appearance: Dark'])
  expect(found('')).toEqual(names)
})

test('[V10] no text that is typed breaks the finding', () => {
  fc.assert(
    fc.property(fc.string(), (query) => {
      expect(findItems(all, { query, recent: [] }).length).toBeLessThanOrEqual(all.length)
    }),
  )
})

test('[V11] what a list says of an item keeps its hedge, its date as stated and that it is a stand-in', () => {
  const sample = openSample()
  const hypothesis = sample.byKey('hypothesis')
  expect(`${titleOf(hypothesis)} ${detailOf(hypothesis)}`.match(/Possible/g)).toHaveLength(1)
  expect(detailOf(sample.byKey('clip-3'))).toContain('Stand-in')
  const unstated = sample.evidence.find((each) => String(each['date']).startsWith('XXXX-10-23'))
  if (!unstated) throw new Error('The sample has no date without a year')
  expect(detailOf(unstated)).toContain('23 Oct, year not stated')
})
