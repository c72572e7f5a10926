import { z } from 'zod'
import { briefingIdValue } from './briefing.ts'
import { playheadValue } from './playhead.ts'
import { MOST_STEPS } from './scene.ts'

/** What somebody presents, as the field `presenting` of their presence: views at rest, not the way between them. */
export const presentingValue = z.object({
  briefing: briefingIdValue,
  scene: z.templateLiteral(['scene:', z.string().regex(/^[\w-]{1,64}$/)]),
  /** How many steps were taken. */
  step: z.number().int().min(0).max(MOST_STEPS),
  /** Position in the log of the moment that is presented; null for the board as it is. */
  moment: z.number().int().min(1).max(1e15).nullable(),
  /** Nothing is shown, for the moment. */
  isBlack: z.boolean(),
  /** Milliseconds since 1970: of two who present, the later one is followed. */
  since: z.number().min(0).max(1e15),
  /** Where the clip stands that is played on the presenter's screen; null while none is. */
  playhead: playheadValue.nullable().default(null),
})
export type Presenting = z.infer<typeof presentingValue>
