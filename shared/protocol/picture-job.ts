import { z } from 'zod'
import { takenPicture } from './pictures.ts'

/**
 * What the command line asks a headless browser to draw. The page asks `GET /api/picture-job`, draws it, and says what
 * it drew in `POST /api/picture-job/made`; then it may ask for content credentials as on any board, and sends the file
 * to `PUT /api/picture-job`. What fails it tells in a sentence to `POST /api/picture-job/failure`.
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

/** What was drawn. */
export const madePicture = takenPicture.omit({ goesOn: true }).extend({
  evidence: z.array(z.string()),
  pieces: z.array(z.object({ name: z.string(), pixels: z.string() })),
  missing: z.array(z.string()),
})
export type MadePictureNote = z.infer<typeof madePicture>
