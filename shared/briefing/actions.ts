import * as Y from 'yjs'
import { insertRecord, readRecord, type PlainRecord } from '../board/codec.ts'
import { edit, newId } from '../board/edit.ts'
import type { RecordMap } from '../board/layout.ts'
import { entryKey } from '../evidence/entries.ts'
import type { BriefingId } from './briefing.ts'
import { readBriefingRecord } from './briefing-record.ts'
import { byOrder, orderAt } from './order.ts'
import type { Frame, Scene, SceneId } from './scene.ts'
import { stepsOf } from './steps.ts'

/** What people do to the briefings of a board, each one edit of its document. Long texts go through `editText`. */

export function addBriefing(doc: Y.Doc, { title, by }: { title: string; by: string }): BriefingId {
  const id: BriefingId = `briefing:${newId()}`
  const createdAt = new Date().toISOString()
  edit(doc, (records) => {
    insertRecord(records, { id, typeName: 'briefing', title, createdAt, createdBy: by })
  })
  return id
}

export function nameBriefing(doc: Y.Doc, id: BriefingId, title: string): void {
  edit(doc, (records) => records.get(id)?.set('title', title))
}

/** Takes a briefing away with all its scenes. Nothing of the board goes with it. */
export function removeBriefing(doc: Y.Doc, id: BriefingId): void {
  edit(doc, (records) => {
    for (const scene of scenesOf(records, id)) records.delete(scene.id)
    records.delete(id)
  })
}

/** What a scene shows of the board; how it was looked at when it was made. */
export type SceneView = { page: string; frame: Frame; media?: Record<string, number> }

export type NewScene = SceneView & {
  briefing: BriefingId
  by: string
  title?: string
  description?: string
  notes?: string
  /** How many scenes of the briefing stand before it; at the end unless given. */
  at?: number
  emphasises?: readonly string[]
  hides?: readonly string[]
  /** Shapes that come one step after another. */
  steps?: readonly (readonly string[])[]
  id?: SceneId
}

export function addScene(doc: Y.Doc, scene: NewScene): SceneId {
  const { at, by, emphasises = [], hides = [], steps = [], id = `scene:${newId()}`, ...own } = scene
  const placed = steps.reduce<{ id: string; order: string }[]>(
    (list) => [...list, { id: newId(), order: orderAt(list, list.length).order }],
    [],
  )
  edit(doc, (records) => {
    insertRecord(records, {
      ...own,
      id,
      typeName: 'scene',
      order: makeRoom(records, { briefing: own.briefing, at }),
      emphasises: allTrue(emphasises),
      hides: allTrue(hides),
      steps: Object.fromEntries(placed.map((step) => [step.id, step.order])),
      reveals: Object.fromEntries(
        steps.flatMap((shapes, n) => shapes.map((shape) => [shape, placed[n]?.id ?? ''])),
      ),
      createdAt: new Date().toISOString(),
      createdBy: by,
    })
  })
  return id
}

/** Puts a copy right behind a scene. */
export function duplicateScene(
  doc: Y.Doc,
  scene: Scene,
  { title, by }: { title: string; by: string },
): SceneId {
  const id: SceneId = `scene:${newId()}`
  edit(doc, (records) => {
    const at = scenesOf(records, scene.briefing).findIndex((each) => each.id === scene.id) + 1
    insertRecord(records, {
      ...scene,
      id,
      title,
      order: makeRoom(records, { briefing: scene.briefing, at: at > 0 ? at : undefined }),
      createdAt: new Date().toISOString(),
      createdBy: by,
    })
  })
  return id
}

export function removeScene(doc: Y.Doc, id: SceneId): void {
  edit(doc, (records) => records.delete(id))
}

/** @param to how many of the other scenes stand before it afterwards */
export function moveScene(doc: Y.Doc, scene: Pick<Scene, 'id' | 'briefing'>, to: number): void {
  edit(doc, (records) => {
    const order = makeRoom(records, { briefing: scene.briefing, at: to, without: scene.id })
    records.get(scene.id)?.set('order', order)
  })
}

export function setScene<K extends 'title' | 'isHidden'>(
  doc: Y.Doc,
  id: SceneId,
  key: K,
  value: Scene[K],
): void {
  edit(doc, (records) => records.get(id)?.set(key, value))
}

/** Has a scene show what is given, and nothing of what it showed before: "update from view". */
export function setSceneView(doc: Y.Doc, id: SceneId, { page, frame, media }: SceneView): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    map.set('page', page)
    map.set('frame', frame)
    if (media)
      for (const key of map.keys())
        if (key.startsWith('media/') && !(key.slice('media/'.length) in media)) map.delete(key)
    for (const [evidenceId, seconds] of Object.entries(media ?? {}))
      map.set(entryKey('media', evidenceId), seconds)
  })
}

