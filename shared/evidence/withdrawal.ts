import { z } from 'zod'

/** Why an item was withdrawn, by whom and when (ISO 8601). The item and its original stay. */
export const withdrawalValue = z.object({
  reason: z.string().min(1).max(5000),
  by: z.string().max(200),
  at: z.string().max(40),
})
export type Withdrawal = z.infer<typeof withdrawalValue>
