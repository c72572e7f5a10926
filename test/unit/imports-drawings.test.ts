import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { UndoStack } from '../../client/board/undo/undo-stack.ts'
import { sortImports } from '../../client/imports/offer.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { putImport } from '../../shared/board/put-import.ts'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { readImport } from '../../shared/imports/read-import.ts'
import { MAX_FRAME_BYTES } from '../../shared/protocol/frames.ts'
import { boardOf, read } from '../support/imported.ts'
import { input, inputsFolder } from '../support/inputs.ts'

const node = (id: string, more: object) => ({
  id,
  type: 'text',
  text: id,
  x: 0,
  y: 0,
  width: 300,
  height: 200,
  ...more,
})
const canvasOf = (nodes: unknown[], edges: unknown[] = []) => JSON.stringify({ nodes, edges })
const excalidrawOf = (elements: object[], files: unknown = {}) =>
  JSON.stringify({ type: 'excalidraw', elements, files })
const element = (id: string, type: string, more: object = {}) => ({
  id,
  type,
  x: 0,
  y: 0,
  width: 100,
  height: 60,
  ...more,
})
const png = { dataURL: 'data:image/png;base64,iVBORw0KGgo=' }

const link = (id: string, x: number) => node(id, { type: 'link', url: `https://a.org/${id}`, x })

test.for([
  ['none', 'arrow', 'a', 'b'],
  ['arrow', 'none', 'b', 'a'],
] as const)(
  '[J11] heads %s and %s: the relation goes from tail to head',
  ([fromEnd, toEnd, from, to]) => {
    const plan = read(
      canvasOf(
        [link('a', 0), link('b', 600)],
        [{ fromNode: 'a', toNode: 'b', fromEnd, toEnd, label: 'Supports' }],
      ),
      'x.canvas',
    )
    const board = boardOf(plan)
    const itemOf = (page: string) =>
      board.evidence.find(({ url }) => url === `https://a.org/${page}`)
    expect(board.ties).toMatchObject([
      { relation: 'supports', from: itemOf(from)?.id, to: itemOf(to)?.id },
    ])
  },
)

test.for([
  ['none', 'none'],
  ['arrow', 'arrow'],
] as const)(
  '[J11] heads %s and %s show no direction: no relation with one is concluded',
  ([fromEnd, toEnd]) => {
    const edge = { fromNode: 'a', toNode: 'b', fromEnd, toEnd, label: 'supports' }
    const board = boardOf(read(canvasOf([link('a', 0), link('b', 600)], [edge]), 'x.canvas'))
    expect(board.ties.map(({ relation }) => relation ?? null)).toEqual([null])
    expect(board.typesOf('arrow')).toMatchObject([{ props: { text: 'supports' } }])
  },
)

test('[J11] words along an arrow of Excalidraw are those that were typed, and an old arrow has its head', () => {
  const board = boardOf(
    read(
      excalidrawOf(
        [
          element('a', 'image', { fileId: 'f' }),
          element('b', 'image', { fileId: 'g', x: 400 }),
          element('s', 'arrow', {
            points: [
              [0, 0],
              [200, 0],
            ],
            startBinding: { elementId: 'a' },
            endBinding: { elementId: 'b' },
          }),
          element('w', 'text', {
            containerId: 's',
            text: 'consistent\nwith',
            originalText: 'consistent with',
          }),
        ],
        { f: png, g: png },
      ),
      'x.excalidraw',
    ),
  )
  expect(board.ties).toMatchObject([{ relation: 'consistent-with' }])
})

test('[J12] what a board would refuse is counted before it comes, and all else comes', () => {
  const long = Array.from({ length: 2_600 }, (_, line) => `line ${line}`).join('\n')
  const plan = read(
    canvasOf([
      node('long', { text: long }),
      link('near', 0),
      link('far', 990_000),
      link('near', 400),
      { ...node('flat', {}), height: 0, color: null },
      { ...node('odd', {}), id: undefined },
    ]),
    'x.canvas',
  )
  const board = boardOf(plan)
  expect([plan.leftOut, board.typesOf('card').length, board.typesOf('geo').length]).toEqual([
    0, 3, 3,
  ])
  expect(JSON.stringify(board.shapes)).toContain('Cut here: the file has 600 more lines of it.')
  const twins = read(
    excalidrawOf([element('a', 'rectangle'), element('a', 'ellipse'), element('b', 'unheard-of')]),
    'x.excalidraw',
  )
  expect(planInWords(twins)).toBe('2 shapes. 1 thing has no place on a board and is left out.')
  expect(boardOf(twins).typesOf('geo').length).toBe(2)
})

