import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCard, tie } from '../../shared/board/canvas-actions.ts'
import { addEvidence, putEntry, removeEntry } from '../../shared/board/actions.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import { addMatch } from '../../shared/board/matches.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import {
  gradesInWords,
  matchBetween,
  readMatch,
  sourceLineOf,
} from '../../shared/evidence/match-reading.ts'
import {
  boxOf,
  cropAround,
  grownBy,
  isRectangle,
  movedBy,
  rectangleOf,
  regionName,
  regionOf,
  regionsOf,
  withCornerAt,
  nextRegionNumber,
} from '../../shared/evidence/region-outline.ts'
import type { Region } from '../../shared/evidence/region.ts'
import type * as Y from 'yjs'
import { boardWith, copyOf, syncDocs } from '../support/canvas-records.ts'

const place = { field: 'regions', entry: 'region' } as const

function region(number: number, label = ''): Region {
  const outline = rectangleOf({ x: 0.1, y: 0.2, w: 0.3, h: 0.2 })
  return { number, outline, label, note: '', by: 'Mara', at: '2026-11-25T10:00:00.000Z' }
}

function photoOn(doc: Y.Doc, fields: Record<string, unknown> = {}): EvidenceId {
  return addEvidence(doc, { kind: 'photo', by: 'Mara', fields: { title: 'Windows', ...fields } })
}

function itemOf(doc: Y.Doc, id: EvidenceId): Evidence {
  const item = readBoard(doc).evidence.find((each) => each.id === id)
  if (!item) throw new Error(`${id} was set aside`)
  return item
}

test('[R1] two people who mark a region at once both keep theirs, under numbers of their own', () => {
  const ours = boardWith([])
  const id = photoOn(ours)
  putEntry(ours, id, place, region(1))
  const theirs = copyOf(ours)
  putEntry(ours, id, place, region(nextRegionNumber(itemOf(ours, id)), 'left'))
  putEntry(theirs, id, place, region(nextRegionNumber(itemOf(theirs, id)), 'right'))
  syncDocs(ours, theirs)
  const seen = [ours, theirs].map((doc) =>
    regionsOf(itemOf(doc, id)).map((each) => regionName(each)),
  )
  expect(seen[0]).toEqual(seen[1])
  expect(seen[0]).toHaveLength(3)
  expect(new Set(regionsOf(itemOf(ours, id)).map(({ number }) => number))).toEqual(
    new Set([1, 2, 3]),
  )
  expect(seen[0]?.map((name) => name.replace(/^Region \d+:? ?/, '')).toSorted()).toEqual([
    '',
    'left',
    'right',
  ])
})

const share = fc.double({ min: 0, max: 1, noNaN: true })
const step = fc.double({ min: -2, max: 2, noNaN: true })
const outlines = fc.oneof(
  fc.array(fc.record({ x: share, y: share }), { minLength: 3, maxLength: 12 }),
  fc
    .tuple(share, share, share, share)
    .map(([x, y, w, h]) => rectangleOf({ x: x * 0.9, y: y * 0.9, w: w * 0.1, h: h * 0.1 })),
)

test('[R2] a region stays in its picture and keeps its form however it is moved', () => {
  fc.assert(
    fc.property(outlines, step, step, (outline, x, y) => {
      const [before, after] = [boxOf(outline), boxOf(movedBy(outline, { x, y }))]
      expect(after.w).toBeCloseTo(before.w, 9)
      expect(after.h).toBeCloseTo(before.h, 9)
      expect(isInside(after)).toBe(true)
    }),
  )
})

test('[R2] a region that is resized stays in its picture, and its upper left corner stays where it is', () => {
  fc.assert(
    fc.property(outlines, step, step, (outline, x, y) => {
      const [before, after] = [boxOf(outline), boxOf(grownBy(outline, { x, y }))]
      expect(isInside(after)).toBe(true)
      expect(after.x).toBeCloseTo(before.x, 9)
      expect(after.y).toBeCloseTo(before.y, 9)
    }),
  )
})

test('[R2] a rectangle pulled by any corner is still one', () => {
  fc.assert(
    fc.property(share, share, fc.nat(3), (x, y, corner) => {
      const pulled = withCornerAt(rectangleOf({ x: 0.2, y: 0.3, w: 0.4, h: 0.3 }), corner, { x, y })
      expect(isRectangle(pulled)).toBe(true)
      const { w, h } = boxOf(pulled)
      expect(w).toBeCloseTo(Math.abs(x - (corner === 0 || corner === 3 ? 0.6 : 0.2)), 9)
      expect(h).toBeCloseTo(Math.abs(y - (corner < 2 ? 0.6 : 0.3)), 9)
    }),
  )
})

test('[R2] a corner of a free outline moves alone', () => {
  const triangle = [
    { x: 0.1, y: 0.1 },
    { x: 0.5, y: 0.1 },
    { x: 0.3, y: 0.6 },
  ]
  expect(withCornerAt(triangle, 2, { x: 0.9, y: 2 })).toEqual([
    ...triangle.slice(0, 2),
    { x: 0.9, y: 1 },
  ])
})

