import { z } from 'zod'

/** How one item points to another, or to a part of its media. What it points to may be gone: readers say so. */

export const evidenceId = z.custom<`evidence:${string}`>(
  (value) => typeof value === 'string' && /^evidence:[\w-]{1,64}$/.test(value),
)

const mediaTime = z.number().min(0).max(1e7)

/** Seconds of media time in the clip `of`, both ends included. */
const mediaRangeValue = z
  .object({ of: evidenceId, startS: mediaTime, endS: mediaTime })
  .refine(({ startS, endS }) => endS >= startS)
export type MediaRange = z.infer<typeof mediaRangeValue>

/** Boards of the first release hold words here, bound to no clip: they stay in the document and bind nothing. */
export const mediaRangeOrWords = z.union([
  mediaRangeValue,
  z
    .string()
    .max(2_000)
    .transform(() => undefined),
])

/** Shares of a picture's width and height as shown, from its top left corner. */
export const cropValue = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  w: z.number().min(0).max(1),
  h: z.number().min(0).max(1),
})
export type Crop = z.infer<typeof cropValue>

/**
 * The frame of a clip that a picture is: enough to grab it again and get the same pixels. `index` counts shown
 * frames from 0 in presentation order; `timeS` is where the frame begins. `pixelSha256` is over the decoded
 * pixels (RGBA, rows from the top, as client/media/pixels.ts makes them) of the whole frame, or of the crop where
 * there is one.
 */
export const frameSourceValue = z.object({
  of: evidenceId,
  /** SHA-256 of the file that was decoded. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Present where that file was a working copy: SHA-256 of the original that the copy was made of. */
  originalSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  timeS: mediaTime,
  index: z.number().int().min(0),
  crop: cropValue.nullable(),
  pixelSha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type FrameSource = z.infer<typeof frameSourceValue>
