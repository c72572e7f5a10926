import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addBriefing,
  addScene,
  addStep,
  duplicateScene,
  listShapes,
  moveScene,
  moveStep,
  removeBriefing,
  removeScene,
  removeStep,
  revealWith,
  setScene,
  setSceneView,
} from '../../shared/briefing/actions.ts'
import { briefingsOf, presentedScenes } from '../../shared/briefing/briefings.ts'
import { orderAt, type Ordered } from '../../shared/briefing/order.ts'
import { shownScene } from '../../shared/briefing/shown-scene.ts'
import { stepsOf } from '../../shared/briefing/steps.ts'
import { itemChanges } from '../../shared/board/changes/item-changes.ts'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { editText } from '../../shared/board/long-text.ts'
import { restoreRecords } from '../../shared/board/restoring.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { UndoStack } from '../../client/board/undo/undo-stack.ts'
import { bindingOf, boardWith, copyOf, shapeOf, syncDocs } from '../support/canvas-records.ts'
import { changesBetween, momentOf } from '../support/moments.ts'

const view = { page: 'page:page', frame: { x: 0, y: 0, w: 800, h: 450 } }

function boardWithBriefing() {
  const doc = boardWith([shapeOf('geo'), shapeOf('note', { index: 'a2' })])
  const briefing = addBriefing(doc, { title: 'What the pictures show', by: 'Mara' })
  const scene = (title: string, at?: number) =>
    addScene(doc, { briefing, title, by: 'Mara', ...view, ...(at !== undefined && { at }) })
  return { doc, briefing, scene }
}

const briefingsIn = (doc: Y.Doc) => briefingsOf(readBoard(doc).briefings)
const scenesIn = (doc: Y.Doc) => briefingsIn(doc).flatMap(({ scenes }) => scenes)
const titlesIn = (doc: Y.Doc) => scenesIn(doc).map(({ title }) => title)

function sceneIn(doc: Y.Doc, at = 0) {
  const scene = scenesIn(doc)[at]
  if (!scene) throw new Error('no such scene')
  return scene
}

test('[Q1] a scene lies in the document as one record, its list members one key each, and reads back as it was', () => {
  const { doc, briefing } = boardWithBriefing()
  const id = addScene(doc, {
    briefing,
    by: 'Mara',
    ...view,
    notes: 'Say who filmed.',
    media: { 'evidence:one': 12.5 },
    hides: ['shape:note'],
    steps: [['shape:geo'], []],
  })
  const { steps, ...scene } = sceneIn(doc)
  expect(scene).toMatchObject({
    notes: 'Say who filmed.',
    description: '',
    isHidden: false,
    hides: { 'shape:note': true },
    media: { 'evidence:one': 12.5 },
  })
  expect(Object.keys(steps)).toHaveLength(2)
  const map = recordsOf(doc).get(id)
  expect(map?.get('notes')).toBeInstanceOf(Y.Text)
  expect(map?.get('hides/shape:note')).toBe(true)
})

test('[Q1] a scene that nobody can read is set aside with its field, and the others stand', () => {
  const { doc, scene } = boardWithBriefing()
  const bad = scene('Bad')
  scene('Good')
  for (const [key, value] of [
    ['frame', { x: 0, y: 0, w: 1e12, h: 1 }],
    ['order', 'not an order'],
    ['hides/evidence:one', true],
    ['page', 'https://example.org'],
  ] as const) {
    const map = recordsOf(doc).get(bad)
    const before: unknown = map?.get(key)
    map?.set(key, value)
    expect(titlesIn(doc)).toEqual(['Good'])
    expect(readBoard(doc).setAside).toMatchObject([{ id: bad }])
    if (before === undefined) map?.delete(key)
    else map?.set(key, before)
  }
  expect(titlesIn(doc)).toEqual(['Bad', 'Good'])
})

