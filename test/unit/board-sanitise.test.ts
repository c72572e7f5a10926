import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardView } from '../../shared/board/board-view.ts'
import { insertRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { aDocument, bindingOf, boardWith, propsOfType, shapeOf } from '../support/canvas-records.ts'

const file = '0'.repeat(64)

function asset(src: unknown, type = 'image'): PlainRecord {
  return {
    id: 'asset:a',
    typeName: 'asset',
    type,
    meta: {},
    props: { w: 1, h: 1, name: '', isAnimated: false, mimeType: null, src },
  }
}

function withText(...content: unknown[]): PlainRecord {
  return shapeOf('text', { props: { richText: { type: 'doc', content } } })
}

const deep = (levels: number): unknown =>
  levels === 0
    ? { type: 'paragraph' }
    : {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph' }, deep(levels - 1)] }],
      }

const manyPoints = Array.from({ length: 30_000 }, (_, i) => ({ x: i, y: i, z: 0.5 }))

/** What a hostile or broken client can send, each by the name of what it does. */
const refused: Record<string, PlainRecord> = {
  'a draw scale of 1e15': shapeOf('draw', { props: { scale: 1e15 } }),
  'an arrow bend of 1e15': shapeOf('arrow', { props: { bend: 1e15 } }),
  'an arrow that ends at 1e300': shapeOf('arrow', { props: { end: { x: 1e300, y: 0 } } }),
  'a width of 1e-9': shapeOf('geo', { props: { w: 1e-9 } }),
  'a width of 1e12': shapeOf('geo', { props: { w: 1e12 } }),
  'a card as high as the sky': shapeOf('card', { props: { h: 1e9 } }),
  'a label that lies outside its arrow': shapeOf('arrow', { props: { labelPosition: 40 } }),
  'a stroke without segments': shapeOf('draw', { props: { segments: [] } }),
  'a segment without points': shapeOf('draw', {
    props: { segments: [{ type: 'free', points: [] }] },
  }),
  'a straight segment of one point': shapeOf('draw', {
    props: { segments: [{ type: 'straight', points: [{ x: 0, y: 0 }] }] },
  }),
  'a segment of unknown type': shapeOf('draw', {
    props: { segments: [{ type: 'wavy', points: [] }] },
  }),
  'a stroke of 30,000 points': shapeOf('draw', {
    props: { segments: [{ type: 'free', points: manyPoints }] },
  }),
  'a line with one end': shapeOf('line', {
    props: { points: { a1: { id: 'a1', index: 'a1', x: 0, y: 0 } } },
  }),
  'a line whose points are mixed up': shapeOf('line', {
    props: {
      points: {
        a1: { id: 'a2', index: 'a1', x: 0, y: 0 },
        a2: { id: 'a1', index: 'a2', x: 0, y: 0 },
      },
    },
  }),
  'a position that is not a number': shapeOf('geo', { x: Number.NaN }),
  'a position beyond all others': shapeOf('geo', { y: 1e9 }),
  'a rotation of 1e15': shapeOf('geo', { rotation: 1e15 }),
  'an opacity of 7': shapeOf('geo', { opacity: 7 }),
  'an index that is none': shapeOf('geo', { index: 'zzz!' }),
  'an index of a megabyte': shapeOf('geo', { index: `a1${'V'.repeat(1_000_000)}` }),
  'a parent that is no page and no shape': shapeOf('geo', { parentId: 'asset:a' }),
  'a shape of unknown type': { ...shapeOf('geo'), type: 'skull' },
  'a shape with props of another type': { ...shapeOf('geo'), type: 'draw' },
  'a shape with props nobody knows': shapeOf('geo', { props: { onClick: 'x' } }),
  'an embedded page': shapeOf('embed', { props: { w: 1, h: 1, url: 'https://example.org' } }),
  'a preview of another site': shapeOf('bookmark', {
    props: { w: 1, h: 1, assetId: null, url: 'https://example.org' },
  }),
  'an id of another type': { ...shapeOf('geo'), id: 'page:geo' },
  'an id that is markup': { ...shapeOf('geo'), id: 'shape:"><img src=x>' },
  'a link that runs': shapeOf('geo', { props: { url: 'javascript:alert(1)' } }),
  'meta of a megabyte': shapeOf('geo', { meta: { a: 'x'.repeat(1_000_000) } }),
  'meta that is no JSON': shapeOf('geo', { meta: { a: Number.POSITIVE_INFINITY } }),
  'meta that nests without end': shapeOf('geo', {
    meta: JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60)),
  }),
  'a crop of nothing': shapeOf('image', {
    props: { crop: { topLeft: { x: 0.5, y: 0 }, bottomRight: { x: 0.5, y: 1 } } },
  }),
  'text with a node nobody knows': withText({
    type: 'iframe',
    attrs: { src: 'https://example.org' },
  }),
  'text that is no text': withText({ type: 'paragraph', content: [{ type: 'text', text: 7 }] }),
  'text that is empty': withText({ type: 'paragraph', content: [{ type: 'text', text: '' }] }),
  'text without a block': withText({ type: 'text', text: 'loose' }),
  'text without anything': withText(),
  'text with a mark nobody knows': withText({
    type: 'paragraph',
    content: [{ type: 'text', text: 'x', marks: [{ type: 'onclick' }] }],
  }),
  'text with a link that runs': withText({
    type: 'paragraph',
    content: [
      {
        type: 'text',
        text: 'x',
        marks: [{ type: 'link', attrs: { href: 'java\nscript:alert(1)' } }],
      },
    ],
  }),
  'text with an attribute that runs': withText({
    type: 'paragraph',
    attrs: { onclick: 'alert(1)' },
  }),
  'text with a heading of level 9': withText({ type: 'heading', attrs: { level: 9 } }),
  'a list without items': withText({ type: 'bulletList', content: [] }),
  'text nested a hundred deep': withText(deep(100)),
  'text of a megabyte': withText({
    type: 'paragraph',
    content: [{ type: 'text', text: 'x'.repeat(1_000_000) }],
  }),
  'a picture of another server': asset('https://example.org/a.png'),
  'a picture inside its own address': asset('data:image/svg+xml,<svg/>'),
  'a picture on the side of our address': asset(`//example.org/api/boards/b/files/${file}`),
  'a picture of another of our paths': asset('/api/auth/sign-out'),
  'the preview of another site': {
    ...asset(null, 'bookmark'),
    props: { title: '', description: '', image: 'https://example.org/i', favicon: '', src: null },
  },
  'somebody’s camera': { id: 'camera:page', typeName: 'camera', x: 0, y: 0, z: 1, meta: {} },
  'somebody’s presence': { id: 'instance_presence:a', typeName: 'instance_presence' },
  'a second document': { ...aDocument, id: 'document:other' },
  'a grid of nothing': { ...aDocument, id: 'document:document', gridSize: 0 },
  'evidence of unknown kind': { id: 'evidence:a', typeName: 'evidence', kind: 'rumour' },
  'evidence without a beginning': { id: 'evidence:a', typeName: 'evidence', kind: 'photo' },
  'evidence with a place off the globe': {
    id: 'evidence:a',
    typeName: 'evidence',
    kind: 'photo',
    createdAt: '2024-10-24T00:00:00Z',
    createdBy: 'Ada',
    place: { name: '', lat: 999, lon: 0, precision: 'exact', method: '', by: '' },
  },
  'a record of unknown type': { id: 'virus:a', typeName: 'virus' },
  'a record that says nothing': { id: 'shape:nothing', typeName: '' },
}

