import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tie } from '../../shared/board/graph.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import { spanOf } from '../../shared/evidence/date-span.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { timeInWords, timeOf, type TimeOf } from '../../shared/evidence/time-bounds.ts'

function item(
  key: string,
  fields: Record<string, unknown> = {},
  kind: Evidence['kind'] = 'video',
): Evidence {
  const id: EvidenceId = `evidence:${key}`
  return {
    id,
    typeName: 'evidence',
    kind,
    createdAt: '2026-11-25T10:00:00.000Z',
    createdBy: 'Mara',
    title: key,
    ...fields,
  }
}

function tie(from: string, relation: RelationType, to: string): Tie {
  return { from: `evidence:${from}`, to: `evidence:${to}`, relation, arrowId: `${from}-${to}` }
}

function contextOf(items: readonly Evidence[], ties: readonly Tie[] = []) {
  return { get: (id: EvidenceId) => items.find((each) => each.id === id), ties }
}

const alone = (fields: Record<string, unknown>) => timeOf(item('a', fields), contextOf([]))
const dates = ({ earliest, latest }: TimeOf) =>
  [earliest, latest].map((side) => side.map(({ date }) => date))

describe('[E20] earliest and latest follow from what bounds an item', () => {
  test('[E20] its own date, its publication and what the file states', () => {
    expect(dates(alone({ date: '2024-10-18/2024-10-22' }))).toEqual([
      ['2024-10-18'],
      ['2024-10-22'],
    ])
    expect(dates(alone({ datePublished: '2024-10-25' }))).toEqual([[], ['2024-10-25']])
    expect(dates(alone({ facts: { takenAt: '2024-10-20T10:00:00' } }))).toEqual([
      ['2024-10-20T10:00:00'],
      ['2024-10-20T10:00:00'],
    ])
    expect(dates(alone({ date: '2024-10/..', datePublished: '2024-10-25' }))).toEqual([
      ['2024-10'],
      ['2024-10-25'],
    ])
    expect(dates(alone({ date: '/XXXX-10-25' }))).toEqual([[], ['XXXX-10-25']])
    expect(dates(alone({ date: '[XXXX-10-25..]' }))).toEqual([['[XXXX-10-25..]'], []])
  })

  test('[E20] what people noticed, with who and why', () => {
    const bounds = {
      a1: {
        side: 'not-before',
        date: '2024-09',
        why: 'the fence is gone',
        evidence: 'evidence:after',
        by: 'Mara',
        at: '',
      },
      a2: {
        side: 'not-after',
        date: '2024-11-02',
        why: 'leaves on the trees',
        evidence: null,
        by: 'Idris',
        at: '',
      },
    }
    const time = alone({ bounds, date: '2024' })
    expect(dates(time)).toEqual([['2024-09'], ['2024-11-02']])
    expect(time.earliest[0]).toMatchObject({ evidence: 'evidence:after', entryId: 'a1' })
    const { summary, reasons } = timeInWords(time)
    expect(summary).toBe('Between Sep 2024 and 2 Nov 2024')
    expect(reasons.map(({ words }) => words)).toEqual([
      '2024: as recorded',
      'Not before Sep 2024: the fence is gone (Mara)',
      'Not after 2 Nov 2024: leaves on the trees (Idris)',
    ])
  })

  test('[E20] a frame is not older than its clip, a clip not newer than the post it comes from, the same footage as old', () => {
    const items = [
      item('clip', { date: '2024-10-18' }),
      item('frame', {}, 'photo'),
      item('copy'),
      item('post', { datePublished: '2024-10-22' }, 'link'),
    ]
    const context = contextOf(items, [
      tie('frame', 'derived-from', 'clip'),
      tie('copy', 're-upload-of', 'clip'),
      tie('copy', 'derived-from', 'post'),
    ])
    const of = (key: string) =>
      timeOf(items.find(({ id }) => id === `evidence:${key}`) as Evidence, context)
    expect(dates(of('frame'))).toEqual([['2024-10-18'], []])
    expect(dates(of('copy'))).toEqual([['2024-10-18'], ['2024-10-18']])
    expect(of('clip').because.map(({ date }) => date)).toContain('2024-10-22')
    expect(timeInWords(of('frame')).reasons).toEqual([
      {
        words: 'Not before 18 Oct 2024: it is derived from “clip”, as recorded',
        evidence: 'evidence:clip',
        entryId: null,
      },
    ])
  })

  test('[E20] ties in a circle end', () => {
    const items = [item('a', { date: '2024' }), item('b'), item('c')]
    const circle = [
      tie('a', 'derived-from', 'b'),
      tie('b', 're-upload-of', 'c'),
      tie('c', 'derived-from', 'a'),
    ]
    expect(dates(timeOf(items[1] as Evidence, contextOf(items, circle)))[0]).toEqual(['2024'])
  })

  test('[E20] nothing is said where nothing bounds it', () => {
    expect(timeInWords(alone({}))).toMatchObject({
      summary: 'Nothing bounds when this was',
      reasons: [],
    })
  })
})

