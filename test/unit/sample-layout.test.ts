import { expect, test } from 'vitest'
import { cardPlaces, panels, type Box } from '../../server/sample/layout.ts'
import { routeOf } from '../../server/sample/routes.ts'
import type { SampleTie } from '../../server/sample/sample-item.ts'
import { sampleItems, sampleTies } from '../../server/sample/build-sample-board.ts'

const places = cardPlaces()
const boxOf = (key: string): Box => {
  const box = places.get(key)
  if (!box) throw new Error(`No place for ${key}`)
  return box
}

test('[B5] no two cards overlap, and each lies within one panel', () => {
  const keys = sampleItems.map(({ key }) => key)
  const overlapping = keys.flatMap((a, i) =>
    keys.slice(i + 1).flatMap((b) => (overlap(boxOf(a), boxOf(b), 40) ? [`${a} and ${b}`] : [])),
  )
  const homeless = keys.filter(
    (key) => panels().filter((panel) => within(boxOf(key), panel)).length !== 1,
  )
  expect(overlapping).toEqual([])
  expect(homeless).toEqual([])
})

test('[B6] no arrow crosses a card that it does not tie', () => {
  const crossings = sampleTies.flatMap((tie) => {
    const way = wayOf(tie)
    return sampleItems
      .filter(({ key }) => key !== tie.from && key !== tie.to && meets(way, boxOf(key)))
      .map(({ key }) => `${tie.from} → ${tie.to} over ${key}`)
  })
  expect(crossings).toEqual([])
})

type Point = { x: number; y: number }

const middle: Point = { x: 0.5, y: 0.5 }

function wayOf(tie: SampleTie): [Point, Point] {
  const { start = middle, end = middle } = routeOf(tie, places)
  const [a, b] = [boxOf(tie.from), boxOf(tie.to)]
  return [
    { x: a.x + a.w * start.x, y: a.y + a.h * start.y },
    { x: b.x + b.w * end.x, y: b.y + b.h * end.y },
  ]
}

function overlap(a: Box, b: Box, gap: number): boolean {
  return (
    a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap
  )
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  )
}

/** Samples the way finely enough for cards hundreds of pixels wide. */
function meets([from, to]: readonly [Point, Point], box: Box): boolean {
  return Array.from({ length: 400 }, (_, i) => i / 399).some((share) => {
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share]
    return x > box.x - 8 && x < box.x + box.w + 8 && y > box.y - 8 && y < box.y + box.h + 8
  })
}