test('[Q2] scenes go where they are put: made, moved, duplicated, hidden, removed', () => {
  const { doc, scene, briefing } = boardWithBriefing()
  for (const title of ['B', 'C']) scene(title)
  scene('A', 0)
  expect(titlesIn(doc)).toEqual(['A', 'B', 'C'])
  moveScene(doc, sceneIn(doc, 2), 0)
  expect(titlesIn(doc)).toEqual(['C', 'A', 'B'])
  duplicateScene(doc, sceneIn(doc, 0), { title: 'C again', by: 'Mara' })
  expect(titlesIn(doc)).toEqual(['C', 'C again', 'A', 'B'])
  setScene(doc, sceneIn(doc, 1).id, 'isHidden', true)
  const [first] = briefingsIn(doc)
  expect(first && presentedScenes(first).map(({ title }) => title)).toEqual(['C', 'A', 'B'])
  removeScene(doc, sceneIn(doc, 0).id)
  expect(titlesIn(doc)).toEqual(['C again', 'A', 'B'])
  removeBriefing(doc, briefing)
  expect(readBoard(doc).briefings).toEqual([])
  expect(readBoard(doc).canvas.filter(({ typeName }) => typeName === 'shape')).toHaveLength(2)
})

test('[Q2] two people who order one briefing at once end with the same order, and every wish after that is met', () => {
  const wish = fc.record({
    who: fc.nat(1),
    what: fc.constantFrom('add', 'move', 'copy'),
    from: fc.nat(20),
    to: fc.nat(20),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), wish, (wishes, last) => {
      const { doc, briefing, scene } = boardWithBriefing()
      scene('first')
      const docs = [doc, copyOf(doc)]
      const act = (on: Y.Doc, { what, from, to }: typeof last) => {
        const scenes = scenesIn(on)
        const moved = scenes[from % scenes.length]
        if (!moved) return
        if (what === 'add') addScene(on, { briefing, by: 'Mara', ...view, at: to })
        else if (what === 'copy') duplicateScene(on, moved, { title: '', by: 'Mara' })
        else moveScene(on, moved, to % scenes.length)
      }
      for (const each of wishes) act(docs[each.who] ?? doc, each)
      const [ours, theirs] = [doc, docs[1] ?? doc]
      syncDocs(ours, theirs)
      expect(scenesIn(theirs).map(({ id }) => id)).toEqual(scenesIn(ours).map(({ id }) => id))
      const scenes = scenesIn(ours)
      const [moved, to] = [scenes[last.from % scenes.length], last.to % scenes.length]
      if (!moved) return
      moveScene(ours, moved, to)
      const rest = scenes.map(({ id }) => id).filter((id) => id !== moved.id)
      expect(scenesIn(ours).map(({ id }) => id)).toEqual(rest.toSpliced(to, 0, moved.id))
    }),
    { numRuns: 60 },
  )
})

test('[Q2] indices that nothing fits between, as another program may write them, are placed anew', () => {
  const sorted: Ordered[] = [
    { id: 'a', order: 'a1' },
    { id: 'b', order: 'a10' },
    { id: 'c', order: 'a100' },
  ]
  for (const at of [0, 1, 2, 3]) {
    const { order, others } = orderAt(sorted, at)
    const after = sorted.map((each) => others.find(({ id }) => id === each.id) ?? each)
    const all = [...after, { id: 'new', order }].toSorted((a, b) => (a.order < b.order ? -1 : 1))
    expect(all.map(({ id }) => id)).toEqual(['a', 'b', 'c'].toSpliced(at, 0, 'new'))
  }
})

