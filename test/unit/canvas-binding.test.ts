import type { TLRecord } from '@tldraw/tlschema'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { setField } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { MAX_FRAME_BYTES } from '../../shared/protocol/frames.ts'
import { CanvasClient } from '../support/canvas-client.ts'
import { boardWith, shapeOf, syncDocs } from '../support/canvas-records.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Shape = TLRecord & { x: number; props: Record<string, unknown> }
const geo = 'shape:geo' as TLRecord['id']

function open(records = [shapeOf('geo')], count = 2) {
  const server = boardWith(records)
  const clients = Array.from({ length: count }, () => new CanvasClient(server))
  const [mine, theirs] = clients as [CanvasClient, CanvasClient]
  return { server, mine, theirs }
}

function put(client: CanvasClient, change: (shape: Shape) => Partial<Shape>, id = geo): void {
  client.edit((store) => {
    const shape = store.get(id) as Shape
    store.put([{ ...shape, ...change(shape) } as TLRecord])
  })
}

const shapeIn = (client: CanvasClient, id = geo) => client.store.get(id) as Shape | undefined

describe('[C21] the canvas writes sparingly', () => {
  test('[C21] a drag of two seconds at 60 steps a second is written about ten times a second', () => {
    const { mine } = open()
    let updates = 0
    let bytes = 0
    mine.doc.on('update', (update: Uint8Array) => {
      updates++
      bytes += update.length
    })
    for (let step = 0; step < 120; step++) {
      put(mine, ({ x }) => ({ x: x + 1 }))
      vi.advanceTimersByTime(1000 / 60)
    }
    vi.advanceTimersByTime(200)
    expect(updates).toBeGreaterThan(10)
    expect(updates).toBeLessThanOrEqual(22)
    expect(bytes / updates).toBeLessThan(60)
    expect(readBoard(mine.doc).canvas).toContainEqual(expect.objectContaining({ id: geo, x: 130 }))
  })

  test('[C21] three thousand drag steps of one person leave nothing behind', () => {
    const { mine } = open()
    const before = Y.encodeStateAsUpdate(mine.doc).length
    for (let step = 0; step < 3_000; step++) {
      put(mine, () => ({ x: step % 500 }))
      mine.binding.flush()
    }
    expect(Y.encodeStateAsUpdate(mine.doc).length - before).toBeLessThan(200)
  })

  test('[C21] what comes from others is never written back', () => {
    const { server, mine, theirs } = open([
      shapeOf('frame'),
      shapeOf('geo', { parentId: 'shape:gone' }),
    ])
    const heard: unknown[] = []
    put(theirs, () => ({ x: 77 }))
    theirs.settle()
    syncDocs(theirs.doc, server)
    mine.doc.on('update', (_update: Uint8Array, origin: unknown) => heard.push(origin))
    syncDocs(mine.doc, server)
    mine.settle()
    vi.advanceTimersByTime(1_000)
    expect(shapeIn(mine)).toMatchObject({ x: 77, parentId: 'page:page' })
    expect(heard).toEqual(['remote'])
  })

  test('[C21] a large paste goes out in parts that the server takes', () => {
    const { mine } = open([])
    const sizes: number[] = []
    mine.doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    const points = Array.from({ length: 3_000 }, (_, i) => ({ x: i * 1.123, y: i * 2.345, z: 0.5 }))
    mine.edit((store) =>
      store.put(
        Array.from({ length: 60 }, (_, i) =>
          shapeOf('draw', { id: `shape:d${i}`, props: { segments: [{ type: 'free', points }] } }),
        ) as unknown as TLRecord[],
      ),
    )
    mine.settle()
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(MAX_FRAME_BYTES)
    expect(Math.max(...sizes)).toBeLessThan(MAX_FRAME_BYTES)
    expect(readBoard(mine.doc).canvas.filter(({ typeName }) => typeName === 'shape')).toHaveLength(
      60,
    )
  })

  test('[C21] a large deletion is undone and done again in parts that the server takes', () => {
    const points = Array.from({ length: 3_000 }, (_, i) => ({ x: i * 1.123, y: i * 2.345, z: 0.5 }))
    const drawn = Array.from({ length: 60 }, (_, i) =>
      shapeOf('draw', {
        id: `shape:d${i}`,
        props: { segments: [{ type: 'free', points }] },
      }),
    )
    const { mine } = open(drawn, 1)
    const ids = drawn.map(({ id }) => id as TLRecord['id'])
    const isThere = (id: TLRecord['id']) => shapeIn(mine, id) !== undefined
    mine.mark()
    mine.edit((store) => store.remove(ids))
    mine.settle()
    expect(ids.filter(isThere)).toEqual([])
    const sizes: number[] = []
    mine.doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    mine.undo()
    expect(ids.filter(isThere)).toEqual(ids)
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(MAX_FRAME_BYTES)
    expect(Math.max(...sizes)).toBeLessThan(MAX_FRAME_BYTES)
    mine.redo()
    expect(ids.filter(isThere)).toEqual([])
    mine.undo()
    expect(ids.filter(isThere)).toEqual(ids)
  })
})