describe('[C3] what would hang or break a browser is set aside with a sentence', () => {
  test.each(Object.entries(refused))('[C3] %s', (_name, record) => {
    const geo = shapeOf('note', { index: 'a5' })
    const { canvas, evidence, setAside } = readBoard(boardWith([record, geo]))
    expect(setAside).toEqual([{ id: record.id, reason: expect.stringMatching(/^[A-Z].+\.$/) }])
    expect(evidence).toEqual([])
    expect(canvas.some(({ id }) => id === geo.id)).toBe(true)
    expect(canvas.filter(({ typeName }) => typeName === 'document')).toHaveLength(1)
  })

  test('[C3] a value where a record should be, and a type where a value should be', () => {
    const doc = boardWith([shapeOf('geo')])
    const records = recordsOf(doc) as unknown as Y.Map<unknown>
    records.set('shape:text', 'text')
    records.set('shape:array', new Y.Array())
    records.set('shape:doc', new Y.Doc())
    const nested = new Y.Map()
    records.set('shape:nested', nested)
    nested.set('core', new Y.XmlFragment())
    nested.set('pos', [1])
    nested.set('__proto__', { typeName: 'shape' })
    const { canvas, setAside } = readBoard(doc)
    expect(setAside.map(({ id }) => id).toSorted()).toEqual([
      'shape:array',
      'shape:doc',
      'shape:nested',
      'shape:text',
    ])
    expect(canvas.map(({ id }) => id)).toContain('shape:geo')
  })

  test('[C3] rich text that tldraw itself makes is shown', () => {
    const dir = { dir: 'auto' }
    const text = withText(
      {
        type: 'heading',
        attrs: { level: 2, dir: 'rtl' },
        content: [{ type: 'text', text: 'T', marks: [{ type: 'bold' }, { type: 'italic' }] }],
      },
      {
        type: 'paragraph',
        attrs: dir,
        content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }],
      },
      {
        type: 'orderedList',
        attrs: { start: 3, type: null },
        content: [{ type: 'listItem', content: [{ type: 'paragraph', attrs: dir }, deep(2)] }],
      },
      {
        type: 'paragraph',
        content: [
          {
            type: 'text',
            text: 'link',
            marks: [
              {
                type: 'link',
                attrs: {
                  href: 'https://example.org',
                  target: '_blank',
                  rel: 'noopener noreferrer nofollow',
                  class: null,
                },
              },
              { type: 'highlight' },
              { type: 'code' },
              { type: 'strike' },
            ],
          },
        ],
      },
    )
    expect(readBoard(boardWith([text])).setAside).toEqual([])
  })

  test('[C3] a picture of this board is shown', () => {
    const { setAside } = readBoard(boardWith([asset(`/api/boards/b1/files/${file}`)]))
    expect(setAside).toEqual([])
  })
})

