import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sortImports } from '../../client/imports/offer.ts'
import { AppError } from '../../shared/app-error.ts'
import { canvasSchema } from '../../shared/board/canvas-schema.ts'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { readImport, readImportFile } from '../../shared/imports/read-import.ts'
import { dateReader } from '../../shared/imports/sheet-dates.ts'
import { boardOf, read } from '../support/imported.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { canvasFile, eventsFile, excalidrawFile, mangled } from '../support/odd-files.ts'

/** Whatever comes: a plan that a board takes whole, nothing, or a sentence. */
function expectGoodEnd(value: unknown, name: string): void {
  try {
    const plan = readImport(JSON.stringify(value), { name })
    if (!plan) return
    const { evidence, canvas, setAside } = boardOf(plan)
    const shapes = plan.records.filter(({ typeName }) => typeName === 'shape').length
    expect(setAside).toEqual([])
    expect(evidence).toHaveLength(plan.evidence.length)
    if (shapes > 0)
      expect(canvas.filter(({ typeName }) => typeName === 'shape')).toHaveLength(shapes)
    expect(planInWords(plan)).toMatch(/^\S.*\.$/s)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.message).toMatch(/^[A-Z].*\.$/s)
  }
}

test.for([
  ['x.canvas', canvasFile],
  ['x.excalidraw', excalidrawFile],
  ['x.json', eventsFile],
] as const)(
  '[J18] %s with values out of place ends in what comes whole, or in a sentence',
  ([name, whole]) => {
    fc.assert(
      fc.property(mangled(whole), (value) => expectGoodEnd(value, name)),
      { numRuns: 150 },
    )
  },
)

describe.skipIf(inputsFolder === null)('a drawing of tldraw', () => {
  test('[J18] with values out of place ends in what comes whole, or in a sentence', () => {
    const whole: unknown = JSON.parse(
      readFileSync(input('canvas/tldr_schema2_2024-06.tldr'), 'utf8'),
    )
    fc.assert(
      fc.property(mangled(whole), (value) => expectGoodEnd(value, 'x.tldr')),
      { numRuns: 60 },
    )
  })
})

test.for([
  [
    'x.json',
    `[{"description":"d","date":"2024","x":${'['.repeat(9_000)}${']'.repeat(9_000)}}]`,
    /nested deeper/,
  ],
  ['x.canvas', '{"nodes":'.repeat(100_000), /cut short/],
  [
    'x.json',
    JSON.stringify(Array.from({ length: 100_000 }, () => eventsFile.events[0])),
    /100,000 items/,
  ],
  [
    'x.canvas',
    JSON.stringify({ nodes: Array.from({ length: 100_000 }, () => canvasFile.nodes[1]) }),
    /100,000 shapes/,
  ],
  [
    'x.excalidraw',
    JSON.stringify({
      ...excalidrawFile,
      elements: Array.from({ length: 100_000 }, () => excalidrawFile.elements[1]),
    }),
    /100,000 shapes/,
  ],
  ['x.csv', `link\n${'https://t.me/a/1\n'.repeat(50_000)}`, /more than 5,000 rows/],
] as const)(
  '[J18] more or deeper than anybody makes (%s) is said before anything is made of it',
  ([name, text, says]) => {
    const before = performance.now()
    expect(() => readImportFile(Buffer.from(text), { name })).toThrow(says)
    expect(performance.now() - before).toBeLessThan(15_000)
  },
)

test('[J19] columns that no field takes are named before they come, and stand in the notes', () => {
  const links = read(
    'Link,Upload title,Lead,Empty,Hash\nhttps://t.me/a/1,Seen,Mara,,abc\nhttps://t.me/a/2,Seen,,,',
    'links.csv',
  )
  expect(planInWords(links)).toBe('2 links. In the notes, for no field takes them: Lead, Hash.')
  expect(boardOf(links).evidence[0]).toMatchObject({
    description: 'Lead: Mara\nHash, as the table states it: abc',
  })
  const plain = read('url,title\nhttps://t.me/a/1,Seen', 'links.csv')
  expect(planInWords(plain)).toBe('1 link.')
})

test('[J15] a table in UTF-16 that does not say so is said', () => {
  const bytes = new Uint8Array(Buffer.from('link,title\nhttps://t.me/a/1,Seen\n', 'utf16le'))
  expect(() => readImportFile(bytes, { name: 'x.csv' })).toThrow('Save it as CSV UTF-8.')
})