test('[Q3] two people who fill steps and lists of one scene at once both keep theirs', () => {
  const { doc, scene } = boardWithBriefing()
  const id = scene('Steps')
  const step = addStep(doc, sceneIn(doc), ['shape:geo'])
  const theirs = copyOf(doc)
  listShapes(doc, id, { list: 'hides', shapeIds: ['shape:a'], isListed: true })
  listShapes(theirs, id, { list: 'hides', shapeIds: ['shape:b'], isListed: true })
  revealWith(doc, id, { shapeIds: ['shape:c'], step })
  revealWith(theirs, id, { shapeIds: ['shape:d'], step })
  const ourStep = addStep(doc, sceneIn(doc), ['shape:e'])
  const theirStep = addStep(theirs, sceneIn(theirs), ['shape:f'])
  editText(doc, id, 'notes', { base: '', next: 'Ours. ' })
  editText(theirs, id, 'notes', { base: '', next: 'Theirs. ' })
  syncDocs(doc, theirs)
  expect(sceneIn(theirs)).toEqual(sceneIn(doc))
  expect(Object.keys(sceneIn(doc).hides).toSorted()).toEqual(['shape:a', 'shape:b'])
  expect(sceneIn(doc).notes).toMatch(/Ours\. .*Theirs\. |Theirs\. .*Ours\. /)
  const [first, ...others] = stepsOf(sceneIn(doc))
  expect(first).toEqual({ id: step, shapeIds: ['shape:c', 'shape:d', 'shape:geo'] })
  expect(new Set(others.map((each) => each.id))).toEqual(new Set([ourStep, theirStep]))
})

test('[Q3] what comes with a step that somebody takes away is there from the start', () => {
  const { doc, scene } = boardWithBriefing()
  const id = scene('Steps')
  const step = addStep(doc, sceneIn(doc), ['shape:geo'])
  const theirs = copyOf(doc)
  removeStep(doc, sceneIn(doc), step)
  revealWith(theirs, id, { shapeIds: ['shape:note'], step })
  syncDocs(doc, theirs)
  const { canvas } = readBoard(doc)
  expect(stepsOf(sceneIn(doc))).toEqual([])
  expect(shownScene(canvas, { scene: sceneIn(doc), step: 0 }).hidden.size).toBe(0)
})

test('[Q3] steps are moved, and a shape comes with one step only', () => {
  const { doc, scene } = boardWithBriefing()
  const id = scene('Steps')
  const one = addStep(doc, sceneIn(doc), ['shape:geo'])
  const two = addStep(doc, sceneIn(doc), ['shape:note', 'shape:geo'])
  expect(stepsOf(sceneIn(doc))).toEqual([
    { id: one, shapeIds: [] },
    { id: two, shapeIds: ['shape:geo', 'shape:note'] },
  ])
  moveStep(doc, id, two, 0)
  expect(stepsOf(sceneIn(doc)).map((each) => each.id)).toEqual([two, one])
})

test('[Q4] what a scene shows follows from its lists and its step: strings go with their ends, insides with their frames', () => {
  const records = [
    shapeOf('frame', { id: 'shape:frame', index: 'a1' }),
    shapeOf('geo', { id: 'shape:inside', index: 'a1', parentId: 'shape:frame' }),
    shapeOf('card', { id: 'shape:a', index: 'a2' }),
    shapeOf('card', { id: 'shape:b', index: 'a3' }),
    shapeOf('note', { id: 'shape:note', index: 'a4' }),
    shapeOf('arrow', { id: 'shape:tie', index: 'a5' }),
    bindingOf('from', { from: 'shape:tie', to: 'shape:a' }),
    bindingOf('to', { from: 'shape:tie', to: 'shape:b', terminal: 'end' }),
  ]
  const doc = boardWith(records)
  const briefing = addBriefing(doc, { title: '', by: 'Mara' })
  const steps = [['shape:b'], ['shape:frame']]
  addScene(doc, { briefing, by: 'Mara', ...view, steps, emphasises: ['shape:a', 'shape:b'] })
  const { canvas } = readBoard(doc)
  const at = (step: number) => shownScene(canvas, { scene: sceneIn(doc), step })
  expect([...at(0).hidden].toSorted()).toEqual([
    'shape:b',
    'shape:frame',
    'shape:inside',
    'shape:tie',
  ])
  expect([...at(1).hidden].toSorted()).toEqual(['shape:frame', 'shape:inside'])
  expect([...at(1).revealed]).toEqual(['shape:b'])
  expect([...at(1).dimmed]).toEqual(['shape:note'])
  expect([...at(2).dimmed].toSorted()).toEqual(['shape:frame', 'shape:inside', 'shape:note'])
  expect(at(9).hidden.size).toBe(0)
  expect(at(0)).toMatchObject(view)
})

