import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Frame, Scene } from '../../shared/briefing/scene.ts'
import { sceneValue } from '../../shared/briefing/scene.ts'
import {
  afterPress,
  atStart,
  backward,
  onward,
  settled,
  stepsSeen,
  toScene,
  type IsDead,
  type Standing,
} from '../../shared/briefing/walking.ts'
import { cameraOn, eased, frameBetween, marginsOf } from '../../client/board/stage/ease.ts'
import { presentedIn, presentingAddress } from '../../client/briefing/presenting/address.ts'
import {
  beginPresentation,
  endPresentation,
  keepPresentation,
  presentationAt,
} from '../../client/briefing/presenting/going-on.ts'
import { momentIn } from '../../client/history/moment.ts'
import { presentedScenes, briefingsOf, numberOfScene } from '../../shared/briefing/briefings.ts'
import { stepsOf } from '../../shared/briefing/steps.ts'
import { standingAt, startAskedFor } from '../../client/briefing/presenting/start.ts'
import { nameOfScene } from '../../client/export/picture/name-of-scene.ts'
import { shownScene } from '../../shared/briefing/shown-scene.ts'
import { openSample } from '../support/sample-board.ts'

function sceneWith(id: string, steps: number): Scene {
  return sceneValue.parse({
    id: `scene:${id}`,
    typeName: 'scene',
    briefing: 'briefing:a',
    order: 'a1',
    page: 'page:page',
    frame: { x: 0, y: 0, w: 100, h: 100 },
    steps: Object.fromEntries(Array.from({ length: steps }, (_, n) => [`s${n}`, `a${n + 1}`])),
  })
}

const scenesOf = (steps: readonly number[]) => steps.map((count, n) => sceneWith(`n${n}`, count))
const someScenes = fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }).map(scenesOf)

test('[Q10] going on takes every step of every scene once and stays at the end; going back takes the same way', () => {
  fc.assert(
    fc.property(someScenes, (scenes) => {
      const way: Standing[] = [settled(scenes, atStart)]
      const length = scenes.reduce((sum, { steps }) => sum + Object.keys(steps).length + 1, 0)
      for (let n = 0; n < length + 2; n++) way.push(onward(scenes, way.at(-1) ?? atStart))
      expect(new Set(way.map((each) => `${each.index} ${each.step}`)).size).toBe(length)
      expect(way.at(-1)).toEqual(way[length - 1])
      const back: Standing[] = [way[length - 1] ?? atStart]
      for (let n = 0; n < length - 1; n++) back.push(backward(scenes, back.at(-1) ?? atStart))
      expect(back.toReversed()).toEqual(way.slice(0, length))
    }),
  )
})

test('[Q10] whatever scenes come, go or move, one stands on the same scene, or on one in its place', () => {
  fc.assert(
    fc.property(someScenes, someScenes, fc.nat(30), (before, after, walked) => {
      let standing: Standing = atStart
      for (let n = 0; n < walked; n++) standing = onward(before, standing)
      const now = settled(after, standing)
      const scene = after[now.index]
      expect(scene?.id).toBe(now.sceneId)
      expect(now.step).toBeLessThanOrEqual(Object.keys(scene?.steps ?? {}).length)
      if (after.some(({ id }) => id === standing.sceneId))
        expect(now.sceneId).toBe(standing.sceneId)
    }),
  )
  expect(settled([], toScene(scenesOf([1, 2]), 1))).toEqual({ sceneId: null, index: 0, step: 0 })
  expect(toScene(scenesOf([0, 0, 0]), 99)).toMatchObject({ index: 2, step: 0 })
})

test('[Q25] what the next press shows is known before it is pressed, and that the last one shows nothing', () => {
  fc.assert(
    fc.property(someScenes, (scenes) => {
      const shown: Standing[] = []
      for (let at: Standing | null = settled(scenes, atStart); at; at = afterPress(scenes, at)) {
        shown.push(at)
        expect(afterPress(scenes, at) ?? at).toEqual(onward(scenes, at))
      }
      const length = scenes.reduce((sum, { steps }) => sum + Object.keys(steps).length + 1, 0)
      expect(shown).toHaveLength(length)
    }),
  )
})

