import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sortImports } from '../../client/imports/offer.ts'
import { AppError } from '../../shared/app-error.ts'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { readImport, readImportFile } from '../../shared/imports/read-import.ts'
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

test('[J21] a spreadsheet that is dropped is said to be read as CSV; the picture of a drawing is a picture', async () => {
  const files = ['a.xlsx', 'a.ods', 'a.excalidraw.md', 'a.excalidraw.png', 'a.pdf'].map(
    (name) => new File(['x'], name),
  )
  const dropped = await sortImports(files)
  expect(dropped.offers.map(({ file, plan }) => [file.name, plan])).toEqual([
    ['a.xlsx', { problem: expect.stringContaining('CSV UTF-8') }],
    ['a.ods', { problem: expect.stringContaining('keep the spreadsheet as a document') }],
    ['a.excalidraw.md', { problem: expect.stringContaining('.excalidraw') }],
  ])
  expect(dropped.rest.map(({ name }) => name)).toEqual(['a.excalidraw.png', 'a.pdf'])
})
