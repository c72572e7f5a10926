import { z } from 'zod'
import { evidenceId } from './references.ts'

/** Somebody looked at two items that seemed to be the same footage, and they are not. */
export const dismissalValue = z.object({
  of: evidenceId,
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Dismissal = z.infer<typeof dismissalValue>