test('[Q4] what a scene names may be gone: nothing is dimmed for something that is not there', () => {
  const { doc, briefing } = boardWithBriefing()
  addScene(doc, { briefing, by: 'Mara', ...view, emphasises: ['shape:gone'], hides: ['shape:x'] })
  const shown = shownScene(readBoard(doc).canvas, { scene: sceneIn(doc), step: 0 })
  expect(shown.dimmed.size + shown.hidden.size).toBe(0)
})

test('[Q5] a scene that was added to a briefing while somebody deleted it is not lost', () => {
  const { doc, briefing } = boardWithBriefing()
  const theirs = copyOf(doc)
  removeBriefing(doc, briefing)
  addScene(theirs, { briefing, by: 'Kim', title: 'Late', ...view })
  syncDocs(doc, theirs)
  expect(briefingsIn(doc)).toMatchObject([
    { id: briefing, isThere: false, scenes: [{ title: 'Late' }] },
  ])
})

test('[Q5] undo takes back making a briefing only while nobody else has put a scene into it', () => {
  const doc = boardWith()
  const undo = new UndoStack(doc)
  const briefing = addBriefing(doc, { title: 'Mine', by: 'Mara' })
  const theirs = copyOf(doc)
  addScene(theirs, { briefing, by: 'Kim', title: 'Theirs', ...view })
  syncDocs(doc, theirs)
  undo.undo()
  expect(briefingsIn(doc)).toMatchObject([{ isThere: true, scenes: [{ title: 'Theirs' }] }])
  undo.close()
})

test('[Q6] what became of scenes is told in words, and a briefing that was deleted comes back with its scenes', () => {
  const { doc, briefing, scene } = boardWithBriefing()
  const id = scene('Windows')
  const before = momentOf(doc)
  setScene(doc, id, 'title', 'The windows')
  listShapes(doc, id, { list: 'emphasises', shapeIds: ['shape:note'], isListed: true })
  const later = () => ({ canvas: readBoard(doc).canvas, evidence: new Map() })
  const [told] = itemChanges(changesBetween(before, momentOf(doc)), later())
  expect(told?.title).toBe('Scene: The windows')
  expect(told?.lines.map(({ label, before: was, after }) => [label, was, after])).toEqual([
    ['Title', 'Windows', 'The windows'],
    ['Emphasises', '', 'something on the canvas'],
  ])
  const whole = momentOf(doc)
  removeBriefing(doc, briefing)
  const gone = itemChanges(changesBetween(whole, momentOf(doc)), later())
  const own = gone.find((each) => each.id === briefing)
  restoreRecords(doc, own?.restore ?? [])
  expect(changesBetween(whole, momentOf(doc))).toEqual([])
  const map = recordsOf(doc).get(id)
  expect(map && readRecord(id, map)).toMatchObject({ title: 'The windows' })
})

test('[Q15] a scene that is updated from a view has the clips of that view only', () => {
  const { doc, briefing } = boardWithBriefing()
  const id = addScene(doc, {
    briefing,
    by: 'Mara',
    ...view,
    media: { 'evidence:a': 3, 'evidence:b': 4 },
  })
  setSceneView(doc, id, { ...view, media: { 'evidence:b': 5 } })
  expect(sceneIn(doc).media).toEqual({ 'evidence:b': 5 })
  setSceneView(doc, id, view)
  expect(sceneIn(doc).media).toEqual({ 'evidence:b': 5 })
})

test('[Q15] what is drawn while a scene is shown stands out beside what the scene makes stand out', () => {
  const { doc, briefing } = boardWithBriefing()
  addScene(doc, { briefing, by: 'Mara', ...view, emphasises: ['shape:geo'] })
  const { canvas } = readBoard(doc)
  const shown = { scene: sceneIn(doc), step: 0 }
  expect([...shownScene(canvas, shown).dimmed]).toEqual(['shape:note'])
  const drawn = shownScene(canvas, { ...shown, isDrawnNow: ({ id }) => id === 'shape:note' })
  expect([...drawn.dimmed]).toEqual([])
})
