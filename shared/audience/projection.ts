import type { TLBinding, TLRecord, TLShape } from '@tldraw/tlschema'
import type { Frame, Scene } from '../briefing/scene.ts'
import { shownScene } from '../briefing/shown-scene.ts'
import { newestKept } from '../evidence/capture-history.ts'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { entriesOf, valueOf } from '../evidence/values.ts'
import type { AudienceRecord } from './audience-messages.ts'
import { Lying, touches } from './lying.ts'
import { cropOf, keyOfPart, type PartOfFile } from './parts-of-files.ts'
import { isWithheld, toldEvidence } from './told-evidence.ts'
import { clipHashOf, pictureHashOf } from './told-files.ts'
import { toldAsset, toldPart } from './told-pictures.ts'

/** All that an audience may know of a board while one scene of it is shown at one step. */
export type Projection = {
  /** The scene as told: without notes, and without naming what is not shown. */
  scene: Scene
  records: ReadonlyMap<string, AudienceRecord>
  /** Files that it may ask for, and as what. */
  files: ReadonlyMap<string, FileUse>
  /** Items among them whose clip it may be shown playing. */
  clips: ReadonlySet<string>
}

/**
 * A picture drawn from the file; a copy made for playing, as it is; the clip with nothing else of its file; or a part
 * of it alone.
 */
export type FileUse = 'picture' | 'clip' | 'plain-clip' | PartOfFile

type ProjectedBoard = {
  /** Canvas records as shown: BoardView. */
  canvas: readonly TLRecord[]
  evidence: ReadonlyMap<string, Evidence>
}

/**
 * What an audience is shown: shapes of the scene's page that lie in its frame and are not hidden at this step,
 * strings only between two of them, and of their items what their cards say. Everything else does not go out.
 */
export function projectionOf(
  board: ProjectedBoard,
  { scene, step }: { scene: Scene; step: number },
): Projection {
  const shapes = shownShapes(board, { scene, step })
  const items = itemsOn(board, shapes)
  const files = new Map<string, FileUse>()
  const records = new Map<string, AudienceRecord>()
  const put = (record: AudienceRecord) => records.set(record.id, record)
  const assets = new Set<unknown>()
  const cropped: TLShape[] = []
  for (const record of board.canvas) {
    if (record.typeName === 'document') put({ ...record, name: '', meta: {} })
    else if (record.typeName === 'page' && record.id === scene.page)
      put({ ...record, name: '', meta: {} })
    else if (record.typeName === 'shape' && shapes.has(record.id)) {
      put(toldShape(record, { isInFrame: shapes.get(record.id) === 'in-frame' }))
      if (cropOf(record)) cropped.push(record)
      else if ('assetId' in record.props) assets.add(record.props.assetId)
    } else if (isShownBinding(record, shapes)) put({ ...record, meta: {} })
  }
  for (const record of board.canvas) {
    const told = record.typeName === 'asset' && assets.has(record.id) ? toldAsset(record) : null
    if (!told) continue
    files.set(told.sha256, 'picture')
    put(told.record)
  }
  for (const shape of cropped) {
    const part = toldPart(shape, board.canvas)
    if (!part) continue
    files.set(part.key, part.use)
    put({ ...toldShape(shape, { isInFrame: true }), props: part.props })
    put(part.asset)
  }
  for (const item of items.values()) {
    const told = toldItem(item, items)
    const frame = frameOf(item, { told, scene })
    for (const [sha256, use] of filesOf(item)) files.set(sha256, use)
    if (frame) files.set(keyOfPart(frame), frame)
    put(frame ? withPicture(told, keyOfPart(frame)) : told)
  }
  const clips = new Set([...items.values()].filter(clipHashOf).map(({ id }) => id))
  return { scene: toldScene(scene, records), records, files, clips }
}

function isShownBinding(record: TLRecord, shapes: Shown): boolean {
  return (
    record.typeName === 'binding' &&
    shapes.get(record.fromId) === 'in-frame' &&
    shapes.get(record.toId) === 'in-frame'
  )
}

/** `in-frame` shows itself; `around` only holds others that do. */
type Shown = Map<string, 'in-frame' | 'around'>

/** Types that never reach an audience: their bytes or pages are others'. */
const leftOut = new Set(['video', 'embed', 'bookmark'])

function shownShapes(
  { canvas, evidence }: ProjectedBoard,
  { scene, step }: { scene: Scene; step: number },
): Shown {
  const { hidden } = shownScene(canvas, { scene, step })
  const all = new Map<string, TLShape>()
  const ends = new Map<string, TLBinding[]>()
  for (const record of canvas) {
    if (record.typeName === 'shape') all.set(record.id, record)
    if (record.typeName === 'binding')
      ends.set(record.fromId, [...(ends.get(record.fromId) ?? []), record])
  }
  const lying = new Lying(all)
  const shown: Shown = new Map()
  for (const [id, shape] of all) {
    if (hidden.has(id) || ends.has(id) || shape.type === 'group' || shape.opacity === 0) continue
    if (leftOut.has(shape.type) || pageOf(all, id) !== scene.page) continue
    const item = evidence.get(evidenceIdOf(shape) ?? '')
    if (item && isWithheld(item)) continue
    if (isSeen(id, { all, lying, frame: scene.frame })) shown.set(id, 'in-frame')
  }
  for (const [arrow, bindings] of ends) {
    const isThere = all.has(arrow) && !hidden.has(arrow) && pageOf(all, arrow) === scene.page
    if (isThere && bindings.every(({ toId }) => shown.get(toId) === 'in-frame'))
      shown.set(arrow, 'in-frame')
  }
  for (const id of shown.keys())
    for (let up = all.get(all.get(id)?.parentId ?? ''); up; up = all.get(up.parentId))
      if (!shown.has(up.id)) shown.set(up.id, 'around')
  return shown
}

