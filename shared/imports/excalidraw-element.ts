import { z } from 'zod'
import type { Box, Point } from './shapes.ts'

/**
 * An element as any Excalidraw since 2020 wrote it, and what plug-ins wrote since: only where it lies has to be
 * readable, and all else has what an element without it would have.
 */

const coordinate = z.number().min(-1e6).max(1e6)
const extent = z.number().min(-1e5).max(1e5).catch(0)
const words = z.string().catch('')
const end = z
  .looseObject({ elementId: z.string() })
  .transform(({ elementId }) => elementId)
  .catch('')

export const element = z.looseObject({
  id: words,
  type: z.string(),
  x: coordinate,
  y: coordinate,
  width: extent,
  height: extent,
  angle: z.number().min(-100).max(100).catch(0),
  strokeColor: words,
  backgroundColor: words,
  strokeStyle: words,
  opacity: z.number().min(0).max(100).catch(100),
  isDeleted: z.boolean().catch(false),
  text: words,
  /** Without the line breaks that the width of its box made. */
  originalText: words,
  containerId: words,
  frameId: words,
  groupIds: z.array(z.string()).catch([]),
  link: words,
  name: words,
  fileId: words,
  crop: z.unknown().optional(),
  scale: z.array(z.number()).catch([]),
  points: z
    .array(z.tuple([coordinate, coordinate]).rest(z.unknown()))
    .max(20_000)
    .catch([]),
  startBinding: end,
  endBinding: end,
  startArrowhead: z.unknown().optional(),
  endArrowhead: z.unknown().optional(),
})
export type Element = z.infer<typeof element>

export function wordsIn({ originalText, text }: Element): string {
  return originalText === '' ? text : originalText
}

export function isFrame({ type }: Element): boolean {
  return type === 'frame' || type === 'magicframe'
}

export function boxOf({ x, y, width, height }: Element): Box {
  return {
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    w: Math.max(1, Math.abs(width)),
    h: Math.max(1, Math.abs(height)),
  }
}

export function pointsOf({ points }: Element): Point[] {
  return points.map(([x, y]) => ({ x, y }))
}

/** Old files do not say that an arrow has a head at its end. */
export function headsOf({ startArrowhead, endArrowhead }: Element): {
  start: boolean
  end: boolean
} {
  return { start: typeof startArrowhead === 'string', end: endArrowhead !== null }
}

export function hasBackground({ backgroundColor }: Element): boolean {
  return backgroundColor !== '' && backgroundColor !== 'transparent'
}

/** The colour of a stroke that nobody chose. */
export function hasOwnStroke({ strokeColor }: Element): boolean {
  return !['', '#000000', '#1e1e1e'].includes(strokeColor.toLowerCase())
}