test('[Q22] a step whose shapes are all gone is no press, there or back, and is counted nowhere', () => {
  const aWalk = someScenes.chain((scenes) => {
    const all = scenes.flatMap((scene) => stepsOf(scene).map((step) => `${scene.id} ${step.id}`))
    return fc.tuple(fc.constant(scenes), fc.subarray(all))
  })
  fc.assert(
    fc.property(aWalk, ([scenes, gone]) => {
      const dead = new Set(gone)
      const isDead: IsDead = (step, scene) => dead.has(`${scene.id} ${step.id}`)
      const seen = ({ index, step }: Standing) => {
        const scene = scenes[index]
        const { step: shown = 0, count = 0 } = scene ? stepsSeen(scene, step, isDead) : {}
        expect(count).toBeLessThanOrEqual(stepsOf(scene ?? sceneWith('none', 0)).length)
        return `${index} ${shown}`
      }
      const live = scenes.flatMap((scene) => stepsOf(scene).filter((step) => !isDead(step, scene)))
      const length = scenes.length + live.length
      let standing = settled(scenes, atStart)
      const way = [seen(standing)]
      for (let n = 1; n < length; n++) {
        standing = onward(scenes, standing, isDead)
        way.push(seen(standing))
      }
      expect(new Set(way).size).toBe(length)
      expect(onward(scenes, standing, isDead)).toEqual(standing)
      const back = [seen(standing)]
      for (let n = 1; n < length; n++) {
        standing = backward(scenes, standing, isDead)
        back.push(seen(standing))
      }
      expect(back.toReversed()).toEqual(way)
    }),
  )
})

test('[Q22] a scene has one number, wherever it is named: its place among those that are shown', () => {
  const [a, b, c] = [sceneWith('a', 0), { ...sceneWith('b', 0), isHidden: true }, sceneWith('c', 0)]
  expect([a, b, c].map((scene) => numberOfScene(scene, [a, b, c]))).toEqual([1, null, 2])
  expect([a, b, c].map((scene) => nameOfScene(scene, [a, b, c]))).toEqual([
    'Scene 1',
    'Scene (skipped)',
    'Scene 2',
  ])
})

test('[Q22] a presentation begins where it was asked to, also where a door asks first', () => {
  const scenes = scenesOf([1, 2, 0])
  expect(settled(scenes, standingAt('scene:n1'))).toEqual({
    sceneId: 'scene:n1',
    index: 1,
    step: 0,
  })
  expect(standingAt(undefined)).toEqual(atStart)
  expect(startAskedFor('scene:n2')).toEqual(standingAt('scene:n2'))
  for (const state of [null, undefined, 'javascript:alert(1)', { key: 'scene:n2' }])
    expect(startAskedFor(state)).toEqual(atStart)
})

const aFrame: fc.Arbitrary<Frame> = fc.record({
  x: fc.integer({ min: -9_000, max: 9_000 }),
  y: fc.integer({ min: -9_000, max: 9_000 }),
  w: fc.integer({ min: 40, max: 9_000 }),
  h: fc.integer({ min: 40, max: 9_000 }),
})
const aWindow = fc.record({
  w: fc.integer({ min: 200, max: 4_000 }),
  h: fc.integer({ min: 200, max: 4_000 }),
})

test('[Q11] in every window the frame fills what is not masked, exactly', () => {
  fc.assert(
    fc.property(aFrame, aWindow, (frame, window) => {
      const { x, y, z } = cameraOn(frame, window)
      const { sides, ends } = marginsOf(frame, window)
      expect((frame.x + x) * z).toBeCloseTo(sides, 3)
      expect((frame.y + y) * z).toBeCloseTo(ends, 3)
      expect((frame.x + frame.w + x) * z).toBeCloseTo(window.w - sides, 3)
      expect((frame.y + frame.h + y) * z).toBeCloseTo(window.h - ends, 3)
      expect(Math.min(sides, ends)).toBeCloseTo(0, 3)
    }),
  )
})

