import { z } from 'zod'
import { evidenceId } from './references.ts'

/** One picture of a comparison. `order` is where people put it: it decides where dates do not. */
export const snapshotValue = z.object({
  of: evidenceId,
  order: z.number().min(-1e9).max(1e9),
})
export type Snapshot = z.infer<typeof snapshotValue>

/** Something that is there in some pictures of a comparison and not in others. */
export const changeValue = z.object({
  what: z.string().max(500),
  /** What is seen in each picture that was looked at for it. */
  seen: z
    .array(z.object({ of: evidenceId, as: z.enum(['present', 'absent', 'unclear']) }))
    .max(200),
  note: z.string().max(5000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Change = z.infer<typeof changeValue>
