import { z } from 'zod'

/**
 * What is said in a clip, as somebody wrote it down: a WebVTT or SubRip file of the board, kept byte for byte like
 * an original. Whoever wrote it may have misheard: it is read beside the clip, never in place of it.
 */
export const subtitleValue = z.object({
  file: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    size: z.number().int().min(0),
    type: z.string().max(200),
    name: z.string().max(500),
  }),
  /** As people say it, or BCP 47. Empty where nobody has said. */
  language: z.string().max(100),
  label: z.string().max(300),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Subtitle = z.infer<typeof subtitleValue>
