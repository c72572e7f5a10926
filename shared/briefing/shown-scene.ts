import type { TLRecord, TLShape } from '@tldraw/tlschema'
import type { Frame, Scene } from './scene.ts'
import { stepsOf } from './steps.ts'

/** What one scene shows at one of its steps: all that a canvas, a picture or a follower has to know. */
export type ShownScene = {
  page: string
  frame: Frame
  /** Shapes of the page that are not there, with all that lies in them and the strings that are tied to them. */
  hidden: ReadonlySet<string>
  dimmed: ReadonlySet<string>
  /** Shapes that came with the last step; none at the start. */
  revealed: ReadonlySet<string>
  /** Seconds of media time, by evidence id. */
  media: ReadonlyMap<string, number>
}

/**
 * @param records the canvas as shown (BoardView, readBoard): everything of the page has to be among them
 * @param step how many steps were taken: 0 at the start, at most as many as there are
 * @param isDrawnNow which shapes are drawn while the scene is shown: they stand out
 */
export function shownScene(
  records: Iterable<TLRecord>,
  {
    scene,
    step,
    isDrawnNow = () => false,
  }: { scene: Scene; step: number; isDrawnNow?: (shape: TLShape) => boolean },
): ShownScene {
  const canvas = readCanvas(records)
  const steps = stepsOf(scene)
  const later = steps.slice(step).flatMap(({ shapeIds }) => shapeIds)
  const hidden = hiddenIn(canvas, new Set([...Object.keys(scene.hides), ...later]))
  const dimmed = dimmedIn(canvas, { hidden, emphasised: Object.keys(scene.emphasises) })
  for (const id of dimmed) {
    const shape = canvas.shapes.get(id)
    if (shape && isDrawnNow(shape)) dimmed.delete(id)
  }
  const { page, frame, media } = scene
  return {
    page,
    frame,
    hidden,
    dimmed,
    revealed: new Set(steps[step - 1]?.shapeIds),
    media: new Map(Object.entries(media)),
  }
}

type Canvas = {
  shapes: ReadonlyMap<string, TLShape>
  /** What each arrow is tied to. */
  ends: ReadonlyMap<string, readonly string[]>
}

function readCanvas(records: Iterable<TLRecord>): Canvas {
  const shapes = new Map<string, TLShape>()
  const ends = new Map<string, string[]>()
  for (const record of records) {
    if (record.typeName === 'shape') shapes.set(record.id, record)
    else if (record.typeName === 'binding') {
      const tied = ends.get(record.fromId)
      if (tied) tied.push(record.toId)
      else ends.set(record.fromId, [record.toId])
    }
  }
  return { shapes, ends }
}

/** A string never hangs in the air: without one of its ends it is not there either. */
function hiddenIn({ shapes, ends }: Canvas, named: ReadonlySet<string>): Set<string> {
  const hidden = new Set<string>()
  if (named.size === 0) return hidden
  for (const id of shapes.keys()) if (isWithin(shapes, id, named)) hidden.add(id)
  for (const [arrow, tied] of ends)
    if (tied.some((id) => hidden.has(id)) && shapes.has(arrow)) hidden.add(arrow)
  return hidden
}

/** Strings between two shapes that stand out do so too. */
function dimmedIn(
  { shapes, ends }: Canvas,
  { hidden, emphasised }: { hidden: ReadonlySet<string>; emphasised: readonly string[] },
): Set<string> {
  const named = new Set(emphasised.filter((id) => shapes.has(id) && !hidden.has(id)))
  if (named.size === 0) return new Set()
  const standsOut = (id: string) => isWithin(shapes, id, named)
  const dimmed = new Set<string>()
  for (const id of shapes.keys()) {
    const tied = ends.get(id) ?? []
    const isBetween = tied.length === 2 && tied.every(standsOut)
    if (!hidden.has(id) && !standsOut(id) && !isBetween) dimmed.add(id)
  }
  return dimmed
}

/** Whether a shape, or a group or frame that it lies in, is among those named. */
function isWithin(
  shapes: ReadonlyMap<string, TLShape>,
  id: string,
  named: ReadonlySet<string>,
): boolean {
  for (let each = shapes.get(id); each; each = shapes.get(each.parentId))
    if (named.has(each.id)) return true
  return false
}
