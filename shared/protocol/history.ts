import { z } from 'zod'
import { boardTitle, id } from './http.ts'

/**
 * The past of a board. A *moment* is a position in its log: the board as it stood after that entry. Moment 0 is
 * the empty board. Whoever may see a board may see its past; whoever may edit it names versions and restores.
 */

const seq = z.number().int().min(0)
const instant = z.string()

/** Who did something, called as today; `Redstring` for what the server did by itself. */
export const historyPerson = z.object({ id: z.string(), name: z.string(), colour: z.string() })
export type HistoryPerson = z.infer<typeof historyPerson>

/** One person's work without a long pause. Sessions of several people may overlap. */
export const workSession = z.object({
  personId: z.string(),
  /** First and last entry of theirs in it. Entries of others may lie between. */
  from: seq,
  to: seq,
  startedAt: instant,
  endedAt: instant,
  /** Items made and keys changed, each once a minute: a drag is one edit. */
  edits: z.number().int(),
  /** What they changed: evidence first, most edited first, at most 20, and how many there were. */
  items: z.array(z.string()).max(20),
  itemCount: z.number().int(),
})
export type WorkSession = z.infer<typeof workSession>

export const versionKind = z.enum(['named', 'automatic'])

/** A name on a moment. */
export const version = z.object({
  id,
  seq,
  name: z.string(),
  note: z.string(),
  kind: versionKind,
  /** Who named it. */
  personId: z.string(),
  personName: z.string(),
  /** When it was named, and when the entry it stands at was made. */
  namedAt: instant,
  at: instant,
  /** Hash of the log up to its moment, and of the board's canonical records then; SHA-256, hex. */
  logHash: z.string(),
  recordsHash: z.string(),
  /** Where an authority has stamped both hashes (RFC 3161): when that was, by its clock, and who it calls itself. */
  timestamp: z
    .object({
      at: instant,
      authority: z.string(),
      /** Whether a root that this server trusts vouches for it. */
      isVouchedFor: z.boolean(),
    })
    .optional(),
})
export type Version = z.infer<typeof version>

const versionName = z.string().trim().min(1, 'it is empty').max(120)
const versionNote = z.string().trim().max(5000)

/** `POST /api/boards/:id/versions` (editors). Without `seq`: the board as it is on disk now. */
export const newVersion = z.object({
  name: versionName,
  note: versionNote.default(''),
  seq: seq.optional(),
})
/** `PATCH /api/boards/:id/versions/:versionId`. An automatic version that is given a name becomes a named one. */
export const versionChange = z.object({
  name: versionName.optional(),
  note: versionNote.optional(),
})
/** `POST /api/boards/:id/copies` makes a new board of a moment, with the files its items name; answers a `board`. */
export const newCopy = z.object({ seq, title: boardTitle })

/** `GET /api/boards/:id/history`. */
export const history = z.object({
  /** The newest moment. */
  seq,
  /** Moments to offer on a slider, oldest first: at most 2,000, thinned evenly, the first and the newest always among them. */
  moments: z.array(z.object({ seq, at: instant, personId: z.string() })),
  /** Newest first. */
  sessions: z.array(workSession),
  people: z.array(historyPerson),
  /** Newest first. */
  versions: z.array(version),
})
export type History = z.infer<typeof history>

/** A record of a moment as it lies in the document, unchecked: it may be one that today's board sets aside. */
export const plainRecord = z.looseObject({ id: z.string(), typeName: z.string() })

/**
 * `GET /api/boards/:id/history/moments/:seq?from=`: what makes the records of moment `from` those of `seq`
 * (forwards or backwards). `from` is 0 unless given, so that everything is told.
 */
export const momentChange = z.object({
  seq,
  at: instant.nullable(),
  put: z.array(plainRecord),
  remove: z.array(z.string()),
})
export type MomentChange = z.infer<typeof momentChange>

/** Who last wrote a key of a record between two moments, and how often it was written. */
export const keyAuthor = z.object({
  key: z.string(),
  personId: z.string(),
  at: instant,
  seq,
  times: z.number().int(),
})

/** `GET /api/boards/:id/history/compare?from=&to=`: `from` is the earlier one. Only what differs in the end. */
export const comparison = z.object({
  from: z.object({ seq, at: instant.nullable() }),
  to: z.object({ seq, at: instant.nullable() }),
  changes: z.array(
    z.object({
      id: z.string(),
      before: plainRecord.nullable(),
      after: plainRecord.nullable(),
      /** Of the keys that differ (as codec.ts lays a record into keys); of a record that came or went: key `*`. */
      by: z.array(keyAuthor),
    }),
  ),
  people: z.array(historyPerson),
})
export type MomentComparison = z.infer<typeof comparison>

/** `GET /api/boards/:id/history/records/:recordId`: every value each key had, newest first; one a person and minute. */
export const recordHistory = z.object({
  values: z.array(
    z.object({
      /** `*`: the record itself came (`true`) or went (null). */
      key: z.string(),
      /** Null where the key, or the record, went. Long text as a string. */
      value: z.unknown(),
      personId: z.string(),
      /** When and where the last edit of that minute was made. */
      at: instant,
      seq,
      /** How many edits of that minute it stands for. */
      times: z.number().int(),
    }),
  ),
  people: z.array(historyPerson),
})
export type RecordHistory = z.infer<typeof recordHistory>
