import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { found, grouped, sorted } from '../../client/panels/register/arrange.ts'
import { allColumns } from '../../client/panels/register/columns.ts'
import { rowsAsTsv } from '../../client/panels/register/copied-rows.ts'
import {
  firstSettings,
  registerSettings,
  shownColumns,
  type RegisterSettings,
} from '../../client/panels/register/settings.ts'
import { compareDateOrder, dateOrderOf } from '../../shared/evidence/date-order.ts'
import { evidenceFields, type Evidence, type KindName } from '../../shared/evidence/kinds.ts'

let made = 0
function item(kind: KindName, fields: Record<string, unknown> = {}): Evidence {
  made++
  return {
    id: `evidence:item${made}`,
    typeName: 'evidence',
    kind,
    createdAt: new Date(Date.UTC(2024, 9, 1, 0, made)).toISOString(),
    createdBy: 'Mara',
    ...fields,
  }
}

const onCanvas = () => true
const titles = (items: readonly Evidence[]) => items.map((each) => each['title'])
const settingsWith = (change: Partial<RegisterSettings>): RegisterSettings => ({
  ...firstSettings,
  ...change,
})

describe('[V3] sorting', () => {
  const dates = [
    '2024-10-24',
    '2024-10-18/2024-10-22',
    'XXXX-10-23',
    '',
    '2024-10',
    'XXXX-10-02',
    'soon',
    '202X',
  ]
  const items = dates.map((date) => item('quote', { title: date || 'none', date }))

  test('[V3] dates are sorted as the spans they allow; without a year after those with one, gaps last', () => {
    const order = (direction: 1 | -1) =>
      titles(sorted(items, { sort: { key: 'date', direction }, onCanvas }))
    expect(order(1)).toEqual([
      '202X',
      '2024-10',
      '2024-10-18/2024-10-22',
      '2024-10-24',
      'XXXX-10-02',
      'XXXX-10-23',
      'soon',
      'none',
    ])
    expect(order(-1).slice(0, 4)).toEqual([
      '2024-10-24',
      '2024-10-18/2024-10-22',
      '2024-10',
      '202X',
    ])
    expect(order(-1).at(-1)).toBe('none')
  })

  test('[V3] comparing dates is an order, whatever the dates', () => {
    const date = fc.constantFrom(
      '2024',
      '2024-10~',
      '2024-10-23?',
      'XXXX-10-23',
      '2023-12-31/2024-01-01',
      '../2020-01-01',
      '2021-21',
      '20XX',
      '-0044-03-15',
      '[2020, 2022]',
    )
    const compareTexts = (a: string, b: string) => compareDateOrder(dateOrderOf(a), dateOrderOf(b))
    fc.assert(
      fc.property(date, date, date, (a, b, c) => {
        expect(compareTexts(a, b) + compareTexts(b, a)).toBe(0)
        if (compareTexts(a, b) <= 0 && compareTexts(b, c) <= 0)
          expect(compareTexts(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('[V3] quantities are sorted as numbers', () => {
    const claims = [12_000, 3_000, 900].map((value) =>
      item('claim', {
        title: String(value),
        quantity: { comparator: '>=', value, unit: '', scope: '' },
      }),
    )
    expect(titles(sorted(claims, { sort: { key: 'quantity', direction: 1 }, onCanvas }))).toEqual([
      '900',
      '3000',
      '12000',
    ])
  })
})

describe('[V4] filters and groups', () => {
  const unverified = { status: 'unverified', reason: '', by: '', at: '' }
  const items = [
    item('video', { title: 'Clip', workflow: 'to-do', source: 'Astra', verification: unverified }),
    item('claim', { title: 'Claim', workflow: 'completed', date: '2024-10-23' }),
    item('quote', { title: 'Quote', speaker: 'A male voice', date: 'XXXX-10-23' }),
    item('satellite', { title: 'Snapshot', acquired: '2024-10-20' }),
  ]
  const filtered = (change: Partial<RegisterSettings>, search = '', placed = onCanvas) =>
    titles(found(items, { search, settings: settingsWith(change), onCanvas: placed }))

  test('[V4] a search looks in every field, and titles that answer come first', () => {
    expect(filtered({}, 'male voice')).toEqual(['Quote'])
    expect(filtered({}, 'c')[0]).toBe('Clip')
  })

  test('[V4] a column lets through what is ticked, what contains the words, or only its gaps', () => {
    expect(filtered({ filters: { workflow: { values: ['to-do', 'completed'] } } })).toEqual([
      'Clip',
      'Claim',
    ])
    expect(filtered({ filters: { workflow: { values: [''] } } })).toEqual(['Quote', 'Snapshot'])
    expect(filtered({ filters: { source: { contains: 'astr' } } })).toEqual(['Clip'])
    expect(filtered({ filters: { source: { isGap: true } } })).toEqual([
      'Claim',
      'Quote',
      'Snapshot',
    ])
    // A quote has no provider to lack.
    expect(filtered({ filters: { provider: { isGap: true } } })).toEqual(['Snapshot'])
    expect(filtered({ offCanvas: true }, '', () => false)).toHaveLength(4)
    expect(filtered({ offCanvas: true })).toEqual([])
  })

  test('[V4] groups are in the order of what they are about, with what is not known last', () => {
    const labels = (by: RegisterSettings['group']) =>
      grouped(items, { by, closed: new Set() })
        .filter((row) => row.type === 'group')
        .map(({ label, count }) => `${label} ${count}`)
    expect(labels('kind')).toEqual(['Video 1', 'Satellite snapshot 1', 'Quote 1', 'Claim 1'])
    expect(labels('day')).toEqual([
      '20 Oct 2024 1',
      '23 Oct 2024 1',
      '23 Oct, year not stated 1',
      'Date not established 1',
    ])
    expect(labels('source').at(-1)).toBe('Maker not known 3')
    expect(labels('workflow')).toEqual(['To do 1', 'Completed 1', 'Not judged yet 2'])
  })

  test('[V4] a closed group keeps its heading and hides its items', () => {
    const rows = grouped(items, { by: 'kind', closed: new Set(['kind video']) })
    expect(rows[0]).toMatchObject({ type: 'group', label: 'Video', count: 1, isOpen: false })
    expect(rows[1]).toMatchObject({ type: 'group' })
  })
})

test('[V5] every field of every kind but what cannot be said in a cell is a column, and no column twice', () => {
  const keys = allColumns.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const fields of Object.values(evidenceFields))
    for (const [key, { type }] of Object.entries(fields))
      if (type !== 'upload' && type !== 'ref') expect(keys).toContain(key)
})

test('[V5] settings kept by another release do not break the table', () => {
  expect(registerSettings.safeParse({ columns: ['kind'] }).success).toBe(false)
  expect(shownColumns(settingsWith({ columns: ['gone', 'kind'] })).map(({ key }) => key)).toEqual([
    'title',
    'kind',
  ])
})

test('[V7] copied rows paste as a table in which nothing is a formula', () => {
  const columns = shownColumns(settingsWith({ columns: ['source', 'speaker'] }))
  const text = rowsAsTsv(
    [
      item('quote', { title: '=HYPERLINK("http://x")', source: 'two\tcells\nand lines' }),
      item('quote', { title: '-1', source: '@SUM(A1)', speaker: '"quoted' }),
    ],
    { columns, onCanvas },
  )
  expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
    ['Title', 'Original source', 'Speaker'],
    [`'=HYPERLINK("http://x")`, 'two cells and lines', ''],
    [`'-1`, `'@SUM(A1)`, '"""quoted"'],
  ])
  fc.assert(
    fc.property(fc.string(), (title) => {
      const [, row = ''] = rowsAsTsv([item('link', { title })], {
        columns: shownColumns(settingsWith({ columns: [] })),
        onCanvas,
      }).split('\n')
      expect(row).not.toMatch(/^\s*[=+\-@]|[\t\r\n]/u)
    }),
  )
})

test('[V9] an item is read once for any number of searches', () => {
  let reads = 0
  const items = Array.from(
    { length: 10_000 },
    (_, at) =>
      new Proxy(item('quote', { title: `Quote ${at}`, words: 'They came by train.' }), {
        get(target, key) {
          if (key === 'words') reads++
          return Reflect.get(target, key)
        },
      }),
  )
  const search = (text: string) =>
    found(items, { search: text, settings: firstSettings, onCanvas }).length
  expect(search('train')).toBe(10_000)
  const once = reads
  expect(once).toBeGreaterThanOrEqual(10_000)
  expect(search('quote 77')).toBeGreaterThan(100)
  expect(search('by boat')).toBe(0)
  expect(reads).toBe(once)
})