test('[J13] a file that was brought along is no original where its name may mean another', async () => {
  const file = (id: string, path: string) => node(id, { type: 'file', file: path })
  const two = canvasOf([file('a', '2024-10-18/IMG_1.jpg'), file('b', '2024-10-19/IMG_1.jpg')])
  const plan = read(two, 'x.canvas', new Set(['IMG_1.jpg']))
  expect(plan.missing).toEqual(['2024-10-18/IMG_1.jpg', '2024-10-19/IMG_1.jpg'])
  expect(plan.evidence.filter(({ beside }) => beside)).toEqual([])
  const one = canvasOf([file('a', 'in/IMG_1.jpg')])
  const picture = (bytes: string) => new File([bytes], 'IMG_1.jpg')
  const { offers, rest } = await sortImports([
    new File([one], 'x.canvas'),
    picture('1'),
    picture('2'),
  ])
  expect(offers[0]?.plan).toMatchObject({ missing: ['in/IMG_1.jpg'] })
  expect(rest.length).toBe(2)
})

test('[J13] a file that is shown twice is one item with two cards', () => {
  const file = (id: string) => node(id, { type: 'file', file: 'in/a.jpg' })
  const canvas = boardOf(read(canvasOf([file('a'), file('b')]), 'x.canvas', new Set(['a.jpg'])))
  expect([canvas.evidence.length, canvas.typesOf('card').length]).toEqual([1, 2])
  const pictures = [element('a', 'image', { fileId: 'f' }), element('b', 'image', { fileId: 'f' })]
  const drawing = boardOf(read(excalidrawOf(pictures, { f: png, bad: 7 }), 'x.excalidraw'))
  expect([drawing.evidence.length, drawing.typesOf('card').length]).toEqual([1, 2])
})

test('[J14] a frame lies under what is in it, wherever the file names it', () => {
  const board = boardOf(
    read(
      excalidrawOf([
        element('a', 'rectangle', { x: 120, y: 130, frameId: 'f' }),
        element('b', 'rectangle', { x: 900, y: 130 }),
        element('f', 'frame', { x: 100, y: 100, width: 300, height: 200, name: null }),
      ]),
      'x.excalidraw',
    ),
  )
  const [frame] = board.typesOf('frame')
  const inner = board
    .typesOf('geo')
    .find((shape) => 'parentId' in shape && shape.parentId === frame?.id)
  expect(inner).toMatchObject({ x: 20, y: 30 })
})

test('[J14] what was turned around its middle has its middle where it was', () => {
  const board = boardOf(
    read(
      excalidrawOf([
        element('a', 'rectangle', { angle: Math.PI / 2 }),
        element('b', 'rectangle', { x: 1000, angle: null, strokeColor: null, width: null }),
      ]),
      'x.excalidraw',
    ),
  )
  const [turned, other] = board.typesOf('geo')
  const gap = (name: 'x' | 'y') =>
    Number(Reflect.get(other ?? {}, name)) - Number(Reflect.get(turned ?? {}, name))
  // Turned by a quarter, 100 × 60 around (50, 30) has its first corner at (80, -20).
  expect([gap('x'), gap('y')].map(Math.round)).toEqual([920, 20])
})

test('[J14] addresses and words stay with what bore them', () => {
  const plan = read(
    excalidrawOf(
      [
        element('a', 'image', { fileId: 'f', link: 'https://t.me/a/1' }),
        element('w', 'text', { containerId: 'a', text: 'Gate' }),
        element('b', 'rectangle', { link: 'https://a.org/', backgroundColor: '#ffc9c9' }),
        element('c', 'text', { text: 'See', link: 'https://b.org/' }),
        element('d', 'ellipse', { strokeColor: '#1971c2', backgroundColor: '#ffc9c9' }),
      ],
      { f: png },
    ),
    'x.excalidraw',
  )
  expect(planInWords(plan)).toBe(
    '1 photo and 3 shapes. Not taken over: background colour of a shape.',
  )
  const board = boardOf(plan)
  expect(board.evidence[0]).toMatchObject({ sourceUrl: 'https://t.me/a/1', description: 'Gate' })
  expect(board.typesOf('geo')).toContainEqual(
    expect.objectContaining({
      props: expect.objectContaining({ url: 'https://a.org/', fill: 'solid' }),
    }),
  )
  expect(JSON.stringify(board.typesOf('text'))).toContain('https://b.org/')
})

