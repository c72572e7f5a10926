import { z } from 'zod'

/** A note on the time line of a clip, at a moment or over a range. Seconds of media time. */
export const markerValue = z.object({
  startS: z.number().min(0).max(1e7),
  /** Null for a moment. */
  endS: z.number().min(0).max(1e7).nullable(),
  note: z.string().max(5000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Marker = z.infer<typeof markerValue>
