import { z } from 'zod'
import { briefingIdValue } from './briefing.ts'
import { isOrder } from './order.ts'

/**
 * One stop of a briefing: a view of the board. It names what lies there and never contains or moves it, so whatever
 * it names may be gone.
 *
 * Lists that people add to one by one are objects: each of their members lies under a key of its own in the document
 * (`hides/shape:a`), so that two people who change different ones both keep theirs.
 */
export type Scene = z.infer<typeof sceneValue>

export type SceneId = `scene:${string}`

/** Page pixels. What the camera shows; the rest of the board is masked, whatever the window's proportions. */
export type Frame = z.infer<typeof frameValue>

const coordinate = z.number().min(-1e6).max(1e6)
const extent = z.number().min(1).max(1e6)
export const frameValue = z.object({ x: coordinate, y: coordinate, w: extent, h: extent })

const shapeId = z.string().regex(/^shape:[\w.:-]{1,190}$/)
const evidenceId = z.string().regex(/^evidence:[\w-]{1,64}$/)
const stepId = z.string().regex(/^[\w-]{1,64}$/)
const MOST_MEMBERS = 20_000
export const MOST_STEPS = 500

function members<V>(key: z.ZodString, value: z.ZodType<V>) {
  return z
    .record(key, value)
    .refine((each) => Object.keys(each).length <= MOST_MEMBERS)
    .default({})
}

export const sceneValue = z.object({
  id: z.templateLiteral(['scene:', z.string().regex(/^[\w-]{1,64}$/)]),
  typeName: z.literal('scene'),
  briefing: briefingIdValue,
  /** Where it stands among the scenes of its briefing (order.ts). */
  order: z.string().refine(isOrder),
  title: z.string().max(500).default(''),
  /** What the people who watch may read. */
  description: z.string().max(50_000).default(''),
  /** For whoever presents, and nobody else. */
  notes: z.string().max(200_000).default(''),
  /** Kept, and skipped when presenting. */
  isHidden: z.boolean().default(false),
  page: z.string().regex(/^page:[\w.:-]{1,190}$/),
  frame: frameValue,
  /** Shapes that are not shown. */
  hides: members(shapeId, z.literal(true)),
  /** Shapes that stand out; while any of them is there, the others are dimmed. */
  emphasises: members(shapeId, z.literal(true)),
  /** Seconds of media time at which clips stand, by their evidence. */
  media: members(evidenceId, z.number().min(0).max(1e6)),
  /** Steps that reveal items one after another: where each stands among them (order.ts), by its id. */
  steps: members(stepId, z.string().refine(isOrder)).refine(
    (steps) => Object.keys(steps).length <= MOST_STEPS,
  ),
  /** Which step a shape comes with. One of a step that is gone is there from the start. */
  reveals: members(shapeId, stepId),
  createdAt: z.string().max(40).default(''),
  createdBy: z.string().max(200).default(''),
})

/** Fields whose members each lie under a key of their own. */
export const sceneLists = ['hides', 'emphasises', 'media', 'steps', 'reveals'] as const

/** Fields that several people may write in at once. */
export const sceneTexts = ['description', 'notes'] as const
