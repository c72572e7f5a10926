import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { distance, pathOf, pointsOf, type Point } from '../../client/board/stage/ink.ts'
import { seenOf, TRAIL_MS } from '../../client/board/stage/laser-trail.ts'
import { OthersInk } from '../../client/board/stage/others-ink.ts'
import { OwnInk } from '../../client/board/stage/own-ink.ts'
import { PenStroke } from '../../client/board/stage/pen-stroke.ts'
import { inkValue, MOST_INK_POINTS, pointCountOf } from '../../shared/briefing/ink.ts'
import { MAX_PRESENCE_BYTES } from '../../shared/protocol/frames.ts'

const somewhere = fc.record({
  x: fc.integer({ min: -400, max: 400 }),
  y: fc.integer({ min: -400, max: 400 }),
})
/** A hand that goes on from where it is. */
const aHand = fc
  .array(fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }), {
    minLength: 2,
    maxLength: 150,
  })
  .map((moves) => {
    const points: Point[] = [{ x: 0, y: 0 }]
    for (const { x, y } of moves) {
      const last = points.at(-1) ?? { x: 0, y: 0 }
      points.push({ x: last.x + x, y: last.y + y })
    }
    return points
  })

function offPath(point: Point, path: readonly Point[]): number {
  let nearest = Infinity
  path.forEach((to, at) => {
    const from = path[at - 1] ?? to
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const length = dx * dx + dy * dy
    const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
    const share = Math.min(1, Math.max(0, along))
    nearest = Math.min(nearest, distance(point, { x: from.x + share * dx, y: from.y + share * dy }))
  })
  return nearest
}

