import { expect, test } from 'vitest'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { readImport } from '../../shared/imports/read-import.ts'
import { slashOrderOf } from '../../shared/imports/sheet-dates.ts'
import { boardOf, read } from '../support/imported.ts'

const itemsOf = (text: string, name: string) => boardOf(read(text, name)).evidence

test('[J8] a table with an address, a day and words keeps them and every column that no field takes', () => {
  const plan = read(
    'link,date,description,OSINT lead,,\nhttps://t.me/a/1,2024-10-18,Soldiers seen,"Mara, possibly",x,y\n,,,only a lead,,',
    'events.csv',
  )
  expect(planInWords(plan)).toBe(
    '1 claim. 1 thing has no place on a board and is left out. In the notes, for no field takes them: OSINT lead, Column 5, Column 6.',
  )
  const [item] = boardOf(plan).evidence
  expect(item).toMatchObject({
    kind: 'claim',
    statement: 'Soldiers seen',
    date: '2024-10-18',
    sourceUrl: 'https://t.me/a/1',
    receivedFrom: 'From the events “events.csv”, row 2.',
    description: 'OSINT lead: Mara, possibly\nColumn 5: x\nColumn 6: y\nSource: https://t.me/a/1',
  })
})

test('[J8] an Atlos export keeps its hedges, its own attributes and all its sources', () => {
  const [item] = itemsOf(
    "slug,latitude,longitude,description,date,status,sensitive,source_1,source_2,Confidence\nA1,43.85,'-131.98,Blast,2024-10-18,To Do,Graphic,https://x.org/1,https://x.org/2,low\n",
    'atlos.csv',
  )
  expect(item).toMatchObject({
    title: 'A1: Blast',
    claimedPlace: { lat: 43.85, lon: -131.98 },
    description:
      'Status: To Do\nSensitive: Graphic\nConfidence: low\nSource: https://x.org/1\nSource: https://x.org/2',
  })
})

test('[J8] a TimeMap export is read whole: what events name by id, and odd values where lists belong', () => {
  const plan = read(
    JSON.stringify({
      events: [
        {
          id: 1,
          description: 'A column of trucks',
          date: '2020-01-01',
          associations: ['a1'],
          category_full: 'Movement of troops',
          sources: ['s1', null, 3],
          filters: null,
        },
      ],
      sources: [
        {
          id: 's1',
          title: 'Clip',
          paths: ['https://a.org/1', 'https://a.org/2'],
          description: 'd',
        },
        { id: 's9', paths: ['https://a.org/9'] },
      ],
      associations: [{ id: 'a1', title: 'Disputed', desc: 'by the ministry', mode: 'FILTER' }],
      sites: [],
    }),
    'export.json',
  )
  expect(planInWords(plan)).toBe('1 claim. Not taken over: source that no event names, “sites”.')
  const [item] = boardOf(plan).evidence
  expect(item).toMatchObject({ sourceUrl: 'https://a.org/1' })
  expect(String(item?.['description']).split('\n')).toEqual([
    'Associations: Disputed [a1] (by the ministry; mode: FILTER)',
    'Category full: Movement of troops',
    'Source: https://a.org/1 (d; id: s1; title: Clip)',
    'Source: https://a.org/2',
    'Source: 3',
  ])
})

test('[J8] a list of sources is none of events', () => {
  const sources = [{ id: 's1', date: '2021-01-01', description: 'd', paths: ['https://a.org/1'] }]
  expect(readImport(JSON.stringify(sources), { name: 'sources.json' })).toBeNull()
})

test('[J9] a date is cut to what its list says it knows, or stays words', () => {
  const event = (date: string, time_precision: string) => ({
    description: 'x',
    date,
    time_precision,
  })
  const [month, about, day] = itemsOf(
    JSON.stringify([
      event('2020-03-01', 'month'),
      event('2020-03-01', 'some time after'),
      event('2020-03-01', 'day'),
    ]),
    'events.json',
  )
  expect(month).toMatchObject({
    date: '2020-03',
    description: 'Date as given: 2020-03-01\nTime precision: month',
  })
  expect(about?.['date']).toBeUndefined()
  expect(about).toMatchObject({
    description: 'Date as given: 2020-03-01\nTime precision: some time after',
  })
  expect(day).toMatchObject({ date: '2020-03-01' })
})