/** Has a clip stand at a moment of media time, in seconds; null leaves it as its card has it. */
export function setSceneMedia(
  doc: Y.Doc,
  id: SceneId,
  { evidenceId, seconds }: { evidenceId: string; seconds: number | null },
): void {
  edit(doc, (records) => put(records.get(id), entryKey('media', evidenceId), seconds))
}

/** Puts shapes into a list of a scene, or takes them out of it. */
export function listShapes(
  doc: Y.Doc,
  id: SceneId,
  {
    list,
    shapeIds,
    isListed,
  }: { list: 'hides' | 'emphasises'; shapeIds: readonly string[]; isListed: boolean },
): void {
  edit(doc, (records) => {
    for (const shapeId of shapeIds)
      put(records.get(id), entryKey(list, shapeId), isListed ? true : null)
  })
}

/** Adds a step behind the others in which these shapes come; they leave the steps they were in. */
export function addStep(doc: Y.Doc, scene: Scene, shapeIds: readonly string[]): string {
  const id = newId()
  edit(doc, (records) => {
    const map = records.get(scene.id)
    if (!map) return
    const { order } = orderAt(orderedSteps(map), orderedSteps(map).length)
    map.set(entryKey('steps', id), order)
    for (const shapeId of shapeIds) map.set(entryKey('reveals', shapeId), id)
  })
  return id
}

/** Has shapes come with this step; null has them there from the start. */
export function revealWith(
  doc: Y.Doc,
  id: SceneId,
  { shapeIds, step }: { shapeIds: readonly string[]; step: string | null },
): void {
  edit(doc, (records) => {
    for (const shapeId of shapeIds) put(records.get(id), entryKey('reveals', shapeId), step)
  })
}

/** Takes a step away: what came with it is there from the start. */
export function removeStep(doc: Y.Doc, scene: Scene, stepId: string): void {
  edit(doc, (records) => {
    const map = records.get(scene.id)
    if (!map) return
    map.delete(entryKey('steps', stepId))
    const shapes = stepsOf(scene).find((step) => step.id === stepId)?.shapeIds ?? []
    for (const shapeId of shapes) {
      const key = entryKey('reveals', shapeId)
      if (map.get(key) === stepId) map.delete(key)
    }
  })
}

/** @param to how many of the other steps stand before it afterwards */
export function moveStep(doc: Y.Doc, id: SceneId, stepId: string, to: number): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map?.has(entryKey('steps', stepId))) return
    const rest = orderedSteps(map).filter((step) => step.id !== stepId)
    const { order, others } = orderAt(rest, to)
    map.set(entryKey('steps', stepId), order)
    for (const other of others) map.set(entryKey('steps', other.id), other.order)
  })
}

/** The scenes of a briefing as the document has them now, ahead of what is drawn. */
function scenesOf(records: Y.Map<RecordMap>, briefing: string): Scene[] {
  const scenes: Scene[] = []
  for (const [id, map] of records.entries()) {
    if (!id.startsWith('scene:') || !(map instanceof Y.Map)) continue
    const scene = sceneIn(readRecord(id, map))
    if (scene?.briefing === briefing) scenes.push(scene)
  }
  return scenes.toSorted(byOrder)
}

function sceneIn(record: PlainRecord): Scene | null {
  if (record.typeName !== 'scene') return null
  const read = readBriefingRecord({ ...record, typeName: 'scene' })
  return 'record' in read && read.record.typeName === 'scene' ? read.record : null
}

function makeRoom(
  records: Y.Map<RecordMap>,
  { briefing, at, without }: { briefing: string; at?: number | undefined; without?: string },
): string {
  const scenes = scenesOf(records, briefing).filter((scene) => scene.id !== without)
  const { order, others } = orderAt(scenes, Math.min(at ?? scenes.length, scenes.length))
  for (const other of others) records.get(other.id)?.set('order', other.order)
  return order
}

function orderedSteps(map: RecordMap): { id: string; order: string }[] {
  const steps: { id: string; order: string }[] = []
  for (const [key, order] of map.entries())
    if (key.startsWith('steps/') && typeof order === 'string')
      steps.push({ id: key.slice('steps/'.length), order })
  return steps.toSorted(byOrder)
}

function put(map: RecordMap | undefined, key: string, value: unknown): void {
  if (value === null) map?.delete(key)
  else map?.set(key, value)
}

function allTrue(ids: readonly string[]): Record<string, true> {
  return Object.fromEntries(ids.map((id) => [id, true]))
}