describe('[C4] what honest people make together is mended in the view and not written back', () => {
  const group = (id: string, parentId: string) => shapeOf('group', { id: `shape:${id}`, parentId })

  test('[C4] a cycle of parents is opened at one place, the same everywhere', () => {
    const records = [group('c', 'shape:a'), group('a', 'shape:b'), group('b', 'shape:c')]
    const parentsIn = (order: PlainRecord[]) =>
      Object.fromEntries(
        readBoard(boardWith(order)).canvas.flatMap((each) =>
          each.typeName === 'shape' ? [[each.id, each.parentId]] : [],
        ),
      )
    const parents = parentsIn(records)
    expect(parents).toEqual({ 'shape:a': 'page:page', 'shape:b': 'shape:c', 'shape:c': 'shape:a' })
    expect(parentsIn(records.toReversed())).toEqual(parents)
  })

  test('[C4] a shape that is its own parent, and one whose parent is gone, lie on the page', () => {
    const { canvas } = readBoard(
      boardWith([
        group('self', 'shape:self'),
        shapeOf('geo', { parentId: 'shape:gone', index: 'a2' }),
      ]),
    )
    expect(canvas.filter((each) => each.typeName === 'shape').map((each) => each.parentId)).toEqual(
      ['page:page', 'page:page'],
    )
  })

  test('[C4] a shape inside one that cannot hold any lies on the page', () => {
    const { canvas } = readBoard(
      boardWith([shapeOf('geo'), shapeOf('note', { parentId: 'shape:geo' })]),
    )
    expect(canvas.find(({ id }) => id === 'shape:note')).toMatchObject({ parentId: 'page:page' })
  })

  test('[C4] groups nested a thousand deep are cut into pieces', () => {
    const nested = Array.from({ length: 1_000 }, (_, i) =>
      group(`g${i}`, i === 0 ? 'page:page' : `shape:g${i - 1}`),
    )
    const { canvas } = readBoard(boardWith(nested))
    const parents = new Map(
      canvas.flatMap((each) =>
        each.typeName === 'shape' ? [[each.id as string, each.parentId as string]] : [],
      ),
    )
    let depth = 0
    for (let id: string | undefined = 'shape:g999'; id; id = parents.get(id)) depth++
    expect(depth).toBeLessThan(50)
    expect(parents.size).toBe(1_000)
  })

  test('[C4] parents come before children and bindings last', () => {
    const records = [
      bindingOf('b', { from: 'shape:arrow', to: 'shape:note' }),
      shapeOf('note', { parentId: 'shape:frame' }),
      shapeOf('arrow', { index: 'a3' }),
      shapeOf('frame'),
    ]
    const ids = readBoard(boardWith(records)).canvas.map(({ id }) => id as string)
    expect(ids.indexOf('shape:frame')).toBeLessThan(ids.indexOf('shape:note'))
    expect(ids.at(-1)).toBe('binding:b')
  })

  test.each([
    ['from something that is no arrow', bindingOf('b', { from: 'shape:geo', to: 'shape:note' })],
    ['to nothing', bindingOf('b', { from: 'shape:arrow', to: 'shape:gone' })],
    ['from nothing', bindingOf('b', { from: 'shape:gone', to: 'shape:note' })],
    ['of an arrow to itself', bindingOf('b', { from: 'shape:arrow', to: 'shape:arrow' })],
    [
      'of an arrow to the group it is in',
      bindingOf('b', { from: 'shape:inner', to: 'shape:group' }),
    ],
  ])('[C4] a binding %s waits unseen', (_name, binding) => {
    const { canvas, setAside } = readBoard(
      boardWith([
        shapeOf('arrow'),
        shapeOf('geo', { index: 'a2' }),
        shapeOf('note', { index: 'a3' }),
        shapeOf('group', { index: 'a4' }),
        shapeOf('arrow', { id: 'shape:inner', parentId: 'shape:group' }),
        binding,
      ]),
    )
    expect(canvas.filter(({ typeName }) => typeName === 'binding')).toEqual([])
    expect(setAside).toEqual([])
  })

  test('[C4] of two bindings of one end one is shown', () => {
    const { canvas } = readBoard(
      boardWith([
        shapeOf('arrow'),
        shapeOf('note', { index: 'a3' }),
        bindingOf('b2', { from: 'shape:arrow', to: 'shape:note' }),
        bindingOf('b1', { from: 'shape:arrow', to: 'shape:note' }),
      ]),
    )
    expect(canvas.flatMap((each) => (each.typeName === 'binding' ? each.id : []))).toEqual([
      'binding:b1',
    ])
  })

  test('[C4] siblings that share an index get indices of their own, in one order everywhere', () => {
    const types = Object.keys(propsOfType).filter((type) => type !== 'group')
    const indexed = (order: string[]) =>
      readBoard(
        boardWith(order.map((type) => shapeOf(type, { index: type === 'text' ? 'a1V' : 'a1' }))),
      )
        .canvas.flatMap((each) =>
          each.typeName === 'shape' ? [[each.index as string, each.id as string] as const] : [],
        )
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
    const shown = indexed(types)
    expect(new Set(shown.map(([index]) => index)).size).toBe(types.length)
    expect(shown.at(-1)?.[1]).toBe('shape:text')
    expect(indexed(types.toReversed())).toEqual(shown)
  })

  test('[C4] with the last page deleted there is a page', () => {
    const doc = boardWith([shapeOf('geo')])
    recordsOf(doc).delete('page:page')
    recordsOf(doc).delete('document:document')
    const { canvas } = readBoard(doc)
    expect(canvas.map(({ id }) => id)).toEqual(['document:document', 'page:page', 'shape:geo'])
    expect(recordsOf(doc).size).toBe(1)
  })
})