test('[J20] a library of Excalidraw comes as a drawing, its items apart and each with its own strings', () => {
  const { elements } = excalidrawFile
  const library = { type: 'excalidrawlib', version: 2, libraryItems: [{ elements }, { elements }] }
  const plan = read(JSON.stringify(library), 'x.excalidrawlib')
  expect(planInWords(plan)).toMatch(/^1 photo, 2 strings and 6 shapes; /)
  const frames = plan.records.filter(({ type }) => type === 'frame')
  expect(new Set(frames.map(({ x }) => x)).size).toBe(2)
  const first = { type: 'excalidrawlib', version: 1, library: [elements] }
  expect(planInWords(read(JSON.stringify(first), 'x.excalidrawlib'))).toMatch(/^1 photo, /)
})

test('[J21] a spreadsheet in a format that is not read is said; the picture of a drawing is a picture', async () => {
  const files = ['a.xls', 'a.numbers', 'a.excalidraw.md', 'a.excalidraw.png', 'a.pdf'].map(
    (name) => new File(['x'], name),
  )
  const dropped = await sortImports(files)
  expect(dropped.offers.map(({ file, plan }) => [file.name, plan])).toEqual([
    ['a.xls', { problem: expect.stringContaining('.xlsx, .ods and CSV') }],
    ['a.numbers', { problem: expect.stringContaining('keep the spreadsheet as a document') }],
    ['a.excalidraw.md', { problem: expect.stringContaining('.excalidraw') }],
  ])
  expect(dropped.rest.map(({ name }) => name)).toEqual(['a.excalidraw.png', 'a.pdf'])
})

test.each([
  ['semicolons', 'link;title\r\nhttps://t.me/a/1;one, two\r\n'],
  ['tabs', 'link\ttitle\nhttps://t.me/a/1\tone, two\n'],
  ['bars', 'link|title\nhttps://t.me/a/1|one, two\n'],
  ['a title above', 'Incidents in May\n\nlink;title\nhttps://t.me/a/1;one, two\n'],
  ['empty lines above', `${'\n'.repeat(40)}link;title\nhttps://t.me/a/1;one, two\n`],
  ['old line ends', 'link;title\rhttps://t.me/a/1;one, two\r'],
])('[J28] a table of two columns with %s and a single row is parted', (_what, text) => {
  const plan = read(text, 'x.csv')
  expect(plan.evidence.map(({ fields }) => [fields['url'], fields['title']])).toEqual([
    ['https://t.me/a/1', 'one, two'],
  ])
})

test.each([
  ['18 October 2024', '2024-10-18'],
  ['18th Oct. 2024', '2024-10-18'],
  ['Oct 18, 2024', '2024-10-18'],
  ['18-Oct-2024', '2024-10-18'],
  ['Sept 2024', '2024-09'],
  ['2024/10/18', '2024-10-18'],
  ['2024.10.8', '2024-10-08'],
  ['20241018', '2024-10-18'],
  ['18-10-2024', '2024-10-18'],
  ['2024-10-18 10:33:00 +0300', '2024-10-18T10:33:00+03:00'],
  ['31 February 2024', null],
  ['20241340', null],
  ['10-11-2024', null],
  ['18/10/24', null],
  ['45583', null],
  ['1729247580', null],
  ['Marchland 2024', null],
])('[J28] a date written %s is %s', (typed, edtf) => {
  expect(dateReader([typed])(typed)?.edtf ?? null).toBe(edtf)
})

test('[J29] what the editor of tldraw gives to keep is a drawing', () => {
  const geo = {
    id: 'shape:a',
    typeName: 'shape',
    type: 'text',
    parentId: 'page:p',
    index: 'a1',
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      color: 'black',
      size: 'm',
      w: 100,
      font: 'sans',
      textAlign: 'start',
      autoSize: true,
      scale: 1,
      richText: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Depot' }] }],
      },
    },
  }
  const page = { id: 'page:p', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} }
  const store = { [page.id]: page, [geo.id]: geo }
  const document = { store, schema: canvasSchema.serialize() }
  for (const value of [document, { document, session: {} }])
    expect(planInWords(read(JSON.stringify(value), 'x.tldr'))).toBe('1 shape.')
})

test.each(['', '{}', '{"nodes":[],"edges":[]}', '{\n\t"nodes":[]\n}'])(
  '[J29] an empty canvas, kept as %j, is said to be empty',
  (text) => {
    expect(() => read(text, 'Depot.canvas')).toThrow('There is nothing in it')
  },
)
