import { z } from 'zod'

/** Perceptual hashes of an item (picture-hash.ts): of the picture, or of frames over the length of the clip. */
export const hashesValue = z.object({
  algorithm: z.string().max(40),
  frames: z
    .array(
      z.object({
        /** Seconds of media time; absent for a still picture. */
        timeS: z.number().min(0).max(1e7).optional(),
        hash: z.string().max(2000),
      }),
    )
    .max(24),
})
export type Hashes = z.infer<typeof hashesValue>
