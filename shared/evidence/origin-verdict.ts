import { z } from 'zod'

/** What somebody found about two origins of one claim: whether what they know comes from one place. */
export const originVerdictValue = z.object({
  /** An origin's name, or the id of the item that is one. */
  a: z.string().max(300),
  b: z.string().max(300),
  verdict: z.enum(['one-source', 'independent']),
  reason: z.string().max(5000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type OriginVerdict = z.infer<typeof originVerdictValue>
