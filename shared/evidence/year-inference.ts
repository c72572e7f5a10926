import { z } from 'zod'

/**
 * A year that somebody concludes for a date in which none is stated. It stands beside the date and never in it;
 * two people may conclude different years.
 */
export const yearInferenceValue = z.object({
  year: z.number().int().min(-9999).max(9999),
  why: z.string().max(2000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type YearInference = z.infer<typeof yearInferenceValue>