describe('[C22] what others do comes in under what one is doing', () => {
  test('[C22] a colour that comes during a drag does not stop the drag', () => {
    const { server, mine, theirs } = open()
    put(mine, () => ({ x: 400 }))
    put(theirs, ({ props }) => ({ props: { ...props, color: 'red' } }))
    theirs.settle()
    syncDocs(theirs.doc, server)
    syncDocs(mine.doc, server)
    mine.binding.takeNow()
    expect(shapeIn(mine)).toMatchObject({ x: 400, props: { color: 'red' } })
    mine.settle()
    syncDocs(mine.doc, server)
    syncDocs(theirs.doc, server)
    theirs.settle()
    expect(shapeIn(theirs)).toMatchObject({ x: 400, props: { color: 'red' } })
  })

  test('[C22] what somebody deletes while one drags it is gone, and stays gone', () => {
    const { server, mine, theirs } = open()
    theirs.edit((store) => store.remove([geo]))
    theirs.settle()
    syncDocs(theirs.doc, server)
    put(mine, () => ({ x: 400 }))
    syncDocs(mine.doc, server)
    mine.binding.takeNow()
    mine.settle()
    syncDocs(mine.doc, server)
    expect(shapeIn(mine)).toBeUndefined()
    expect(recordsOf(server).has(geo)).toBe(false)
  })

  test('[C22] objects whose content did not change stay the same objects', () => {
    const { mine } = open([shapeOf('draw')])
    const id = 'shape:draw' as TLRecord['id']
    const before = shapeIn(mine, id)
    recordsOf(mine.doc).get(id)?.set('pos', [5, 5, 0])
    mine.binding.takeNow()
    const after = shapeIn(mine, id)
    expect(after?.x).toBe(5)
    expect(after?.props).toBe(before?.props)
  })
})

describe('[C23] what others would set aside never leaves', () => {
  test('[C23] a width of nothing is taken back here and sent to nobody', () => {
    const { mine } = open()
    const updates: unknown[] = []
    mine.doc.on('update', (update: unknown) => updates.push(update))
    put(mine, ({ props }) => ({ props: { ...props, w: 1e-9 } }))
    mine.settle()
    expect(updates).toEqual([])
    expect(shapeIn(mine)?.props['w']).toBe(100)
  })

  test('[C23] an embedded page that somebody pastes is taken away again', () => {
    const { mine } = open()
    const embed = shapeOf('embed', { props: { w: 100, h: 100, url: 'https://example.org' } })
    mine.edit((store) => store.put([embed as unknown as TLRecord]))
    mine.settle()
    expect(shapeIn(mine, 'shape:embed' as TLRecord['id'])).toBeUndefined()
    expect(recordsOf(mine.doc).has('shape:embed')).toBe(false)
  })

  test('[C23] what a viewer’s canvas does stays out of the document and is taken back', () => {
    const { mine } = open()
    mine.mayWrite = false
    put(mine, () => ({ x: 400 }))
    mine.edit((store) => store.remove([geo]))
    mine.settle()
    expect(shapeIn(mine)).toMatchObject({ x: 10 })
    expect(readBoard(mine.doc).canvas).toContainEqual(expect.objectContaining({ id: geo, x: 10 }))
  })
})

