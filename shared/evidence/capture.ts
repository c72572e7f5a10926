import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const address = z.string().max(8_000)
const instant = z.string().max(40)

/**
 * A page as the server received it: what the network showed, and nothing of what the page claims. What came is
 * kept as a WARC (ISO 28500), a file of the board under `sha256`; the other hashes name files of the board too.
 */
export const keptCaptureValue = z.object({
  outcome: z.literal('kept'),
  /** What was asked for, and where the redirects led. */
  url: address,
  finalUrl: address,
  /** ISO 8601 instant at which the last answer came. */
  capturedAt: instant,
  by: z.string().max(200),
  /** HTTP status of the last answer. */
  status: z.number().int().min(100).max(999),
  /** Of the server that gave it. */
  ip: z.string().max(64),
  redirects: z.array(z.object({ url: address, status: z.number().int() })).max(20),
  contentType: z.string().max(200),
  /** Of the WARC. */
  sha256,
  /** Bytes of the WARC. */
  size: z.number().int().min(0),
  /** Of the page itself as it was sent, decompressed: differs as soon as one byte does. */
  payloadSha256: sha256,
  /** Of its cleaned text: differs when its words do. */
  textSha256: sha256.optional(),
  /** A working copy of the page that needs nothing else to be looked at. */
  replaySha256: sha256.optional(),
  /** The picture that the page names as its own, to be shown by browsers. */
  pictureSha256: sha256.optional(),
  iconSha256: sha256.optional(),
  /** The whole page as a picture. */
  pageImageSha256: sha256.optional(),
  /** A sentence for each thing that could not be had. */
  notes: z.array(z.string().max(500)).max(20),
})
export type KeptCapture = z.infer<typeof keptCaptureValue>

/** An attempt that brought nothing. That a page could not be had at a time is worth keeping too. */
export const failedCaptureValue = z.object({
  outcome: z.literal('failed'),
  url: address,
  capturedAt: instant,
  by: z.string().max(200),
  /** A sentence. */
  reason: z.string().max(500),
})

export const captureValue = z.discriminatedUnion('outcome', [keptCaptureValue, failedCaptureValue])
export type Capture = z.infer<typeof captureValue>
