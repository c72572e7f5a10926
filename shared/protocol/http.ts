import { z } from 'zod'
import { keptCaptureValue } from '../evidence/capture.ts'
import { factsValue } from '../evidence/fields.ts'
import { importedNames } from '../evidence/names-elsewhere.ts'

/** Bodies of the HTTP API. The same schemas check requests, describe them at /api/openapi.json and type the client. */

/** Of a person, a board or a key. */
export const id = z.string().regex(/^[\w-]{1,64}$/, 'it is no id')

export const role = z.enum(['owner', 'editor', 'viewer'])
export type Role = z.infer<typeof role>

export const boardTitle = oneLine(200)

export const board = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  /** Null while the board is in use. */
  archivedAt: z.string().nullable(),
  role,
  /** When the board was last edited, ISO 8601; null if never. */
  editedAt: z.string().nullable(),
  /** Of one that came in a package, where it is read alone: which names in its items came with it. */
  imported: importedNames.optional(),
})
export type Board = z.infer<typeof board>

export const newBoard = z.object({ title: boardTitle })
export const boardChange = z.object({
  title: boardTitle.optional(),
  archived: z.boolean().optional(),
})

export const boardRecords = z.object({
  /** The log position these records stand at. */
  seq: z.number().int(),
  records: z.array(z.looseObject({ id: z.string(), typeName: z.string() })),
  setAside: z.array(z.object({ id: z.string(), reason: z.string() })),
})

export const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** `#rrggbb`, the person's colour on every board. */
  colour: z.string(),
  isOwner: z.boolean(),
})
export type Person = z.infer<typeof person>

export const member = z.object({ person, role })
export type Member = z.infer<typeof member>
export const newMember = z
  .object({ personId: id.optional(), email: z.email().optional(), role })
  .refine((named) => (named.personId === undefined) !== (named.email === undefined), {
    message: 'Name the person or their e-mail address.',
  })
export const memberChange = z.object({ role })

/**
 * An invitation works once. `POST /api/invitations` makes one (for a board: its owners; without: the owner of
 * this installation), `GET /api/invitations/:token` says what it is to whoever holds the link, `POST` to the same
 * address makes the account or, for somebody who is signed in, only opens the board; it answers `joined`.
 */
export const newInvitation = z.object({
  boardId: z.string().optional(),
  role: role.default('editor'),
})
export const invitation = z.object({ token: z.string(), link: z.string() })
export const invitationView = z.object({ invitedBy: z.string(), boardTitle: z.string().nullable() })
export const joinBody = z.object({
  name: oneLine(80).optional(),
  email: z.email().optional(),
  password: z.string().min(8).max(128).optional(),
})
export const joined = z.object({ boardId: z.string().nullable() })

export const signInBody = z.object({ email: z.email(), password: z.string().max(1000) })
export const signUpBody = z.object({
  name: oneLine(80),
  email: z.email(),
  password: z.string().min(8).max(128),
})
/** `POST /api/account/password`. */
export const newPassword = z.object({
  current: z.string().max(1000),
  next: z.string().min(8).max(128),
})

/** `PATCH /api/account`. */
export const accountChange = z.object({ name: oneLine(80) })

/** `GET /api/keys`, `POST /api/keys` → 201 with the key itself, once; `DELETE /api/keys/:id`. */
export const newApiKey = z.object({ name: oneLine(80) })
export const apiKey = z.object({ id: z.string(), name: z.string(), createdAt: z.string() })
export type ApiKey = z.infer<typeof apiKey>
export const madeApiKey = apiKey.extend({ key: z.string() })

export const storedFile = z.object({
  sha256: z.string(),
  size: z.number().int(),
  type: z.string(),
  name: z.string(),
  facts: factsValue,
})
export type StoredFile = z.infer<typeof storedFile>

/** `GET /api/boards/:id/files/:sha256/working-copy`: the copy for playing of a clip that browsers do not play. */
export const workingCopy = z.object({
  /** `waiting` for others to be made; `unavailable`: this server has no program to make one. */
  state: z.enum(['not-needed', 'waiting', 'making', 'ready', 'failed', 'unavailable']),
  percent: z.number().min(0).max(100),
  /** Of the copy, once it is ready: its bytes are served like any file of the board. */
  sha256: z.string().optional(),
  /** Why there is none. */
  message: z.string().optional(),
})
export type WorkingCopy = z.infer<typeof workingCopy>
/** `POST /api/boards/:id/captures`. */
export const newCapture = z.object({ url: z.string().trim().min(1, 'it is empty').max(8_000) })

/** What a page says of itself, each on one line; a key that is missing was not stated. */
export const pageReading = z.object({
  title: z.string().max(2_000).optional(),
  author: z.string().max(2_000).optional(),
  site: z.string().max(2_000).optional(),
  /** EDTF, as precise as the page states it. */
  datePublished: z.string().max(100).optional(),
  excerpt: z.string().max(2_000).optional(),
  /** The article without what the site says about itself; paragraphs are apart by an empty line. */
  text: z.string().max(200_000).optional(),
})
export type PageReading = z.infer<typeof pageReading>

export const captureAnswer = keptCaptureValue.extend({ page: pageReading })
export type CaptureAnswer = z.infer<typeof captureAnswer>
/** A map to lie under the places of a board, beside the outlines that the client has. */
export const basemap = z.object({
  /** `xyz`: pictures by `{z}/{x}/{y}`. `pmtiles`: one archive, read by ranges. */
  kind: z.enum(['xyz', 'pmtiles']),
  url: z.string(),
  /** Plain text. */
  attribution: z.string(),
})
export type Basemap = z.infer<typeof basemap>

/** What the page needs before anything else. */
export const session = z.object({
  person: person.nullable(),
  /** `this-computer`: a name is enough. `accounts`: e-mail and password. */
  mode: z.enum(['this-computer', 'accounts']),
  /** Accounts mode before the first account: whoever comes first becomes the owner. */
  needsOwner: z.boolean(),
  /** People without a password who can go on from this computer. Empty in accounts mode. */
  knownHere: z.array(person),
  tldrawLicenseKey: z.string().nullable(),
  /** Whether this server fetches the pages that people link to. */
  linkFetching: z.boolean(),
  basemap: basemap.nullable(),
})
export type Session = z.infer<typeof session>

export const startBody = z.object({
  name: oneLine(80).optional(),
  /** Go on as somebody known on this computer. */
  personId: id.optional(),
})

/** The server's stopwatch, by which a clip plays alike for everyone: milliseconds, much as since 1970. */
export const sharedTime = z.object({ now: z.number() })

/** Something to be read on one line, of at most `most` UTF-16 units. */
function oneLine(most: number) {
  return z
    .string()
    .trim()
    .min(1, 'it is empty')
    .max(most, `it is longer than ${most} characters`)
    .regex(/^\P{Cc}*$/u, 'it holds control characters')
}

export const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
export type Failure = z.infer<typeof failure>