test.for([
  ['131.98', '43.85'],
  ['"43,85"', '"131,98"'],
  ['43.85 N', '131.98 E'],
  ['0', '0'],
  ['43.85', ''],
] as const)('[J9] coordinates %s, %s are told as they were given', ([lat, lon]) => {
  const [item] = itemsOf(`description,latitude,longitude\nx,${lat},${lon}\n`, 'events.csv')
  const given = [lat, lon || '(none)'].map((words) => words.replaceAll('"', '')).join(', ')
  expect(item).toMatchObject({ description: `Coordinates as given: ${given}` })
  expect(item?.['claimedPlace']).toBeUndefined()
})

test('[J9] the order of dates with dots says nothing of that of dates with slashes', () => {
  expect(slashOrderOf(['24.12.2022', '03/01/2022'])).toBeNull()
  const [, slashed] = itemsOf('date,description\n24.12.2022,a\n03/01/2022,b\n', 'events.csv')
  expect(slashed?.['date']).toBeUndefined()
  expect(slashed).toMatchObject({ description: 'Date as given: 03/01/2022' })
})

const urlsOf = (text: string) => itemsOf(text, 'table.csv').map(({ url }) => String(url))

test.for([
  [
    'a comma in an address',
    'link\nhttps://a.org/@1,2,3z\nhttps://a.org/x',
    'https://a.org/@1,2,3z',
  ],
  ['several in a cell', 'url,n\n"https://a.org/1, https://a.org/2",x', 'https://a.org/1'],
  ['one without its scheme', 'url,n\nt.me/a/1,x', 'https://t.me/a/1'],
  [
    'a page and its screenshot',
    'Screenshot,Post\nhttps://s.org/1.png,https://a.org/1',
    'https://a.org/1',
  ],
  [
    'a column with a gap',
    'Post URL;Note\nhttps://a.org/1;x\n;y\nhttps://a.org/2;z',
    'https://a.org/1',
  ],
  ['a title above the names', 'Incidents\n\nlink,note\nhttps://a.org/1,x', 'https://a.org/1'],
  ['a spreadsheet’s own line', 'sep=;\nlink;note\nhttps://a.org/1;x', 'https://a.org/1'],
  ['no names', 'https://a.org/1\nhttps://a.org/2', 'https://a.org/1'],
] as const)('[J10] addresses of a table are whole: %s', ([, text, first]) => {
  expect(urlsOf(text)[0]).toBe(first)
})

test('[J10] each address of a cell is a link, which tells the cell as it was given', () => {
  const items = itemsOf('url,n\n"https://a.org/1, https://a.org/2",x', 'table.csv')
  expect(items.map(({ url }) => url)).toEqual(['https://a.org/1', 'https://a.org/2'])
  expect(items[1]).toMatchObject({
    description: 'Url, as given: https://a.org/1, https://a.org/2\nN: x',
  })
})

test('[J8] rows are numbered as spreadsheets number them, and a title is told', () => {
  const [item] = itemsOf('Incidents of May\n\nlink,note\n\nhttps://a.org/1,x,more\n', 'table.csv')
  expect(item).toMatchObject({
    receivedFrom: 'From the table “table.csv” (Incidents of May), row 5.',
    description: 'Note: x\nColumn 3: more',
  })
})

test('[J3] a plain date of a table of links is no date of publication', () => {
  const [item] = itemsOf('link,date\nhttps://a.org/1,2024-10-18\n', 'table.csv')
  expect(item?.['datePublished']).toBeUndefined()
  expect(item).toMatchObject({ description: 'Date, as given: 2024-10-18' })
})

test('[J6] a quotation mark that is never closed is said of a table that would come, and of no other', () => {
  expect(() => readImport('link,b\nhttps://a.org,"x\n', { name: 'a.csv' })).toThrow(/never closed/)
  expect(readImport('a,b\n"x,1\ny,2\n', { name: 'a.csv' })).toBeNull()
})

test('[J6] a table of too many rows is said where it would come, and stays a document where not', () => {
  const rows = (row: string) => row.repeat(6_000)
  expect(() => readImport(`link\n${rows('https://a.org\n')}`, { name: 'a.csv' })).toThrow(/5,000/)
  expect(readImport(`a,b\n${rows('1,2\n')}`, { name: 'a.csv' })).toBeNull()
})