const bytesIn = async (
  text: string,
  name: string,
  encode: (text: string) => Uint8Array<ArrayBuffer>,
) => {
  const { offers } = await sortImports([new File([encode(text)], name)])
  return offers[0]?.plan
}

test('[J15] a table in UTF-16 is read, and one in an encoding that cannot be told is said', async () => {
  const utf16 = (text: string) =>
    new Uint8Array([
      0xff,
      0xfe,
      ...text
        .split('')
        .flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
    ])
  const cyrillic = (text: string) =>
    new Uint8Array(
      Array.from(text, (letter) =>
        letter.charCodeAt(0) > 127 ? 0xe0 + (letter.charCodeAt(0) - 0x430) : letter.charCodeAt(0),
      ),
    )
  expect(await bytesIn('link\tnote\nhttps://a.org/1\tслова', 'a.csv', utf16)).toMatchObject({
    evidence: [{ fields: { description: 'Note: слова' } }],
  })
  expect(await bytesIn('link;note\nhttps://a.org/1;слова', 'a.csv', cyrillic)).toEqual({
    problem: expect.stringContaining('CSV UTF-8'),
  })
  expect(await bytesIn('a;b\n1;слова', 'a.csv', cyrillic)).toBeUndefined()
})

test('[J15] what is imported in another form is said with what to do', async () => {
  const { offers } = await sortImports(
    [new File(['x'], 'a.numbers'), new File(['x'], 'a.excalidraw.md')],
    { isAsked: true },
  )
  expect(offers.map(({ plan }) => plan)).toEqual([
    { problem: expect.stringContaining('.xlsx') },
    { problem: expect.stringContaining('.excalidraw') },
  ])
})

describe.skipIf(inputsFolder === null)('a drawing of a newer tldraw', () => {
  test('[J16] comes as far as its records are known', () => {
    const text = readFileSync(input('canvas/lampone_2025-03_store4.tldr'), 'utf8')
    const drawing = JSON.parse(text)
    drawing.schema.sequences['com.tldraw.instance'] = 99
    expect(planInWords(read(JSON.stringify(drawing), 'a.tldr'))).toBe(
      planInWords(read(text, 'a.tldr')),
    )
    drawing.schema.sequences['com.tldraw.store'] = 5
    drawing.schema.sequences['com.tldraw.shape.image'] = 99
    drawing.records.find(
      ({ type, typeName }: { type?: string; typeName: string }) =>
        typeName === 'shape' && type === 'image',
    ).props.tilt = 3
    expect(planInWords(read(JSON.stringify(drawing), 'a.tldr'))).toContain(
      'Not taken over: “tilt” of a shape, which only a newer tldraw knows',
    )
  })
})

test('[J16] a drawing of the first tldraw is said to be that', () => {
  expect(() => readImport('{"document":{"pages":{}}}', { name: 'a.tldr' })).toThrow(/first tldraw/)
})

test('[J17] a large drawing comes in messages below the largest, and goes with one step of undo', () => {
  const stroke = (at: number) =>
    element(`s${at}`, 'freedraw', {
      x: at * 10,
      points: Array.from({ length: 400 }, (_, n) => [n + 1 / 3, Math.sin(n) * 50]),
    })
  const plan = read(
    excalidrawOf(Array.from({ length: 300 }, (_, at) => stroke(at))),
    'x.excalidraw',
  )
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const before = recordsOf(doc).size
  const undo = new UndoStack(doc)
  const sizes: number[] = []
  doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))
  putImport(doc, plan, { by: 'Mara', corners: [], at: { x: 0, y: 0 }, uploadOf: () => ({}) })
  expect(sizes.length).toBeGreaterThan(1)
  expect(Math.max(...sizes)).toBeLessThan(MAX_FRAME_BYTES)
  expect(recordsOf(doc).size).toBe(before + 300)
  undo.undo()
  expect(recordsOf(doc).size).toBe(before)
  undo.close()
})
