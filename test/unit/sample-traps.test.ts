import { describe, expect, test } from 'vitest'
import { isEdtf } from '../../shared/evidence/dates.ts'
import type { Claimant } from '../../shared/evidence/claimant.ts'
import { doubtsOf } from '../../shared/evidence/doubts.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { originOf } from '../../shared/evidence/origin-of.ts'
import { standingOf } from '../../shared/evidence/origins.ts'
import { standingInWords } from '../../shared/evidence/standing-words.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { timeInWords, timeOf } from '../../shared/evidence/time-bounds.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { openSample } from '../support/sample-board.ts'

const { evidence, ties, graph, byKey, isTied, keyOf } = openSample()
const context = { get: (id: string) => evidence.find((item) => item.id === id), ties: graph }
const keysOf = (items: readonly Evidence[]) => items.map(({ id }) => keyOf(id))

describe('[B4] the traps of the case hold', () => {
  test('every date is EDTF', () => {
    expect(evidence.flatMap(datesOf).filter((date) => !isEdtf(date))).toEqual([])
  })

  test('no year is invented: only a page outside the article states one', () => {
    const withYear = evidence.filter((item) => datesOf(item).some((date) => !date.includes('XXXX')))
    expect(keysOf(withYear)).toEqual(['geoconfirmed'])
  })

  test('clip 3 is not verified, and both failed checks show, with what was asked for in vain', () => {
    const clip = byKey('clip-3')
    expect(statusOf(clip)).toMatchObject({ status: 'could-not-confirm' })
    expect(doubtsOf(clip)).toEqual([
      'Failed: time of filming, exact location.',
      'Not confirmed: provenance.',
      'No original held.',
      'Asked for the original file: declined.',
      'Asked for details of its provenance: declined.',
    ])
  })

  test('nothing on the board is called verified', () => {
    expect(evidence.filter((item) => statusOf(item).status === 'verified')).toEqual([])
  })

  test('both findings of Kuznets are tied to one source', () => {
    const findings = evidence.filter((item) =>
      claimantsOf(item).some(({ name }) => name === 'Dmitry Kuznets'),
    )
    expect(keysOf(findings)).toEqual(['uniform-is', 'five-items'])
    expect(keysOf(findings).every((key) => isTied(key, 'attributed-to', 'kuznets'))).toBe(true)
  })

  test('Kuznets, who is behind two of three items, counts once', () => {
    const { supports } = standingOf(byKey('boxes-logo'), context)
    expect(supports).toMatchObject({ items: 3, independence: 'unknown' })
    expect(supports.origins.map(({ origins, items }) => [origins[0]?.name, items])).toEqual([
      ['A box with a logo, one region marked', ['evidence:sample-box-detail']],
      ['Dmitry Kuznets', ['evidence:sample-five-items', 'evidence:sample-uniform-is']],
    ])
    expect(standingInWords(standingOf(byKey('boxes-logo'), context))).toEqual([
      'Supported by 3 items from 2 origins; whether these are independent is not known',
    ])
  })

  test('both clips of one posting have one origin', () => {
    const clips = ['clip-1', 'clip-2'].map((key) => originOf(byKey(key), context).key)
    expect(new Set(clips)).toEqual(new Set(['evidence:sample-astra-post']))
  })

  test('what bounds an item completes no year', () => {
    const bounded = evidence
      .filter(({ id }) => keyOf(id) !== 'geoconfirmed')
      .map((item) => timeOf({ ...item, createdAt: '' }, context))
    expect(bounded.flatMap(({ because }) => because).length).toBeGreaterThan(10)
    expect(JSON.stringify(bounded.map(timeInWords))).not.toMatch(/\b(19|20)\d\d\b/)
    expect(bounded.flatMap(({ contradictions }) => contradictions)).toEqual([])
    expect(evidence.filter((item) => item['yearInferences'] !== undefined)).toEqual([])
  })

  test('whether three governments share one source is not known, and nothing corroborates', () => {
    const { said } = standingOf(byKey('dispatched'), context)
    expect(said).toMatchObject({ items: 3, independence: 'unknown' })
    expect(said.origins).toHaveLength(3)
    expect(standingInWords(standingOf(byKey('dispatched'), context))).toEqual([
      '3 say so, from 3 origins; whether these are independent is not known',
    ])
    expect(ties.filter(({ relation }) => relation === 'corroborates')).toEqual([])
  })

  test('clip 2 has no established place, only an implied one', () => {
    expect(byKey('clip-2')['place']).toBeUndefined()
    expect(byKey('clip-2')['claimedPlace']).toMatchObject({
      name: expect.stringMatching(/implied/),
    })
  })

  test.each(['provider', 'sensor', 'acquired', 'date', 'place'])(
    'the satellite pictures leave the %s open',
    (field) => {
      expect([byKey('before')[field], byKey('after')[field]]).toEqual([undefined, undefined])
    },
  )

  test('the publisher of the copy is not the source of the text', () => {
    expect(byKey('article')).toMatchObject({
      source: 'The New York Times',
      postedBy: expect.stringMatching(/SPH Media/),
    })
  })

  test('the sign-up sentence of the site is on no card', () => {
    expect(JSON.stringify(evidence)).not.toMatch(/signing up|Terms & Conditions|Privacy Policy/i)
  })

  test('every item with a file says that the project made it', () => {
    const held = evidence.filter(({ file }) => file !== undefined)
    const unlabelled = held.filter(({ standIn }) => !/made by the project/i.test(String(standIn)))
    expect(held.length).toBeGreaterThan(10)
    expect(keysOf(unlabelled)).toEqual([])
  })

  test('what comes from outside the article says so and has its address', () => {
    const outside = evidence.filter(({ url }) => url !== undefined)
    const unmarked = outside.filter(
      ({ description }) => !String(description).startsWith('Outside the article'),
    )
    expect(outside.length).toBeGreaterThanOrEqual(6)
    expect(keysOf(unmarked)).toEqual([])
  })
})

function datesOf(item: Evidence): string[] {
  const own = [item['date'], item['datePublished'], item['acquired']]
  const said = claimantsOf(item).map(({ date }) => date)
  return [...own, ...said].filter((date): date is string => typeof date === 'string' && date !== '')
}

function claimantsOf(item: Evidence): Claimant[] {
  return entriesOf(item, 'claimants', 'claimant').map(({ value }) => value)
}
