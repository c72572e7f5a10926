import { z } from 'zod'

const share = z.number().min(0).max(1)

/**
 * A numbered part of a picture: an outline in shares of the picture's width and height as shown, from its top
 * left corner, whatever size it is drawn at. A rectangle is four points.
 */
export const regionValue = z.object({
  number: z.number().int().min(1).max(999),
  outline: z
    .array(z.object({ x: share, y: share }))
    .min(3)
    .max(200),
  label: z.string().max(500),
  note: z.string().max(5000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Region = z.infer<typeof regionValue>
