import type { TLRecord } from '@tldraw/tlschema'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { CanvasClient } from '../support/canvas-client.ts'
import { bindingOf, boardWith, shapeOf, syncDocs } from '../support/canvas-records.ts'

/** Only time is faked: the store, the document and the binding are the real ones. */
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The type of each shape by its number: an id never changes its type. */
const types = ['frame', 'geo', 'group', 'arrow', 'card', 'note', 'arrow', 'text', 'line', 'image']
const CLIENTS = 3
const SHAPES = types.length
const AT_FIRST = 6

type Op = { client: number } & (
  | { op: 'move'; shape: number; x: number }
  | { op: 'colour'; shape: number; color: string }
  | { op: 'create'; shape: number; index: string }
  | { op: 'delete'; shape: number }
  | { op: 'nest'; shape: number; parent: number }
  | { op: 'tie'; shape: number; target: number; terminal: string }
  | { op: 'paste'; count: number; points: number }
  | { op: 'spoil'; shape: number }
  | { op: 'settle' | 'sync' | 'mark' | 'undo' | 'redo' | 'bail' | 'take' }
)

const client = fc.nat(CLIENTS - 1)
const shape = fc.nat(SHAPES - 1)
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      client,
      op: fc.constant('move' as const),
      shape,
      x: fc.integer({ min: -900, max: 900 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      client,
      op: fc.constant('colour' as const),
      shape,
      color: fc.constantFrom('red', 'blue', 'green'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      client,
      op: fc.constant('create' as const),
      shape,
      index: fc.constantFrom('a1', 'a2', 'a2V'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ client, op: fc.constant('delete' as const), shape }) },
  {
    weight: 3,
    arbitrary: fc.record({ client, op: fc.constant('nest' as const), shape, parent: shape }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      client,
      op: fc.constant('tie' as const),
      shape,
      target: shape,
      terminal: fc.constantFrom('start', 'end'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      client,
      op: fc.constant('paste' as const),
      count: fc.integer({ min: 1, max: 40 }),
      points: fc.constantFrom(3, 3, 800),
    }),
  },
  { weight: 1, arbitrary: fc.record({ client, op: fc.constant('spoil' as const), shape }) },
  {
    weight: 9,
    arbitrary: fc.record({
      client,
      op: fc.constantFrom(
        'settle' as const,
        'sync',
        'sync',
        'mark',
        'undo',
        'redo',
        'bail',
        'take',
      ),
    }),
  },
)

class Board {
  readonly server = boardWith(
    Array.from({ length: AT_FIRST }, (_, i) =>
      shapeOf(types[i] ?? 'geo', { id: `shape:s${i}`, index: `a${i + 1}` }),
    ),
  )
  readonly clients = Array.from({ length: CLIENTS }, () => new CanvasClient(this.server))
  #pasted = 0

  do(step: Op): void {
    const client = this.clients[step.client]
    if (!client) return
    switch (step.op) {
      case 'settle':
        return client.settle()
      case 'take':
        return client.binding.takeNow()
      case 'sync':
        return syncDocs(client.doc, this.server)
      case 'mark':
      case 'undo':
      case 'redo':
      case 'bail':
        return client[step.op]()
      case 'spoil':
        // Somebody's program writes past the canvas.
        return void recordsOf(client.doc)
          .get(`shape:s${step.shape}`)
          ?.set('pos', [Number.NaN, 1e12, 'x'])
      default:
        return client.edit((store) =>
          this.#edit(step, {
            get: (id) => store.get(id),
            put: (all) => store.put(all),
            remove: (ids) => store.remove(ids),
          }),
        )
    }
  }

  #edit(
    step: Extract<Op, { op: 'move' | 'colour' | 'create' | 'delete' | 'nest' | 'tie' | 'paste' }>,
    store: {
      get(id: TLRecord['id']): TLRecord | undefined
      put(all: TLRecord[]): void
      remove(ids: TLRecord['id'][]): void
    },
  ): void {
    const idOf = (n: number) => `shape:s${n}` as TLRecord['id']
    const put = (record: unknown) => store.put([record as TLRecord])
    if (step.op === 'paste') {
      const points = Array.from({ length: step.points }, (_, i) => ({ x: i, y: i % 7, z: 0.5 }))
      const props = { segments: [{ type: 'free', points }] }
      const pasted = Array.from({ length: step.count }, () =>
        shapeOf('draw', { id: `shape:p${step.client}x${this.#pasted++}`, props }),
      )
      return store.put(pasted as unknown as TLRecord[])
    }
    const record = store.get(idOf(step.shape)) as
      | (TLRecord & { props: object; type: string })
      | undefined
    if (step.op === 'create') {
      if (!record)
        put(shapeOf(types[step.shape] ?? 'geo', { id: idOf(step.shape), index: step.index }))
      return
    }
    if (!record) return
    if (step.op === 'move') put({ ...record, x: step.x })
    else if (step.op === 'delete') store.remove([record.id])
    else if (step.op === 'nest') put({ ...record, parentId: idOf(step.parent) })
    else if (step.op === 'tie')
      put(
        bindingOf(`${step.client}${step.shape}${step.target}`, {
          from: record.id,
          to: idOf(step.target),
          terminal: step.terminal,
        }),
      )
    else if ('color' in record.props)
      put({ ...record, props: { ...record.props, color: step.color } })
  }

  /** Everybody comes back, and everything that is on its way arrives. */
  gather(): void {
    for (const client of this.clients) client.settle()
    for (let round = 0; round < 3; round++) {
      for (const client of this.clients) {
        syncDocs(client.doc, this.server)
        client.settle()
      }
    }
  }

  close(): void {
    for (const client of this.clients) client.close()
  }
}

describe('[C20] whatever several people do, together or apart, all end with the same board', () => {
  test('[C20] random edits, partitions, reconnects, undo and large pastes', () => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 5, maxLength: 60 }), (ops) => {
        const board = new Board()
        try {
          for (const step of ops) board.do(step)
          board.gather()
          // Of what turned bad, each keeps the last good version that it has seen.
          const spoilt = new Set(
            ops.flatMap((each) => (each.op === 'spoil' ? `shape:s${each.shape}` : [])),
          )
          const sound = (all: Record<string, TLRecord>) =>
            Object.fromEntries(Object.entries(all).filter(([id]) => !spoilt.has(id)))
          const expected = sound(board.clients[0]?.records() ?? {})
          for (const each of board.clients) {
            expect(sound(each.records())).toEqual(expected)
            expect(
              Object.fromEntries(each.view.canvas().map((record) => [record.id, record])),
            ).toEqual(each.records())
          }
          const size = recordsOf(board.server).size
          const echoes = board.clients.map((each) => {
            each.settle()
            return recordsOf(each.doc).size
          })
          expect(echoes).toEqual(board.clients.map(() => size))
          const fresh = readBoard(board.server)
          const shown = Object.fromEntries(fresh.canvas.map((record) => [record.id, record]))
          expect(spoilt.size > 0 ? expected : shown).toEqual(expected)
          expect(spoilt.size > 0 ? [] : fresh.setAside).toEqual([])
        } finally {
          board.close()
        }
      }),
      { numRuns: 40 },
    )
  })
})
