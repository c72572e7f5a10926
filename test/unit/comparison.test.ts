import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry } from '../../shared/board/actions.ts'
import { checkRecord } from '../../shared/board/check-record.ts'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readChange, type Sighting } from '../../shared/evidence/change-interval.ts'
import { boundsOf } from '../../shared/evidence/date-bounds.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { acquisitionOf, changeReadingOf, snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { entriesOf } from '../../shared/evidence/values.ts'

const on = (title: string, date: string | undefined, as: Sighting['as']): Sighting => ({
  title,
  date,
  as,
})

describe('when something changed', () => {
  test('[G15] present on one day and absent on a later one: removed between the two', () => {
    const { turns, notes } = readChange([
      on('B', '2024-10-22', 'absent'),
      on('A', '2024-10-18', 'present'),
    ])
    expect(turns).toEqual([
      {
        is: 'removed',
        date: '2024-10-18/2024-10-22',
        words: 'removed between 18 Oct 2024 and 22 Oct 2024',
      },
    ])
    expect(notes).toEqual([])
  })

  test('[G15] a series narrows it to the nearest pictures on both sides', () => {
    const { turns } = readChange([
      on('A', '2024-09', 'absent'),
      on('B', '2024-10-18', 'absent'),
      on('C', '2024-10-20', 'unclear'),
      on('D', '2024-10-22', 'present'),
      on('E', '2024-11-02', 'present'),
    ])
    expect(turns.map(({ is, date }) => [is, date])).toEqual([['appeared', '2024-10-18/2024-10-22']])
  })

  test('[G15] an unknown date leaves its side open, is said, and is never completed', () => {
    const after = readChange([on('A', '2024-10-18', 'present'), on('B', undefined, 'absent')])
    expect(after.turns[0]).toMatchObject({ date: '2024-10-18/' })
    expect(after.turns[0]?.words).toContain('the date of “B” is not known')
    const before = readChange([on('A', undefined, 'present'), on('B', '2024-10-22', 'absent')])
    expect(before.turns[0]).toMatchObject({ date: '/2024-10-22' })
    const neither = readChange([on('A', undefined, 'present'), on('B', undefined, 'absent')])
    expect(neither.turns[0]?.date).toBeUndefined()
    expect(neither.turns[0]?.words).toContain('neither date is known')
    expect(neither.notes.join(' ')).toContain('order')
  })

  test('[G15] a date without a year stays without one', () => {
    const { turns, notes } = readChange([
      on('A', 'XXXX-10-18', 'present'),
      on('B', 'XXXX-10-22', 'absent'),
    ])
    expect(turns[0]?.words).toContain('year not stated')
    expect(turns[0]?.date ?? '').not.toMatch(/\d{4}-10/)
    expect(notes.join(' ')).toContain('order')
  })

  test('[G15] a picture of an unknown moment within days gives the widest bounds', () => {
    const { turns } = readChange([
      on('A', '2024-10-18/2024-10-20', 'present'),
      on('B', '2024-10-25/2024-10-26', 'absent'),
    ])
    expect(turns[0]?.date).toBe('2024-10-18/2024-10-26')
  })

  test('[G15] nothing changed, or nothing looked for, is said as that', () => {
    expect(readChange([]).notes.join(' ')).toContain('Not looked for')
    const same = readChange([on('A', '2024-10-18', 'absent'), on('B', '2024-10-22', 'absent')])
    expect(same.turns).toEqual([])
    expect(same.notes.join(' ')).toContain('Absent in all 2 pictures')
    const twice = readChange([
      on('A', '2024-10-18', 'absent'),
      on('B', '2024-10-22', 'present'),
      on('C', '2024-10-25', 'absent'),
    ])
    expect(twice.turns).toHaveLength(2)
    expect(twice.notes.join(' ')).toContain('more than once')
  })

  test('[G15] dates that can mean anything have no bounds', () => {
    expect(boundsOf('2024-10')?.from).toBe(Date.UTC(2024, 9))
    expect(boundsOf('202X')?.to).toBe(Date.UTC(2030, 0) - 1)
    for (const text of ['', 'XXXX-10-23', '2024-10-18/..', 'in autumn', '2024-02-31'])
      expect(boundsOf(text)).toBeNull()
  })
})

describe('a comparison', () => {
  function boardWith(dates: (string | undefined)[]) {
    const doc = new Y.Doc()
    const snapshots = dates.map((acquired, index) =>
      addEvidence(doc, {
        kind: 'satellite',
        by: 'Mara',
        fields: { title: `S${index}`, ...(acquired !== undefined && { acquired }) },
      }),
    )
    const id = addEvidence(doc, {
      kind: 'comparison',
      by: 'Mara',
      fields: {
        snapshots: Object.fromEntries(snapshots.map((of, order) => [`s${order}`, { of, order }])),
      },
    })
    const get = (evidenceId: EvidenceId): Evidence | undefined => {
      const map = recordsOf(doc).get(evidenceId)
      const checked = map && checkRecord(readRecord(evidenceId, map))
      return checked && 'evidence' in checked ? checked.evidence : undefined
    }
    return { doc, id, get, snapshots }
  }

  test('[G16] its snapshots stand in the order of their dates; those without one stay where people put them', () => {
    const { id, get } = boardWith(['2020-08-31', undefined, '2014-07-20'])
    const comparison = get(id)
    expect(comparison).toBeDefined()
    const order = comparison && snapshotsOf(comparison, get).map(({ title }) => title)
    expect(order).toEqual(['S2', 'S1', 'S0'])
  })

  test('[G16] a snapshot that is gone is left out, and the rest still stands', () => {
    const { doc, id, get, snapshots } = boardWith(['2020-08-31', '2014-07-20'])
    recordsOf(doc).delete(snapshots[0] ?? '')
    const comparison = get(id)
    expect(comparison && snapshotsOf(comparison, get).map(({ title }) => title)).toEqual(['S1'])
  })

  test('[G16] a note on it reads its interval from the dates of the snapshots, which may change later', () => {
    const { doc, id, get, snapshots } = boardWith(['2024-10-18', '2024-10-22'])
    const [a, b] = snapshots
    if (!a || !b) throw new Error('no snapshots')
    putEntry(
      doc,
      id,
      { field: 'changes', entry: 'change' },
      {
        what: 'The fence',
        seen: [
          { of: a, as: 'present' },
          { of: b, as: 'absent' },
        ],
        note: '',
        by: 'Mara',
        at: '',
      },
    )
    const read = () => {
      const comparison = get(id)
      const [change] = comparison ? entriesOf(comparison, 'changes', 'change') : []
      return comparison && change && changeReadingOf(change.value, snapshotsOf(comparison, get))
    }
    expect(read()?.turns[0]?.date).toBe('2024-10-18/2024-10-22')
    recordsOf(doc).get(b)?.delete('acquired')
    expect(read()?.turns[0]?.date).toBe('2024-10-18/')
  })

  test('[G7] what somebody recorded goes before what the file states; neither is invented', () => {
    const base: Evidence = {
      id: 'evidence:a',
      typeName: 'evidence',
      kind: 'satellite',
      createdAt: '2024-11-01T00:00:00Z',
      createdBy: 'Mara',
    }
    expect(acquisitionOf(base)).toBeUndefined()
    const stated = { ...base, facts: { raster: { acquired: '2020-08-31' } } }
    expect(acquisitionOf(stated)).toEqual({ date: '2020-08-31', by: 'file' })
    expect(acquisitionOf({ ...stated, acquired: '2020-08-30' })).toEqual({
      date: '2020-08-30',
      by: 'record',
    })
  })
})
