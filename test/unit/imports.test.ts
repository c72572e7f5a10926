import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sortImports } from '../../client/imports/offer.ts'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { readImport } from '../../shared/imports/read-import.ts'
import { dateOfSheet, slashOrderOf } from '../../shared/imports/sheet-dates.ts'
import { boardOf, read } from '../support/imported.ts'
import { input, inputsFolder } from '../support/inputs.ts'

const readInput = (path: string) =>
  read(readFileSync(input(path), 'utf8'), path.split('/').at(-1) ?? '')

describe.skipIf(inputsFolder === null)('files of other tools', () => {
  test('[J1] a tldraw file comes with its pictures as items, its shapes and its strings', () => {
    const plan = readInput('canvas/lampone_2025-03_store4.tldr')
    expect(planInWords(plan)).toBe(
      '18 photos, 7 strings and 13 shapes. Not taken over: crop of a picture (6).',
    )
    expect(plan.evidence.filter(({ file }) => file).length).toBe(18)
    const board = boardOf(plan)
    expect([
      board.evidence.length,
      board.typesOf('card').length,
      board.typesOf('arrow').length,
    ]).toEqual([18, 21, 7])
    expect(board.canvas.filter(({ typeName }) => typeName === 'binding').length).toBe(14)
    expect(board.evidence.every(({ kind }) => kind === 'photo')).toBe(true)
  })

  test('[J1] an older tldraw file is brought up to date', () => {
    const plan = readInput('canvas/tldr_schema2_2024-06.tldr')
    expect(boardOf(plan).shapes.length).toBeGreaterThan(0)
  })

  test('[J2] an Obsidian canvas names its files as missing, unless they come along', () => {
    const plan = readInput('canvas/jsoncanvas_sample.canvas')
    expect(planInWords(plan)).toBe(
      '2 documents, 1 photo, 1 string and 2 shapes; 3 files are missing: readme.md, _site/logo.svg, spec/1.0.md. Not taken over: colour of a card.',
    )
    const board = boardOf(plan)
    expect([board.typesOf('frame').length, board.typesOf('geo').length]).toEqual([1, 1])
    const text = readFileSync(input('canvas/jsoncanvas_sample.canvas'), 'utf8')
    const whole = readImport(text, {
      name: 'sample.canvas',
      beside: new Set(['logo.svg']),
    })
    expect(whole?.missing).toEqual(['readme.md', 'spec/1.0.md'])
    expect(whole?.evidence.filter(({ beside }) => beside).map(({ kind }) => kind)).toEqual([
      'photo',
    ])
    expect(planInWords(readInput('canvas/obsidian_file-node.canvas'))).toBe(
      '1 document; 1 file is missing: Query.md.',
    )
  })

  test('[J4] events come as claims with the claimed place and their sources, and nothing is established by that', () => {
    const plan = readInput('osint/bellingcat-civilian-harm_366.json')
    const board = boardOf(plan)
    expect(board.evidence.length).toBe(366)
    const first = board.evidence.find(({ title }) => String(title).startsWith('CIV0004'))
    expect(first).toMatchObject({
      kind: 'claim',
      date: '2022-02-24',
      claimedPlace: { name: 'Vuhledar', lat: 47.775537, lon: 37.239601, precision: 'unknown' },
      verification: { status: 'unverified' },
    })
    expect(first?.['place']).toBeUndefined()
    expect(String(first?.['sourceUrl'])).toMatch(/^https:\/\/twitter\.com\//)
    expect(String(first?.['description']).match(/^Source: https/gm)?.length).toBe(4)
    const ambiguous = board.evidence.find(({ description }) =>
      String(description).includes('Date as given: 03/01/2022'),
    )
    expect(ambiguous).toMatchObject({ date: '2022-03-01' })
    expect(String(ambiguous?.['description'])).toContain(
      'read with the month before day, as other rows have to be',
    )
  })

  test('[J3] a table with a column of addresses comes as links; other tables and lists stay documents', () => {
    const board = boardOf(readInput('osint/auto-archiver_input.csv'))
    expect(
      board.evidence.map(({ kind, url, description }) => ({ kind, url, description })),
    ).toEqual([
      { kind: 'link', url: 'https://example.com/1/', description: 'Other data: data 1' },
      { kind: 'link', url: 'https://example.com/2/', description: 'Other data: data 2' },
    ])
    for (const path of ['hostile/text/blns.json', 'hostile/text/unicode-trouble.json'])
      expect(readImport(readFileSync(input(path), 'utf8'), { name: path })).toBeNull()
  })

  test('[J3] formulas and odd coordinates in a table are text, and no place', () => {
    const plan = readInput('hostile/text/csv-injection.csv')
    const { evidence } = boardOf(plan)
    expect(evidence.length).toBeGreaterThan(0)
    expect(plan.leftOut).toBeGreaterThan(0)
    for (const item of evidence) {
      expect(item['url']).toMatch(/^https?:/)
      expect([item['place'], item['claimedPlace']]).toEqual([undefined, undefined])
    }
  })
})

test('[J3] a row of an auto-archiver sheet keeps what the sheet says as what the sheet says', () => {
  const sheet = [
    'Link,Archive status,Archive location,Upload timestamp,Upload title,Text content,Hash',
    'https://t.me/a/1,success,s3://bucket/1,2024-10-18 09:12:33+00:00,Clip 1,Слова,abc123',
    'https://t.me/a/2,failed,,spring of last year,"=HYPERLINK(""x"")",,',
    ',,,,,,',
    'not an address,success,,,,,',
  ].join('\r\n')
  const plan = read(sheet, 'sheet.csv')
  expect(plan.leftOut).toBe(1)
  const { evidence } = boardOf(plan)
  expect(evidence[0]).toMatchObject({
    kind: 'link',
    url: 'https://t.me/a/1',
    title: 'Clip 1',
    site: 't.me',
    datePublished: '2024-10-18T09:12:33+00:00',
    text: 'Слова',
    receivedFrom: 'From the table “sheet.csv”, row 2.',
    verification: { status: 'unverified' },
  })
  expect(evidence[0]?.['description']).toContain('Hash, as the table states it: abc123')
  expect(evidence[1]?.['datePublished']).toBeUndefined()
  expect(evidence[1]?.['description']).toContain('Upload timestamp, as given: spring of last year')
})

test('[J5] an Excalidraw drawing comes with boxes, words, strokes, string and pictures', () => {
  const one = (id: string, type: string, more: object) => ({
    id,
    type,
    x: 0,
    y: 0,
    width: 100,
    height: 60,
    ...more,
  })
  const plan = read(
    JSON.stringify({
      type: 'excalidraw',
      elements: [
        one('a', 'rectangle', { strokeColor: '#e03131' }),
        one('w', 'text', { containerId: 'a', text: 'Depot' }),
        one('b', 'image', { x: 300, fileId: 'f' }),
        one('c', 'image', { x: 600, fileId: 'gone' }),
        one('d', 'arrow', {
          points: [
            [0, 0],
            [200, 0],
          ],
          startBinding: { elementId: 'b' },
          endBinding: { elementId: 'c' },
          endArrowhead: 'arrow',
        }),
        one('l', 'text', { containerId: 'd', text: 'supports' }),
        one('e', 'freedraw', {
          points: [
            [0, 0],
            [5, 5],
            [9, 1],
          ],
        }),
        one('x', 'rectangle', { isDeleted: true }),
        one('y', 'somethingNew', {}),
        { id: 'z' },
      ],
      files: { f: { dataURL: 'data:image/png;base64,iVBORw0KGgo=' } },
    }),
    'drawing.excalidraw',
  )
  expect(planInWords(plan)).toBe(
    '2 photos, 1 string and 2 shapes; 1 file is missing: picture 2. 2 things have no place on a board and are left out.',
  )
  const board = boardOf(plan)
  expect(board.ties).toMatchObject([{ relation: 'supports' }])
  expect(board.typesOf('geo')[0]).toMatchObject({ props: { color: 'red' } })
})

test.for([
  ['cut.tldr', '{"tldrawFileFormatVersion":1,"schema":{"schemaV', /cut short/],
  [
    'newer.tldr',
    JSON.stringify({
      tldrawFileFormatVersion: 9,
      schema: { schemaVersion: 2, sequences: {} },
      records: [],
    }),
    /newer tldraw/,
  ],
  [
    'liar.tldr',
    JSON.stringify({
      tldrawFileFormatVersion: 1,
      schema: { schemaVersion: 2, sequences: { 'com.tldraw.shape.geo': 999 } },
      records: [{ id: 'shape:a', typeName: 'shape' }],
    }),
    /tldraw/,
  ],
  ['not.canvas', '[]', /no drawing/],
  ['empty.canvas', '{"nodes":[],"edges":[]}', /nothing in it/],
  ['html.excalidraw', '<script>alert(1)</script>', /cut short, or no drawing/],
  ['wrong.excalidraw', '{"type":"excalidraw","elements":7}', /no drawing/],
  [
    'many.canvas',
    JSON.stringify({
      nodes: Array.from({ length: 6000 }, (_, n) => ({
        id: `n${n}`,
        type: 'text',
        text: 'x',
        x: 0,
        y: 0,
        width: 10,
        height: 10,
      })),
    }),
    /6,000 shapes/,
  ],
  ['many.csv', `link\n${'https://example.org/\n'.repeat(1500)}`, /1,500 items/],
] as const)('[J6] %s ends in a sentence', ([name, text, says]) => {
  expect(() => readImport(text, { name })).toThrow(says)
})

test('[J6] hostile values in a drawing never reach a board', () => {
  const nodes = [
    { id: 'a', type: 'link', url: 'javascript:alert(1)', x: 0, y: 0, width: 100, height: 50 },
    {
      id: 'b',
      type: 'text',
      text: '<img src=x onerror=alert(1)>',
      x: 1e300,
      y: 0,
      width: 100,
      height: 50,
    },
    { id: 'c', type: 'text', text: '\0\ud800', x: 0, y: 0, width: 100, height: 50 },
    { id: '__proto__', type: 'group', label: 'x', x: 0, y: 0, width: 100, height: 50 },
    { id: 'd', type: 'file', file: '../../etc/passwd', x: 0, y: 0, width: 100, height: 50 },
  ]
  const plan = read(
    JSON.stringify({ nodes, edges: [{ id: 'e', fromNode: 'a', toNode: 'gone' }] }),
    'evil.canvas',
  )
  expect(plan.leftOut).toBe(2)
  const board = boardOf(plan)
  expect(board.evidence.map(({ kind, title }) => [kind, title])).toEqual([['document', 'passwd']])
})

test('[J4] a date with slashes is one only where it can be no other day, or its column shows the order', () => {
  expect(dateOfSheet('2024-10-18', null)).toEqual({ edtf: '2024-10-18' })
  expect(dateOfSheet('XXXX-10-23', null)).toEqual({ edtf: 'XXXX-10-23' })
  expect(dateOfSheet('03/01/2022', null)).toBeNull()
  expect(dateOfSheet('24/02/2022', null)).toEqual({ edtf: '2022-02-24' })
  expect(dateOfSheet('31/31/2022', null)).toBeNull()
  expect(dateOfSheet('some day', null)).toBeNull()
  expect(slashOrderOf(['03/01/2022', '02/24/2022'])).toBe('month-first')
  expect(slashOrderOf(['24/02/2022', '02/24/2022'])).toBeNull()
})

test('[J7] what was brought is parted into files of other tools and all else; what was meant to be imported and cannot be is said', async () => {
  const canvas = JSON.stringify({
    nodes: [{ id: 'a', type: 'file', file: 'in/gate.png', x: 0, y: 0, width: 100, height: 100 }],
  })
  const files = [
    new File([canvas], 'Depot.canvas'),
    new File(['x'], 'gate.png', { type: 'image/png' }),
    new File(['a,b\n1,2'], 'other.csv'),
    new File(['{"some":"thing"}'], 'other.json'),
    new File(['{'], 'broken.tldr'),
  ]
  const dropped = await sortImports(files)
  expect(dropped.offers.map(({ file }) => file.name)).toEqual(['Depot.canvas', 'broken.tldr'])
  expect([...(dropped.offers[0]?.beside.keys() ?? [])]).toEqual(['gate.png'])
  expect(dropped.offers[1]?.plan).toEqual({ problem: expect.stringContaining('cut short') })
  expect(dropped.rest.map(({ name }) => name)).toEqual(['other.csv', 'other.json'])
  const asked = await sortImports([new File(['a,b\n1,2'], 'other.csv')], { isAsked: true })
  expect(asked.offers[0]?.plan).toEqual({
    problem: expect.stringContaining('can be kept as a document'),
  })
})
