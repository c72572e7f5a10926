import { z } from 'zod'

/** Somebody was asked for an original or for what is known of it. `at` and `answeredAt` are EDTF, empty if not recorded. */
export const requestValue = z.object({
  askedOf: z.string().max(300),
  what: z.string().max(1000),
  by: z.string().max(200),
  at: z.string().max(100),
  outcome: z.enum(['waiting', 'given', 'partly-given', 'declined', 'no-answer']),
  answer: z.string().max(5000),
  answeredAt: z.string().max(100),
})
export type Request = z.infer<typeof requestValue>