test('[R3] the crop around a region holds the whole region, in the form that was asked for', () => {
  const size = { w: 1600, h: 900 }
  fc.assert(
    fc.property(outlines, fc.double({ min: 0.3, max: 3, noNaN: true }), (outline, aspect) => {
      const crop = cropAround(outline, { size, aspect })
      expect(crop.w / crop.h).toBeCloseTo(aspect, 6)
      const { x, y, w, h } = boxOf(outline)
      expect(crop.x).toBeLessThanOrEqual(x * size.w + 1e-6)
      expect(crop.y).toBeLessThanOrEqual(y * size.h + 1e-6)
      expect(crop.x + crop.w).toBeGreaterThanOrEqual((x + w) * size.w - 1e-6)
      expect(crop.y + crop.h).toBeGreaterThanOrEqual((y + h) * size.h - 1e-6)
    }),
  )
})

function isInside({ x, y, w, h }: { x: number; y: number; w: number; h: number }): boolean {
  return x >= 0 && y >= 0 && x + w <= 1 + 1e-9 && y + h <= 1 + 1e-9
}

function matchOn(doc: Y.Doc) {
  const [a, b] = [
    photoOn(doc, { title: 'Inside', postedBy: 'Agency', date: 'XXXX-10-23' }),
    photoOn(doc, { title: 'Outside' }),
  ]
  const regions = [a, b].map((id) => putEntry(doc, id, place, region(1, 'window')))
  const match = addMatch(doc, { a: itemOf(doc, a), b: itemOf(doc, b), by: 'Mara' })
  const pairOf = (grade: 'strong' | 'none') => ({
    a: regions[0] ?? '',
    b: regions[1] ?? '',
    grade,
    note: 'three lights under one lintel',
    by: 'Mara',
    at: '2026-11-25T10:00:00.000Z',
  })
  const read = () =>
    readMatch(itemOf(doc, match), (id) => readBoard(doc).evidence.find((each) => each.id === id))
  return { a, b, regions, match, pairOf, read }
}

test('[R5] two pictures have one match, whichever of them is named first', () => {
  const doc = boardWith([])
  const { a, b, match } = matchOn(doc)
  const other = photoOn(doc)
  const { evidence } = readBoard(doc)
  expect(matchBetween(evidence, [a, b])?.id).toBe(match)
  expect(matchBetween(evidence, [b, a])?.id).toBe(match)
  expect(matchBetween(evidence, [a, other])).toBeUndefined()
})

test('[R5] a pair outlives its region and then says that it is gone', () => {
  const doc = boardWith([])
  const { a, regions, match, pairOf, read } = matchOn(doc)
  putEntry(doc, match, { field: 'pairs', entry: 'pair' }, pairOf('strong'))
  expect(read().pairs[0]).toMatchObject({ a: { number: 1 }, b: { number: 1 } })
  removeEntry(doc, a, 'regions', regions[0] ?? '')
  expect(read().pairs).toHaveLength(1)
  expect(read().pairs[0]?.a).toBeUndefined()
  expect(read().pairs[0]?.b).toBeDefined()
})

test('[R6] a figure names every grade, a “no match” too, and says which source and date are not recorded', () => {
  const doc = boardWith([])
  const { match, pairOf, read } = matchOn(doc)
  expect(gradesInWords(itemOf(doc, match))).toBe('nothing paired yet')
  for (const grade of ['strong', 'none', 'strong'] as const)
    putEntry(doc, match, { field: 'pairs', entry: 'pair' }, pairOf(grade))
  expect(gradesInWords(itemOf(doc, match))).toBe('2 strong, 1 no match')
  const { a, b } = read()
  expect(a && sourceLineOf(a)).toBe('Agency, 23 Oct, year not stated')
  expect(b && sourceLineOf(b)).toBe('Source not recorded, date not recorded')
})

test('[R7] a relation can point to a region; the graph says which, and keeps the tie when the region goes', () => {
  const doc = boardWith([])
  const [expert, photo] = [
    addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'Kuznets' } }),
    photoOn(doc),
  ]
  const uniform = putEntry(doc, photo, place, region(1, 'uniform'))
  const [from, to] = [addCard(doc, expert, { x: 0, y: 0 }), addCard(doc, photo, { x: 600, y: 0 })]
  const arrow = tie(doc, 'depicts', { from, to, toRegion: uniform })
  const whole = tie(doc, 'supports', { from, to })
  const ties = () => tiesOf(readBoard(doc).canvas)
  const found = (id: string) => ties().find(({ arrowId }) => arrowId === id)
  expect(found(arrow)).toMatchObject({ fromRegion: null, toRegion: uniform, relation: 'depicts' })
  expect(found(whole)).toMatchObject({ fromRegion: null, toRegion: null })
  expect(regionOf(itemOf(doc, photo), uniform)?.number).toBe(1)
  removeEntry(doc, photo, 'regions', uniform)
  expect(found(arrow)).toMatchObject({ to: photo, toRegion: uniform })
  expect(regionOf(itemOf(doc, photo), uniform)).toBeUndefined()
  expect(recordsOf(doc).has(arrow)).toBe(true)
})