test('[Q11] the way from one frame to another begins at the one, ends at the other and never leaves both', () => {
  fc.assert(
    fc.property(aFrame, aFrame, (from, to) => {
      const close = (a: Frame, b: Frame) => {
        for (const key of ['x', 'y', 'w', 'h'] as const) expect(a[key]).toBeCloseTo(b[key], 3)
      }
      close(frameBetween(from, to, eased(0)), from)
      close(frameBetween(from, to, eased(1)), to)
      const [left, right] = [Math.min(from.x, to.x), Math.max(from.x + from.w, to.x + to.w)]
      for (let share = 0; share <= 1; share += 0.1) {
        const { x, w } = frameBetween(from, to, eased(share))
        expect(x).toBeGreaterThan(left - w)
        expect(x + w).toBeLessThan(right + w)
      }
    }),
  )
})

test('[Q9] the address of a presentation names the briefing, and the moment that is frozen', () => {
  const address = presentingAddress('board1', 'briefing:abc', 120)
  const search = address.slice(address.indexOf('?'))
  expect(presentedIn(search)).toBe('briefing:abc')
  expect(momentIn(search)).toEqual({ kind: 'past', seq: 120 })
  expect(momentIn(presentingAddress('board1', 'briefing:abc', null))).toBeNull()
  expect(presentedIn('?present=javascript:alert(1)')).toBeNull()
})

test('[B10] every scene of the sample frames what it speaks of and reveals it, and the last is the open questions', () => {
  const { canvas, briefings, byKey } = openSample()
  const [briefing] = briefingsOf(briefings)
  const scenes = briefing ? presentedScenes(briefing) : []
  expect(briefing?.title).toBe('Sergeyevka: what the pictures show')
  expect(scenes).toHaveLength(9)
  const shapes = new Map(
    canvas.flatMap((each) => (each.typeName === 'shape' ? [[each.id as string, each]] : [])),
  )
  for (const scene of scenes) {
    expect(scene.notes).not.toBe('')
    const named = [...Object.keys(scene.reveals), ...Object.keys(scene.emphasises)]
    expect(named.filter((id) => !shapes.has(id))).toEqual([])
    const { hidden } = shownScene(canvas, { scene, step: Infinity })
    expect(named.filter((id) => hidden.has(id))).toEqual([])
    for (const evidenceId of Object.keys(scene.media)) expect(evidenceId).toMatch(/clip-\d$/)
  }
  const last = scenes.at(-1)
  const { x = 0, y = 0, w = 0, h = 0 } = last?.frame ?? {}
  const inLast = [...shapes.values()].filter(
    (each) =>
      each.type === 'card' && each.x >= x && each.y >= y && each.x < x + w && each.y < y + h,
  )
  const kinds = inLast.map((each) => {
    const { evidenceId } = { evidenceId: '', ...each.props }
    return byKey(evidenceId.replace('evidence:sample-', '')).kind
  })
  expect(kinds.toSorted()).toEqual([...Array.from({ length: 6 }, () => 'question'), 'quote'])
})

test('[Q12] only what was begun in this window goes on: at its address, from where it stood, until it ends', () => {
  const [live, frozen] = [null, 120].map((seq) => presentingAddress('b', 'briefing:a', seq))
  const begun = beginPresentation(live ?? '')
  expect(presentationAt(live ?? '')).toEqual(begun)
  expect(presentationAt(frozen ?? '')).toBeNull()
  const moved = { ...begun, standing: { sceneId: 'scene:b' as const, index: 1, step: 2 } }
  keepPresentation(moved)
  expect(presentationAt(live ?? '')).toEqual(moved)
  expect(beginPresentation(frozen ?? '').key).not.toBe(begun.key)
  expect(presentationAt(live ?? '')).toBeNull()
  endPresentation()
  expect(presentationAt(frozen ?? '')).toBeNull()
})
