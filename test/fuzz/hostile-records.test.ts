import type { TLRecord } from '@tldraw/tlschema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardView } from '../../shared/board/board-view.ts'
import { canvasSchema } from '../../shared/board/canvas-schema.ts'
import { keysOf, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { bindingOf, boardWith, propsOfType, shapeOf } from '../support/canvas-records.ts'

/** Honest records, of which a hostile client has changed something somewhere. */

const types = Object.keys(propsOfType)
const seeds: PlainRecord[] = [
  ...types.map((type, i) => shapeOf(type, { index: `a${i + 1}`.replace('a10', 'a1V') })),
  bindingOf('b', { from: 'shape:arrow', to: 'shape:geo' }),
]

const poison: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    Number.NaN,
    Infinity,
    -Infinity,
    -0,
    1e15,
    -1e15,
    1e-9,
    1e308,
    '',
    'javascript:alert(1)',
    'https://example.org/x.png',
    'shape:geo',
    'shape:arrow',
    'page:page',
    'group',
    'embed',
    true,
    [],
    {},
    [[[[]]]],
    { type: 'doc', content: [{ type: 'script' }] },
    { type: 'doc', content: [] },
  ),
  fc.double(),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.uint8Array({ maxLength: 8 }),
)

/** Sets something anywhere in a value: at the end of a random walk down its keys. */
function spoil(value: unknown, walk: number[], with_: unknown): unknown {
  const [step, ...rest] = walk
  if (step === undefined || typeof value !== 'object' || value === null) return with_
  const keys = Object.keys(value)
  if (keys.length === 0) return with_
  const key = keys[step % keys.length] ?? ''
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value }
  copy[key] = spoil((value as Record<string, unknown>)[key], rest, with_)
  return copy
}

function isValid(record: TLRecord): boolean {
  try {
    canvasSchema.types[record.typeName].validate(record)
    return true
  } catch {
    return false
  }
}

/** What a record hangs on. */
function endsOf(record: TLRecord): string[] {
  if (record.typeName === 'shape') return [record.parentId]
  return record.typeName === 'binding' ? [record.fromId, record.toId] : []
}

const mutation = fc.record({
  seed: fc.nat(seeds.length - 1),
  walk: fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }),
  with_: poison,
})

describe('[C6] thousands of spoilt records neither break a view nor get past it', () => {
  test('[C6] every record that is shown passes tldraw’s own validators, and hangs on what is there', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (mutations) => {
        const doc = boardWith(seeds)
        const view = new BoardView(doc)
        for (const { seed, walk, with_ } of mutations) {
          const record = seeds[seed]
          if (!record) continue
          const map = new Y.Map<unknown>()
          for (const [key, value] of Object.entries(keysOf(record))) map.set(key, value)
          const keys = Object.entries(keysOf(record))
          const [key, value] = keys[(walk[0] ?? 0) % keys.length] ?? ['core', {}]
          try {
            map.set(key, spoil(value, walk.slice(1), with_))
            recordsOf(doc).set(record.id, map)
          } catch {
            // Yjs itself does not take the value, so nobody can send it.
            continue
          }
          view.update([record.id])
        }
        const shown = view.canvas()
        const ids = new Set<string>(shown.map(({ id }) => id))
        expect(shown.filter((record) => !isValid(record))).toEqual([])
        expect(shown.filter((record) => !endsOf(record).every((id) => ids.has(id)))).toEqual([])
        const fresh = new BoardView(doc)
        expect(fresh.canvas().length + fresh.setAside().length).toBeGreaterThan(0)
      }),
      { numRuns: 1_500 },
    )
  })
})
