import { z } from 'zod'

/** The custody log of a board: what was done to its items and originals, by whom and when. Nothing in it is ever changed. */

export const custodyActs = [
  /** A file came to the board. `details`: name, size in bytes, how. */
  'received',
  /** The whole board came in a package from elsewhere, with the log before this. `details.name` is the package. */
  'imported',
  /** SHA-256 was taken over the bytes as they came. */
  'hashed',
  'facts-read',
  /** A working copy was made from the original. `details.copy` is its SHA-256. */
  'copy-made',
  /** Looked at closely. Once a person, item and hour, however often it is opened. */
  'viewed',
  'downloaded',
  'exported',
  'withdrawn',
  'restored',
] as const
export type CustodyAct = (typeof custodyActs)[number]

const evidence = z.string().regex(/^evidence:[\w-]{1,64}$/, 'it is no item of evidence')
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'it is no SHA-256')

export const custodyDetails = z.object({
  name: z.string().max(500).optional(),
  size: z.number().int().min(0).optional(),
  how: z.enum(['upload', 'request', 'server']).optional(),
  copy: sha256.optional(),
  reason: z.string().max(5000).optional(),
  /** Of an exported picture: the moment that it shows, and the hash of what can be seen on it. */
  seq: z.number().int().min(0).optional(),
  pixels: sha256.optional(),
})
export type CustodyDetails = z.infer<typeof custodyDetails>

export const custodyEntry = z.object({
  /** Position in the board's custody log, from 1 on. */
  seq: z.number().int(),
  /** ISO 8601 instant of the server's clock. */
  at: z.string(),
  /** Name as it was then; `Redstring` for what the server did by itself. */
  by: z.string(),
  what: z.enum(custodyActs),
  evidence: z.string().nullable(),
  sha256: z.string().nullable(),
  details: custodyDetails,
})
export type CustodyEntry = z.infer<typeof custodyEntry>

/** `GET /api/boards/:id/custody`. Without a filter: the whole board's. With both: of either. */
export const custodyQuery = z.object({
  evidence: evidence.optional(),
  sha256: sha256.optional(),
  /** Also walks the chain of hashes of the whole board's log. */
  verify: z.string().optional(),
})

export const custodyLog = z.object({
  entries: z.array(custodyEntry),
  /** Only when asked to verify: the first position that does not fit the chain, null where all do. */
  brokenAt: z.number().int().nullable().optional(),
})

/** `POST /api/boards/:id/custody`: what only a page knows. The rest the server writes by itself. */
export const custodyNote = z
  .object({
    what: z.enum(['viewed', 'exported', 'withdrawn', 'restored']),
    evidence: evidence.optional(),
    sha256: sha256.optional(),
    reason: z.string().trim().min(1, 'it is empty').max(5000).optional(),
  })
  .refine((note) => note.evidence !== undefined || note.sha256 !== undefined, {
    message: 'Name the item or the file.',
  })
  .refine((note) => note.what !== 'withdrawn' || note.reason !== undefined, {
    message: 'Say why it is withdrawn.',
  })
export type CustodyNote = z.infer<typeof custodyNote>
