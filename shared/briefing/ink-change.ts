import { z } from 'zod'
import { inkValue, pointCountOf, type Ink, type Laser, type Stroke } from './ink.ts'

const { scene, strokes, laser } = inkValue.shape

/**
 * What became of ink since it was told last. A stroke that is known keeps its first `from` points and goes on with
 * these; of the laser only points come that were not told before.
 */
export const inkChangeValue = z.object({
  scene,
  /** What was there before goes first. */
  isWhole: z.boolean(),
  put: z.array(strokes.element.extend({ from: z.number().int().min(0) })),
  remove: z.array(strokes.element.shape.id),
  laser,
})
export type InkChange = z.infer<typeof inkChangeValue>

/** Null where there is nothing to tell. */
export function inkChange(before: Ink | null, now: Ink): InkChange | null {
  if (before?.scene !== now.scene) return { ...wholeInk(now), isWhole: true }
  const known = new Map(before.strokes.map((stroke) => [stroke.id, stroke]))
  const put = now.strokes.flatMap((stroke) => strokeChange(known.get(stroke.id), stroke) ?? [])
  const still = new Set(now.strokes.map(({ id }) => id))
  const remove = [...known.keys()].filter((id) => !still.has(id))
  const change = { scene: now.scene, isWhole: false, put, remove, laser: laserChange(before, now) }
  const isSameLaser = before.laser?.id === now.laser?.id && !change.laser?.points.length
  return isSameLaser && put.length === 0 && remove.length === 0 ? null : change
}

/** All of it, for whoever knows nothing. */
export function wholeInk({ scene, strokes, laser }: Ink): InkChange {
  const put = strokes.map((stroke) => ({ ...stroke, from: 0 }))
  return { scene, isWhole: true, put, remove: [], laser }
}

/** The ink after a change, as whoever was told it has it; its laser holds the new points alone. */
export function withInkChange(before: Ink | null, change: InkChange): Ink {
  const { scene, isWhole, put, remove, laser } = change
  const strokes = new Map<number, Stroke>()
  if (!isWhole && before?.scene === scene)
    for (const stroke of before.strokes) strokes.set(stroke.id, stroke)
  for (const id of remove) strokes.delete(id)
  for (const { id, width, from, points } of put) {
    const kept = strokes.get(id)?.points.slice(0, 2 * from) ?? []
    strokes.set(id, { id, width, points: [...kept, ...points] })
  }
  return { scene, strokes: [...strokes.values()], laser }
}

/** How many points a change tells. */
export function pointsTold({ put, laser }: InkChange): number {
  return pointCountOf(put) + (laser ? laser.points.length / 2 : 0)
}

export function isNothing({ strokes, laser }: Pick<Ink, 'strokes' | 'laser'>): boolean {
  return strokes.length === 0 && laser === null
}

function strokeChange(known: Stroke | undefined, now: Stroke): InkChange['put'][number] | null {
  const isKnown = known !== undefined && known.width === now.width
  let same = 0
  if (isKnown) while (same < now.points.length && known.points[same] === now.points[same]) same++
  if (isKnown && same === now.points.length && same === known.points.length) return null
  const from = Math.floor(same / 2)
  return { ...now, from, points: now.points.slice(2 * from) }
}

function laserChange(before: Ink, { laser: now }: Ink): Laser | null {
  if (!now || before.laser?.id !== now.id) return now
  const told = before.laser.from + before.laser.points.length / 2
  const skipped = Math.max(0, told - now.from)
  return { ...now, from: now.from + skipped, points: now.points.slice(2 * skipped) }
}
