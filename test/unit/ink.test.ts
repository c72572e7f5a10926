import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { InkTelling } from '../../server/audience/ink-telling.ts'
import {
  inkValue,
  MOST_INK_POINTS,
  MOST_LASER_POINTS,
  MOST_STROKE_POINTS,
  MOST_STROKES,
  type Ink,
} from '../../shared/briefing/ink.ts'
import {
  inkChange,
  inkChangeValue,
  pointsTold,
  wholeInk,
  withInkChange,
  type InkChange,
} from '../../shared/briefing/ink-change.ts'

const flat = (count: number, from = 0) =>
  Array.from({ length: 2 * count }, (_, at) => from + Math.floor(at / 2))
const stroke = (id: number, points: number[]) => ({ id, width: 5, points })
const ink = (more: Partial<Ink> = {}): Ink => ({
  scene: 'scene:a',
  strokes: [],
  laser: null,
  ...more,
})

test('[W11] ink is taken only within its bounds, and with finite numbers', () => {
  const isTaken = (value: unknown) => inkValue.safeParse(value).success
  expect(isTaken(ink({ strokes: [stroke(1, flat(3)), stroke(2, flat(3))] }))).toBe(true)
  const most = Array.from({ length: MOST_INK_POINTS / MOST_STROKE_POINTS }, (_, n) =>
    stroke(n, flat(MOST_STROKE_POINTS)),
  )
  expect(isTaken(ink({ strokes: most }))).toBe(true)
  for (const wrong of [
    ink({ strokes: [...most, stroke(99, flat(1))] }),
    ink({ strokes: [stroke(1, flat(MOST_STROKE_POINTS + 1))] }),
    ink({ strokes: Array.from({ length: MOST_STROKES + 1 }, (_, n) => stroke(n, flat(1))) }),
    ink({ strokes: [stroke(2, flat(1)), stroke(1, flat(1))] }),
    ink({ strokes: [stroke(1, flat(1)), stroke(1, flat(1))] }),
    ink({ strokes: [stroke(1, [1, 2, 3])] }),
    ink({ strokes: [stroke(1, [1, 1e8])] }),
    ink({ strokes: [stroke(1, [1, Number.NaN])] }),
    ink({ strokes: [stroke(1, [1, Infinity])] }),
    ink({ strokes: [{ ...stroke(1, flat(1)), width: 0 }] }),
    ink({ laser: { id: 1, from: 0, points: flat(MOST_LASER_POINTS + 1) } }),
    ink({ laser: { id: 1, from: -1, points: flat(1) } }),
    { ...ink(), scene: 'scene:<script>' },
    { ...ink(), strokes: 'much' },
    [],
    'ink',
  ])
    expect(isTaken(wrong)).toBe(false)
  // Whatever else is put beside it goes no further.
  const taken = inkValue.parse({ ...ink(), name: 'Mara', strokes: [{ ...stroke(1, []), by: 'x' }] })
  expect(taken).toEqual(ink({ strokes: [stroke(1, [])] }))
})

const somePoints = fc
  .array(fc.integer({ min: -50, max: 50 }), { maxLength: 12 })
  .map((all) => all.slice(0, all.length - (all.length % 2)))
const someStrokes = fc
  .uniqueArray(fc.record({ id: fc.nat(6), width: fc.constantFrom(1, 2), points: somePoints }), {
    selector: ({ id }) => id,
    maxLength: 5,
  })
  .map((all) => all.toSorted((a, b) => a.id - b.id))
const someInk = fc.record({
  scene: fc.constantFrom('scene:a', 'scene:b'),
  strokes: someStrokes,
  laser: fc.constant(null),
}) as fc.Arbitrary<Ink>

