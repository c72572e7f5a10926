import { z } from 'zod'

const share = z.number().min(0).max(1)

/** A length or an area that somebody measured on a picture: what was pointed at; the figure follows from its place. */
export const measurementValue = z.object({
  what: z.enum(['distance', 'area']),
  label: z.string().max(500),
  /** Shares of the picture's width and height, from its upper left corner. */
  points: z
    .array(z.object({ x: share, y: share }))
    .min(2)
    .max(200),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Measurement = z.infer<typeof measurementValue>