describe('[E21] what cannot be is said, with what would excuse it', () => {
  test('[E21] filmed after it was published', () => {
    const time = alone({ date: '2024-10-28', datePublished: '2024-10-25' })
    expect(time.contradictions).toMatchObject([
      { notBefore: { date: '2024-10-28' }, notAfter: { date: '2024-10-25' }, unless: [] },
    ])
    expect(timeInWords(time).contradictions).toEqual([
      'Not before 28 Oct 2024 (as recorded), yet not after 25 Oct 2024 (it was published then).',
    ])
    expect(timeInWords(time).summary).toBe('What bounds it contradicts itself')
  })

  test('[E21] a clock that says later than the upload', () => {
    const sha256 = 'a'.repeat(64)
    const file = { sha256, size: 1, type: 'video/mp4', name: 'a.mp4' }
    expect(alone({ file, facts: { takenAt: '2030-01-01T00:00:00Z' } }).contradictions).toHaveLength(
      1,
    )
  })

  test('[E21] less than a day apart without zones, days of an unstated year, an approximate date', () => {
    const unless = (fields: Record<string, unknown>) =>
      alone(fields).contradictions.map((each) => each.unless)
    expect(unless({ date: '2024-10-26', datePublished: '2024-10-25' })).toEqual([['zones']])
    expect(unless({ date: 'XXXX-10-28', datePublished: 'XXXX-10-25' })).toEqual([['years']])
    expect(unless({ date: '2024-12~', datePublished: '2024-10-25' })).toEqual([['approximate']])
    expect(unless({ date: '2024-10-26T01:00+09:00', datePublished: '2024-10-25T23:00Z' })).toEqual(
      [],
    )
  })
})

describe('[E22] a year that is not stated is never completed', () => {
  test('[E22] a day without a year is not compared with one that has a year', () => {
    const time = alone({ date: 'XXXX-10-28', datePublished: '2024-10-25' })
    expect(time.contradictions).toEqual([])
    expect(dates(time)).toEqual([['XXXX-10-28'], ['2024-10-25', 'XXXX-10-28']])
    expect(timeInWords(time).summary).toBe('Not after 25 Oct 2024; 28 Oct, year not stated')
    expect(spanOf('XXXX-XX-23')).toBeUndefined()
    expect(spanOf('XXXX-12-30/XXXX-01-02')).toBeUndefined()
  })

  test('[E22] an inferred year stands beside the date, with who and why', () => {
    const yearInferences = {
      y1: { year: 2024, why: 'a page of that year shows it', by: 'Mara', at: '' },
    }
    const time = alone({ date: 'XXXX-10-23', yearInferences })
    expect(dates(time)).toEqual([['XXXX-10-23'], ['XXXX-10-23']])
    expect(timeInWords(time)).toMatchObject({
      summary: '23 Oct, year not stated',
      inferences: ['2024 is inferred by Mara: a page of that year shows it'],
    })
  })

  test('[E22] no bound has a year that was not written', () => {
    const day = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    fc.assert(
      fc.property(day, day, ([m1, d1], [m2, d2]) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const [date, datePublished] = [`XXXX-${two(m1)}-${two(d1)}`, `XXXX-${two(m2)}-${two(d2)}`]
        const time = alone({ date, datePublished })
        const { summary, reasons, contradictions } = timeInWords(time)
        expect(JSON.stringify([summary, reasons, contradictions])).not.toMatch(/\d{3,}/)
        expect(time.contradictions.length).toBe(date > datePublished ? 1 : 0)
      }),
    )
  })
})

test('[E20] whatever stands in the fields, bounds come out in order and nothing throws', () => {
  const date = fc.oneof(
    fc.string(),
    fc
      .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString()),
    fc.constantFrom(
      '202X',
      '2024-21',
      '2024-34',
      '2024?',
      '[2023,2024]',
      '{2020,2021-10}',
      'Y17000',
      '-0100',
      '20',
      '202',
      '../..',
    ),
  )
  fc.assert(
    fc.property(date, date, (a, b) => {
      const span = spanOf(a)
      if (span?.fromMs != null && span.toMs != null)
        expect(span.fromMs).toBeLessThanOrEqual(span.toMs)
      expect(timeInWords(alone({ date: a, datePublished: b })).summary).toBeTypeOf('string')
    }),
  )
})