test('[W12] whoever is told every change has what was drawn, and whoever comes late has it too', () => {
  fc.assert(
    fc.property(fc.array(someInk, { minLength: 1, maxLength: 8 }), (inks) => {
      let before: Ink | null = null
      let told: Ink | null = null
      for (const now of inks) {
        const change: InkChange | null = inkChange(before, now)
        if (change) {
          expect(inkChangeValue.parse(change)).toEqual(change)
          told = withInkChange(told, change)
        }
        before = now
        const byId = told?.strokes.toSorted((a, b) => a.id - b.id)
        expect({ ...told, strokes: byId }).toEqual(now)
        expect(withInkChange(null, wholeInk(now))).toEqual(now)
        expect(inkChange(now, structuredClone(now))).toBe(null)
      }
    }),
  )
})

test('[W11] a stroke that goes on is told by its new points, and so is the laser', () => {
  const one = ink({
    strokes: [stroke(1, flat(50)), stroke(2, flat(10))],
    laser: { id: 7, from: 0, points: flat(20) },
  })
  const two = ink({
    strokes: [stroke(1, flat(50)), stroke(2, flat(12))],
    laser: { id: 7, from: 15, points: flat(8, 15) },
  })
  const change = inkChange(one, two)
  expect(change).toMatchObject({
    put: [{ id: 2, from: 10, points: [10, 10, 11, 11] }],
    laser: { id: 7, from: 20, points: [20, 20, 21, 21, 22, 22] },
  })
  expect(change && pointsTold(change)).toBe(5)
  // Held still, it is told no more; let go, once.
  expect(inkChange(two, { ...two })).toBe(null)
  expect(inkChange(two, { ...two, laser: null })).toMatchObject({ put: [], laser: null })
})

function tellingWithClock() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const told: (InkChange | null)[] = []
  let shown: Ink | null = null
  const telling = new InkTelling(
    () => shown,
    (change) => told.push(change),
  )
  onTestFinished(() => telling.close())
  const show = (next: Ink | null) => {
    shown = next
    telling.follow()
  }
  return { telling, told, show }
}

test('[W11] ink is told twenty times a second at most, and much of it more seldom, but gone at once', () => {
  const { told, show } = tellingWithClock()
  for (let ms = 0; ms < 1000; ms += 10) {
    show(ink({ strokes: [stroke(1, flat(1 + ms / 10))] }))
    vi.advanceTimersByTime(10)
  }
  expect(told.length).toBeGreaterThan(15)
  expect(told.length).toBeLessThanOrEqual(21)
  expect(told.reduce((sum, each) => sum + (each ? pointsTold(each) : 0), 0)).toBeLessThan(130)

  // Somebody who draws all of it anew over and over is told a thousand points a second.
  vi.advanceTimersByTime(1000)
  told.length = 0
  const all = (at: number) =>
    ink({ strokes: [1, 2, 3, 4, 5].map((id) => stroke(id, flat(MOST_STROKE_POINTS, at))) })
  for (let ms = 0; ms < 4000; ms += 10) {
    show(ms % 20 === 0 ? null : all(ms))
    vi.advanceTimersByTime(10)
  }
  const points = told.reduce((sum, each) => sum + (each ? pointsTold(each) : 0), 0)
  expect(points).toBeGreaterThan(0)
  expect(points).toBeLessThanOrEqual(5 * MOST_INK_POINTS)

  show(all(1))
  vi.advanceTimersByTime(2000)
  told.length = 0
  show(null)
  expect(told).toEqual([null])
})

test('[W12] what is told to late ones is what everyone was told, and nothing once it is gone', () => {
  const { telling, show } = tellingWithClock()
  const first = ink({ strokes: [stroke(1, flat(3))] })
  show(first)
  show(ink({ strokes: [stroke(1, flat(9))] }))
  expect(telling.whole()).toEqual(wholeInk(first))
  vi.advanceTimersByTime(1000)
  expect(telling.whole()?.put[0]?.points).toEqual(flat(9))
  show(ink())
  expect(telling.whole()).toBe(null)
})
