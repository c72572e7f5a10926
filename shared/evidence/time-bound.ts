import { z } from 'zod'
import { evidenceId } from './references.ts'

/** What somebody noticed that an item cannot be older or newer than: leaves on the trees, a shop that opened. */
export const timeBoundValue = z.object({
  side: z.enum(['not-before', 'not-after']),
  /** EDTF. */
  date: z.string().max(100),
  why: z.string().max(2000),
  /** The item of this board that shows it, if one does. */
  evidence: evidenceId.nullable(),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type TimeBound = z.infer<typeof timeBoundValue>