describe('[C5] a live view follows the document record by record', () => {
  test('[C5] a record that turns bad keeps its last good version', () => {
    const doc = boardWith([shapeOf('geo')])
    const view = new BoardView(doc)
    recordsOf(doc).get('shape:geo')?.set('pos', [1e9, 0, 0])
    const change = view.update(['shape:geo'])
    expect(change).toMatchObject({ put: [], remove: [], setAside: true })
    expect(view.get('shape:geo')).toMatchObject({ x: 10 })
    expect(view.setAside()).toHaveLength(1)
    recordsOf(doc).get('shape:geo')?.set('pos', [7, 0, 0])
    expect(view.update(['shape:geo'])).toMatchObject({ setAside: true })
    expect(view.get('shape:geo')).toMatchObject({ x: 7 })
    expect(view.setAside()).toEqual([])
  })

  test('[C5] a type changed on an id that is there is refused', () => {
    const doc = boardWith([shapeOf('geo')])
    const view = new BoardView(doc)
    insertRecord(recordsOf(doc), { ...shapeOf('draw'), id: 'shape:geo' })
    view.update(['shape:geo'])
    expect(view.get('shape:geo')).toMatchObject({ type: 'geo' })
    expect(view.setAside()).toEqual([{ id: 'shape:geo', reason: 'Its type was changed.' }])
  })

  test('[C5] what did not change stays the same object', () => {
    const doc = boardWith([shapeOf('geo')])
    const view = new BoardView(doc)
    const before = view.get('shape:geo')
    recordsOf(doc).get('shape:geo')?.set('pos', [11, 20, 0])
    view.update(['shape:geo'])
    const after = view.get('shape:geo')
    expect(after).not.toBe(before)
    expect((after as { props?: unknown }).props).toBe((before as { props?: unknown }).props)
  })

  test('[C5] what hangs on a record goes and comes with it', () => {
    const doc = boardWith([
      shapeOf('arrow'),
      shapeOf('frame', { index: 'a2' }),
      shapeOf('note', { parentId: 'shape:frame' }),
      bindingOf('b', { from: 'shape:arrow', to: 'shape:note' }),
    ])
    const view = new BoardView(doc)
    recordsOf(doc).delete('shape:frame')
    const gone = view.update(['shape:frame'])
    expect(gone.remove).toEqual(['shape:frame'])
    expect(gone.put).toMatchObject([{ id: 'shape:note', parentId: 'page:page' }])
    recordsOf(doc).delete('shape:note')
    expect(view.update(['shape:note']).remove.toSorted()).toEqual(['binding:b', 'shape:note'])
    insertRecord(recordsOf(doc), shapeOf('note'))
    expect(view.update(['shape:note']).put.map(({ id }) => id)).toEqual(['shape:note', 'binding:b'])
  })
})
