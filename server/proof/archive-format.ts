import { z } from 'zod'

/**
 * What lies in `data/` of a board's archive, a BagIt bag. Files of lines hold one JSON object a line. Hashes are
 * lower-case hexadecimal SHA-256, instants milliseconds since 1970, updates base64 of Yjs updates (format V1).
 *
 * A later package of a whole case can hold this beside exports: nothing here lies outside these names and `files/`.
 */
export const archiveFiles = {
  /** `archivedBoard` */
  board: 'board.json',
  /** `archivedRow`, every edit from the first on */
  log: 'log.jsonl',
  /** `archivedVersion` */
  versions: 'versions.jsonl',
  /** `archivedTimestamp` of each version that has one; archives of before there were any lack the file. */
  timestamps: 'timestamps.jsonl',
  /** `archivedCustodyRow` */
  custody: 'custody.jsonl',
  /** `archivedFile` of each file in `files/`, where it lies under its hash */
  files: 'files.jsonl',
  /** The canonical records as they stood after the last edit (see ARCHITECTURE, Proof). */
  records: 'records.json',
} as const

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const position = z.number().int().min(0)
/** Milliseconds since 1970, up to the end of the year 9999. */
const instant = z.number().int().min(0).max(253_402_300_799_999)

/** Of a person: what a database has room for. */
const personId = z
  .string()
  .max(64)
  .refine((id) => !id.includes('\0') && id.isWellFormed())
const line = z.string().refine((text) => !text.includes('\0') && text.isWellFormed())

export const archivedBoard = z.object({
  format: z.literal('redstring archive 1'),
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  archivedAt: z.string(),
  /** Where the log ends here, and SHA-256 of `records.json`. */
  head: z.object({ seq: position, logHash: hash, recordsHash: hash }),
  /** Where the custody log ends here. Null where it is empty; archives made before there were heads have none. */
  custodyHead: z.object({ seq: position, hash }).nullish(),
  /** Names of the people that the log and the custody log name by id, as they are called now. */
  people: z.record(z.string(), z.string()),
})
export type ArchivedBoard = z.infer<typeof archivedBoard>

export const archivedRow = z.object({
  seq: position,
  at: instant,
  actor: personId,
  update: z.base64(),
  hash,
})

export const archivedVersion = z.object({
  id: z.string(),
  seq: position,
  name: z.string(),
  note: z.string(),
  kind: z.string(),
  personName: z.string(),
  /** Packages from before lack it. */
  personId: personId.optional(),
  namedAt: instant,
  logHash: hash,
  recordsHash: hash,
})
export type ArchivedVersion = z.infer<typeof archivedVersion>

export const archivedTimestamp = z.object({
  versionId: z.string(),
  /** When it was by the authority's clock, and what it calls itself. */
  at: instant,
  authority: line,
  /** RFC 3161. */
  token: z.base64(),
  /** Of the token. */
  sha256: hash,
})

export const archivedCustodyRow = z.object({
  seq: position,
  at: instant,
  actor: personId,
  actorName: line,
  what: line.max(40),
  evidenceId: line.max(80).nullable(),
  sha256: line.max(64).nullable(),
  /** JSON, byte for byte as it was hashed. */
  details: line,
  hash,
})

export const archivedFile = z.object({
  sha256: hash,
  size: z.number().int().min(0),
  type: z.string(),
  name: z.string(),
  addedBy: personId,
  addedAt: instant,
})
export type ArchivedFile = z.infer<typeof archivedFile>