/** Within the scene's frame and within every frame of the canvas that it lies in, which cuts it off. */
function isSeen(
  id: string,
  { all, lying, frame }: { all: ReadonlyMap<string, TLShape>; lying: Lying; frame: Frame },
): boolean {
  const box = lying.boxOf(id)
  if (!box || !touches(box, frame)) return false
  for (let up = all.get(all.get(id)?.parentId ?? ''); up; up = all.get(up.parentId)) {
    const around = up.type === 'frame' ? lying.boxOf(up.id) : null
    if (up.opacity === 0 || (around && (!touches(around, box) || !touches(around, frame))))
      return false
  }
  return true
}

function pageOf(all: ReadonlyMap<string, TLShape>, id: string): string {
  let at = all.get(id)
  while (at && all.has(at.parentId)) at = all.get(at.parentId)
  return at?.parentId ?? ''
}

function evidenceIdOf(shape: TLShape): EvidenceId | null {
  const props: Record<string, unknown> = { ...shape.props }
  return shape.type === 'card' ? (props['evidenceId'] as EvidenceId) : null
}

/** The items on shown cards, and those that their figures are made of, unless these are hidden themselves. */
function itemsOn({ canvas, evidence }: ProjectedBoard, shown: Shown): Map<string, Evidence> {
  const [seen, unseen] = [new Set<string>(), new Set<string>()]
  for (const record of canvas) {
    const id = record.typeName === 'shape' ? evidenceIdOf(record) : null
    if (id !== null) (shown.get(record.id) === 'in-frame' ? seen : unseen).add(id)
  }
  const items = new Map<string, Evidence>()
  const take = (id: string) => {
    const item = evidence.get(id)
    if (item && !isWithheld(item)) items.set(id, item)
    return items.get(id)
  }
  for (const id of seen) {
    const item = take(id)
    for (const part of item ? partsOf(item) : []) if (!unseen.has(part)) take(part)
  }
  return items
}

/** Items whose pictures the card of another is made of. */
function partsOf(item: Evidence): EvidenceId[] {
  const pictures = ['pictureA', 'pictureB'].flatMap((key) => valueOf(item, key, 'ref') ?? [])
  const snapshots = entriesOf(item, 'snapshots', 'snapshot').map(({ value }) => value.of)
  return [...pictures, ...snapshots]
}

/** An item as told, without naming those that are not. */
function toldItem(item: Evidence, items: ReadonlyMap<string, Evidence>): Evidence {
  const told = toldEvidence(item)
  for (const key of ['pictureA', 'pictureB']) {
    const picture = valueOf(told, key, 'ref')
    if (picture !== undefined && !items.has(picture)) delete told[key]
  }
  const snapshots = entriesOf(told, 'snapshots', 'snapshot').filter(({ value }) =>
    items.has(value.of),
  )
  if (told['snapshots'] !== undefined)
    told['snapshots'] = Object.fromEntries(snapshots.map(({ id, value }) => [id, value]))
  return told
}

/** The frame at which a clip stands in the scene, where it cannot be played to that; at its start the poster stands. */
function frameOf(
  item: Evidence,
  { told, scene }: { told: Evidence; scene: Scene },
): PartOfFile | null {
  const file = valueOf(item, 'file', 'file')
  const atS = scene.media[item.id]
  const isPlayed = valueOf(told, 'facts', 'facts')?.workingCopySha256 !== undefined
  if (isPlayed || item.kind !== 'video' || !file || !atS) return null
  return file.type.startsWith('video/') ? { of: file.sha256, atS } : null
}

function withPicture(told: Evidence, previewSha256: string): Evidence {
  return { ...told, facts: { ...valueOf(told, 'facts', 'facts'), previewSha256 } }
}

function filesOf(item: Evidence): [string, FileUse][] {
  const { pictureSha256, iconSha256 } = newestKept(item) ?? {}
  const pictures = [pictureHashOf(item), pictureSha256, iconSha256]
  const clip = clipHashOf(item)
  return [
    ...pictures.flatMap((hash): [string, FileUse][] =>
      hash === undefined ? [] : [[hash, 'picture']],
    ),
    ...(clip ? [[clip.sha256, clip.use] as [string, FileUse]] : []),
  ]
}

/** Who tied it, links behind it and what a picture is called stay with the team. */
function toldShape(shape: TLShape, { isInFrame }: { isInFrame: boolean }): AudienceRecord {
  const props: Record<string, unknown> = { ...shape.props }
  for (const key of ['url', 'altText']) if (props[key] !== undefined) props[key] = ''
  if (!isInFrame && props['name'] !== undefined) props['name'] = ''
  const meta: Record<string, unknown> = {}
  for (const key of ['relation', 'fromRegion', 'toRegion'])
    if (typeof shape.meta[key] === 'string') meta[key] = shape.meta[key]
  return { ...shape, props, meta }
}

/** Where notes, steps and hidden shapes are named, nothing is; no shape or clip that is not shown is either. */
function toldScene(scene: Scene, records: ReadonlyMap<string, AudienceRecord>): Scene {
  const known = <V>(list: Record<string, V>) =>
    Object.fromEntries(Object.entries(list).filter(([id]) => records.has(id)))
  return {
    ...scene,
    briefing: 'briefing:shown',
    order: 'a0',
    notes: '',
    hides: {},
    emphasises: known(scene.emphasises),
    media: known(scene.media),
    steps: {},
    reveals: {},
    createdAt: '',
    createdBy: '',
  }
}
