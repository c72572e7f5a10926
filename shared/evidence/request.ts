import { z } from 'zod'

/** Somebody was asked for an original or for what is known of it. `at` and `answeredAt` are EDTF, empty if not recorded. */
export const requestValue = z.object({
  askedOf: z.string().max(300),
  what: z.string().max(1000),
  by: z.string().max(200),
  at: z.string().max(100),
  outcome: z.enum(['waiting', 'given', 'partly-given', 'declined', 'no-answer', 'not-recorded']),
  answer: z.string().max(5000),
  answeredAt: z.string().max(100),
})
export type Request = z.infer<typeof requestValue>

export const requestOutcomes: Record<Request['outcome'], string> = {
  waiting: 'Waiting for an answer',
  given: 'Given',
  'partly-given': 'Partly given',
  declined: 'Declined',
  'no-answer': 'No answer',
  'not-recorded': 'Outcome not recorded',
}

/** A request as boards kept it before it was a part of its own: a line of text. */
export function requestOfLine(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return {
    askedOf: '',
    what: value.slice(0, 1000),
    by: '',
    at: '',
    outcome: 'not-recorded',
    answer: '',
    answeredAt: '',
  } satisfies Request
}