test('[Q16] a stroke keeps few points and leaves the hand nowhere, and what is kept of it stays while it goes on', () => {
  fc.assert(
    fc.property(aHand, fc.constantFrom(0.35, 1, 4), (hand, tolerance) => {
      const [first = { x: 0, y: 0 }, ...rest] = hand
      const stroke = new PenStroke(first, tolerance)
      let before = stroke.points
      for (const point of rest) {
        stroke.add(point)
        expect(stroke.points.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
        before = stroke.points
      }
      for (const point of hand) expect(offPath(point, before)).toBeLessThanOrEqual(tolerance + 1e-9)
      expect(before.at(-1)).toEqual(hand.at(-1))
    }),
  )
  const straight = new PenStroke({ x: 0, y: 0 }, 0.35)
  for (let x = 1; x <= 50; x++) straight.add({ x, y: 0 })
  expect(straight.points).toHaveLength(2)
})

test('[Q16] a stroke is drawn from its first point to its last, and a dot is one too', () => {
  expect(pathOf({ points: [], width: 5 })).toBe('')
  expect(pathOf({ points: [3, 4], width: 5 })).toBe('M 3 4 l 0.01 0')
  expect(pathOf({ points: [0, 0, 100, 0, 100, 100], width: 5 })).toBe(
    'M 0 0 L 90 0 Q 100 0 100 10 L 100 100',
  )
})

test('[Q16] [Q18] whoever watches has the strokes of whoever writes, at every zoom, and they are never more than may be told', () => {
  fc.assert(
    fc.property(
      fc.array(aHand, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(0.07, 0.5, 1, 12),
      somewhere,
      (hands, zoom, start) => {
        const [own, others] = [new OwnInk(), new OthersInk()]
        for (const [first = { x: 0, y: 0 }, ...rest] of hands) {
          const onPage = ({ x, y }: Point) => ({ x: start.x + x / zoom, y: start.y + y / zoom })
          own.press('ink', onPage(first), zoom)
          for (const point of rest) own.move(onPage(point))
          own.lift()
        }
        const told = inkValue.parse({ scene: 'scene:a', ...own.told.get() })
        expect(pointCountOf(told.strokes)).toBeLessThanOrEqual(MOST_INK_POINTS)
        // The newest is whole: its end is where the hand was.
        const last = pointsOf(told.strokes.at(-1)?.points ?? []).at(-1) ?? { x: 0, y: 0 }
        const hand = hands.at(-1)?.at(-1) ?? { x: 0, y: 0 }
        const off = distance(last, { x: start.x + hand.x / zoom, y: start.y + hand.y / zoom })
        expect(off * zoom).toBeLessThan(0.5)
        others.show(told)
        expect(others.strokes.get()).toEqual(own.strokes.get())
        expect(JSON.stringify(told).length).toBeLessThan(MAX_PRESENCE_BYTES - 4096)
      },
    ),
    { numRuns: 60 },
  )
})

test('[Q18] somebody who writes on and on is told within bounds, the oldest going first', () => {
  const own = new OwnInk()
  own.press('ink', { x: 1e6, y: 1e6 }, 40)
  for (let n = 0; n < 3000; n++) own.move({ x: 1e6 + n / 7, y: 1e6 + (n % 2) * 3.3333 })
  own.lift()
  for (let n = 0; n < 150; n++) {
    own.press('ink', { x: n, y: n }, 40)
    own.lift()
  }
  const told = inkValue.parse({ scene: 'scene:a', ...own.told.get() })
  expect(told.strokes.at(-1)?.points).toEqual([149, 149])
  expect(JSON.stringify(told).length).toBeLessThan(MAX_PRESENCE_BYTES - 4096)
})

function withClock() {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  return { now: () => performance.now(), pass: (ms: number) => vi.advanceTimersByTime(ms) }
}

test('[Q17] the laser fades for those who watch as it does for whoever holds it, and none of it is lost or comes twice', () => {
  const { now, pass } = withClock()
  const [own, others] = [new OwnInk(), new OthersInk()]
  const seen = (ink: OwnInk | OthersInk) =>
    ink.trails
      .get()
      .flatMap((trail) => seenOf(trail, { nowMs: now(), isStill: false }))
      .map(({ x }) => x)
  own.press('laser', { x: 0, y: 0 }, 1)
  for (let x = 2; x <= 200; x += 2) {
    pass(16)
    own.move({ x, y: 0 })
    if (x % 6 === 0) others.show(own.told.get())
  }
  others.show(own.told.get())
  pass(60)
  expect(seen(others).at(-1)).toBe(200)
  expect(seen(others)).toEqual(seen(others).toSorted((a, b) => a - b))
  expect(new Set(seen(others)).size).toBe(seen(others).length)
  expect(Math.abs(seen(others).length - seen(own).length)).toBeLessThan(8)

  // Held still, its newest point stays; let go, it goes.
  pass(TRAIL_MS)
  expect([seen(own), seen(others)]).toEqual([[200], [200]])
  own.lift()
  others.show(own.told.get())
  pass(TRAIL_MS)
  for (const ink of [own, others]) {
    ink.prune(now())
    expect(ink.trails.get()).toEqual([])
  }
})

test('[Q17] where no motion is wanted, a trail is seen at once and whole, and goes at once', () => {
  const { now, pass } = withClock()
  const others = new OthersInk()
  others.show({ strokes: [], laser: { id: 1, from: 0, points: [0, 0, 1, 1, 2, 2] } })
  const seen = () =>
    others.trails.get().flatMap((trail) => seenOf(trail, { nowMs: now(), isStill: true })).length
  expect(seen()).toBe(3)
  pass(2 * TRAIL_MS)
  expect(seen()).toBe(3)
  others.show({ strokes: [], laser: null })
  expect(seen()).toBe(0)
})

test('[Q19] wiped off, nothing is left, and what is still under the hand draws no more', () => {
  const own = new OwnInk()
  own.press('ink', { x: 0, y: 0 }, 1)
  own.move({ x: 50, y: 50 })
  own.wipe()
  own.move({ x: 90, y: 90 })
  expect(own.told.get()).toEqual({ strokes: [], laser: null })
  own.press('laser', { x: 0, y: 0 }, 1)
  expect(own.told.get().laser?.points).toEqual([0, 0])
  own.wipe()
  own.move({ x: 90, y: 90 })
  expect(own.told.get()).toEqual({ strokes: [], laser: null })
  expect(own.trails.get()).toEqual([])
})
