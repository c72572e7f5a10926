import { z } from 'zod'

/** Pictures that left a board: which moment one shows, and who took it. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'it is no SHA-256')
const seq = z.number().int().min(0)

/** `GET /api/boards/:id/history/moments/:seq/proof`. */
export const momentProof = z.object({
  seq,
  /** When the entry at this position was made; null before the first. */
  at: z.string().nullable(),
  /** Hash of the log up to this moment; SHA-256, hex. */
  logHash: sha256,
})
export type MomentProof = z.infer<typeof momentProof>

/** `POST /api/boards/:id/pictures`: a picture was taken out of the board. Everybody who may see it may do that. */
export const takenPicture = z.object({
  /** Of the file. */
  name: z.string().trim().min(1, 'it is empty').max(500),
  /** The moment that it shows. */
  seq,
  /** Hash of what can be seen on it; SHA-256, hex. */
  pixels: sha256,
  /** Items that are shown, so that the custody log of each tells of it. */
  evidence: z
    .array(z.string().regex(/^evidence:[\w-]{1,64}$/, 'it is no item of evidence'))
    .max(5_000),
  /** Where the picture is several files: each with the hash of what can be seen on it. */
  pieces: z
    .array(z.object({ name: z.string().trim().min(1, 'it is empty').max(200), pixels: sha256 }))
    .max(1_000)
    .default([]),
  /** These are further items or pieces of a picture that was noted just before. */
  goesOn: z.boolean().default(false),
})
export type TakenPicture = z.input<typeof takenPicture>

/** `GET /api/boards/:id/pictures/:pixels`: when a picture with exactly these pixels was taken, oldest first. */
export const picturesTaken = z.object({
  taken: z.array(z.object({ at: z.string(), by: z.string(), seq: seq.nullable() })),
})
export type PicturesTaken = z.infer<typeof picturesTaken>
