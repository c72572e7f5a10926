import { z } from 'zod'

/**
 * What whoever presents writes for the moment and points at, as the field `ink` of their presence: seen by all who
 * watch, written nowhere. Points are page pixels, `[x, y, x, y, …]`, so that they lie on the same picture in every
 * window.
 */

export const MOST_STROKES = 100
export const MOST_STROKE_POINTS = 200
/** Of all strokes together. */
export const MOST_INK_POINTS = 1000
export const MOST_LASER_POINTS = 80

const MOST_NUMBER = 1e9

const id = z.number().int().min(0).max(MOST_NUMBER)

function points(most: number) {
  return z
    .array(z.number().min(-1e7).max(1e7))
    .max(2 * most)
    .refine((flat) => flat.length % 2 === 0)
}

const strokeValue = z.object({
  id,
  /** Page pixels. */
  width: z.number().min(0.001).max(1e5),
  points: points(MOST_STROKE_POINTS),
})
export type Stroke = z.infer<typeof strokeValue>

const laserValue = z.object({
  /** Another one with every press. */
  id,
  /** How many points of this press came before these and are told no longer. */
  from: z.number().int().min(0).max(MOST_NUMBER),
  points: points(MOST_LASER_POINTS),
})
export type Laser = z.infer<typeof laserValue>

export const inkValue = z.object({
  /** Ink lasts as long as the scene it was made on. */
  scene: z.templateLiteral(['scene:', z.string().regex(/^[\w-]{1,64}$/)]),
  /** The oldest first: their ids ascend. */
  strokes: z
    .array(strokeValue)
    .max(MOST_STROKES)
    .refine((strokes) => strokes.every((each, at) => at === 0 || before(strokes[at - 1], each)))
    .refine((strokes) => pointCountOf(strokes) <= MOST_INK_POINTS),
  /** While the laser is held down. */
  laser: laserValue.nullable(),
})
export type Ink = z.infer<typeof inkValue>

export function pointCountOf(strokes: readonly Pick<Stroke, 'points'>[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.points.length / 2, 0)
}

function before(one: Stroke | undefined, other: Stroke): boolean {
  return one !== undefined && one.id < other.id
}
