import { z } from 'zod'

/**
 * What the command line asks a headless browser to draw. The page asks `GET /api/picture-job`, draws it, and sends
 * the file to `PUT /api/picture-job` or a sentence to `POST /api/picture-job/failure`.
 */
export const pictureJob = z.object({
  moment: z.object({
    boardId: z.string(),
    title: z.string(),
    seq: z.number().int().min(0),
    logHash: z.string(),
    name: z.string(),
    at: z.string(),
    people: z.array(z.string()),
  }),
  show: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('board') }),
    z.object({ kind: z.literal('frame'), id: z.string() }),
    z.object({ kind: z.literal('selection'), ids: z.array(z.string()) }),
    z.object({ kind: z.literal('scene'), id: z.string() }),
    z.object({ kind: z.literal('briefing'), id: z.string(), hasNotes: z.boolean() }),
  ]),
  format: z.enum(['png', 'jpeg', 'webp', 'svg', 'pdf']),
  scale: z.number().min(0.1).max(4),
  isDark: z.boolean(),
  hasLegend: z.boolean(),
  showsSensitive: z.boolean(),
})
export type PictureJob = z.infer<typeof pictureJob>

/** What comes with the file, as JSON in the header `x-picture`. */
export const madePicture = z.object({
  name: z.string(),
  pixels: z.string().regex(/^[0-9a-f]{64}$/),
  evidence: z.array(z.string()),
  missing: z.array(z.string()),
})
export type MadePictureNote = z.infer<typeof madePicture>
