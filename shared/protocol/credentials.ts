import { z } from 'zod'

/** Content credentials (C2PA) of pictures that leave a board. No picture is sent for that, only its hash. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'it is no SHA-256')
const position = z
  .number()
  .int()
  .min(0)
  .max(2 ** 40)

/** More sources than these stand only in the XMP of the picture, which the signature covers too. */
export const MOST_SIGNED_SOURCES = 1_000

/** `POST /api/boards/:id/pictures/credentials`: a picture that was noted as taken is to be signed. */
export const pictureToSign = z.object({
  format: z.enum(['png', 'jpeg', 'pdf']),
  /** Hash of what can be seen on it, under which it was noted. */
  pixels: sha256,
  /** Hash of the file as it is, without credentials. */
  file: sha256,
  /** Where in the file the credentials will be put in. */
  place: position,
  /** How many bytes are kept for them there, as a PDF says in other places too; null where any number will do. */
  room: position.nullable(),
  sources: z.array(sha256).max(MOST_SIGNED_SOURCES),
  /** How many more there are. */
  moreSources: z.number().int().min(0),
})
export type PictureToSign = z.infer<typeof pictureToSign>

export const signedPicture = z.object({
  /** The manifest store to be put into the picture, base64; null where nothing was signed. */
  store: z.string().nullable(),
  /** How many bytes have to be kept for it, where that is another number than the picture kept; else null. */
  room: z.number().int().nullable(),
})
export type SignedPicture = z.infer<typeof signedPicture>

/** Larger manifest stores than this are not looked at, bytes. */
export const MOST_STORE_BYTES = 160 * 1024

/** `POST /api/credentials/check`: do the credentials in a picture fit it? */
export const credentialsToCheck = z.object({
  /** The manifest store, base64. */
  store: z.base64().max(Math.ceil(MOST_STORE_BYTES / 3) * 4),
  /** The stretch of the file that it takes. */
  start: position,
  length: position,
  /** Hash of the rest of the file. */
  rest: sha256,
})
export type CredentialsToCheck = z.infer<typeof credentialsToCheck>

export const checkedCredentials = z.object({
  /**
   * `hold`: they are of exactly this file, and the signature is that of the certificate. `expired`: the same, but the
   * certificate has run out since. `broken`: they are not of this file as it is. `unreadable`: they cannot be read.
   */
  verdict: z.enum(['hold', 'expired', 'broken', 'unreadable']),
  /** Who signed, as the certificate says; null where that cannot be told. */
  by: z.string().nullable(),
  /** Whether it is the certificate with which this server signs. */
  isOurs: z.boolean(),
})
export type CheckedCredentials = z.infer<typeof checkedCredentials>