describe('[C24] undo on the canvas', () => {
  test('[C24] leaves a colour that another gave to the shape I moved', () => {
    const { server, mine, theirs } = open()
    mine.mark()
    put(mine, () => ({ x: 400 }))
    mine.settle()
    syncDocs(mine.doc, server)
    syncDocs(theirs.doc, server)
    theirs.settle()
    put(theirs, ({ props }) => ({ props: { ...props, color: 'red' } }))
    theirs.settle()
    syncDocs(theirs.doc, server)
    syncDocs(mine.doc, server)
    mine.undo()
    expect(shapeIn(mine)).toMatchObject({ x: 10, props: { color: 'red' } })
    mine.redo()
    expect(shapeIn(mine)).toMatchObject({ x: 400, props: { color: 'red' } })
  })

  test('[C24] leaves a place that another moved my shape to', () => {
    const { server, mine, theirs } = open()
    mine.mark()
    put(mine, () => ({ x: 400 }))
    mine.settle()
    syncDocs(mine.doc, server)
    syncDocs(theirs.doc, server)
    theirs.settle()
    put(theirs, () => ({ x: 900 }))
    theirs.settle()
    syncDocs(theirs.doc, server)
    syncDocs(mine.doc, server)
    mine.undo()
    expect(shapeIn(mine)).toMatchObject({ x: 900 })
  })

  test('[C24] leaves a shape of mine that another has tied something to', () => {
    const { server, mine, theirs } = open([])
    mine.mark()
    mine.edit((store) => store.put([shapeOf('frame') as unknown as TLRecord]))
    mine.settle()
    syncDocs(mine.doc, server)
    syncDocs(theirs.doc, server)
    theirs.settle()
    theirs.edit((store) =>
      store.put([shapeOf('note', { parentId: 'shape:frame' }) as unknown as TLRecord]),
    )
    theirs.settle()
    syncDocs(theirs.doc, server)
    syncDocs(mine.doc, server)
    mine.undo()
    expect(shapeIn(mine, 'shape:frame' as TLRecord['id'])).toBeDefined()
  })

  test('[C24] a gesture that is given up leaves no trace, and what came meanwhile stays', () => {
    const { server, mine, theirs } = open()
    put(theirs, ({ props }) => ({ props: { ...props, color: 'red' } }))
    theirs.settle()
    mine.mark()
    put(mine, () => ({ x: 300 }))
    mine.settle()
    put(mine, () => ({ x: 400 }))
    syncDocs(theirs.doc, server)
    syncDocs(mine.doc, server)
    mine.binding.takeNow()
    mine.bail()
    expect(shapeIn(mine)).toMatchObject({ x: 10, props: { color: 'red' } })
    expect(mine.undoStack.state.get()).toEqual({ undos: 0, redos: 0 })
  })

  test('[C24] takes back a field of evidence as it does a drag, in the order they were done', () => {
    const { mine } = open()
    insertRecord(recordsOf(mine.doc), {
      id: 'evidence:a',
      typeName: 'evidence',
      kind: 'photo',
      createdAt: '2024-10-24T00:00:00Z',
      createdBy: 'Ada',
    })
    mine.mark()
    put(mine, () => ({ x: 400 }))
    mine.settle()
    vi.advanceTimersByTime(5_000)
    setField(mine.doc, 'evidence:a', 'title', 'The gate')
    mine.undo()
    expect(recordsOf(mine.doc).get('evidence:a')?.get('title')).toBeUndefined()
    expect(shapeIn(mine)).toMatchObject({ x: 400 })
    mine.undo()
    expect(shapeIn(mine)).toMatchObject({ x: 10 })
  })
})
