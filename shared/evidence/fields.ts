import { z } from 'zod'
import { entriesValidator, type EntryName } from './entries.ts'
import { georeferenceValue, rasterFactsValue } from './georeference.ts'
import { evidenceId, frameSourceValue, mediaRangeValue } from './references.ts'

/**
 * What one field of evidence holds. From this follow its validator, its control in the inspector, its register
 * column, its words in a comparison and its place in exports. Each field is one key of the record in the
 * document, so that two people in two fields both keep their edits.
 */
export type Field = {
  label: string
  /** What to write here, in one plain sentence. */
  help?: string
  /** Shown where nothing stands yet: says what is missing. */
  missing?: string
  /** Where the inspector shows it; `content` unless said otherwise. */
  section?: Section
} & FieldType

/** The questions every item answers, in the order the inspector asks them. */
export type Section = 'content' | 'provenance' | 'when' | 'assessment' | 'file'

export type FieldType =
  | { type: 'text' }
  /** Written by several people at once: a Y.Text in the document, a string everywhere else. */
  | { type: 'longText' }
  /** ISO 8601-2 (EDTF) as typed, e.g. `XXXX-10-23`; never completed by us. */
  | { type: 'date' }
  | { type: 'url' }
  | { type: 'number'; unit?: string }
  | { type: 'choice'; options: Record<string, string> }
  | { type: 'list' }
  | { type: 'place' }
  | { type: 'verification' }
  | { type: 'quantity' }
  | { type: 'claimants' }
  | { type: 'file' }
  | { type: 'facts' }
  | { type: 'upload' }
  /** Another item of this board. */
  | { type: 'ref' }
  /** A stretch of a clip, bound to it. */
  | { type: 'mediaRange' }
  /** Which frame of which clip a picture is. */
  | { type: 'frameSource' }
  /** Where a picture lies, as people set it. */
  | { type: 'georeference' }
  /** Any number of parts, each a key of its own in the document: entries.ts. */
  | { type: 'entries'; entry: EntryName }

/** Degrees, WGS 84. A claimed place and an established place are two fields. Unknown is null, never 0. */
export const placeValue = z.object({
  name: z.string().max(500),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  precision: z.enum(['exact', 'vicinity', 'locality', 'unknown']),
  method: z.string().max(2000),
  by: z.string().max(200),
})
export type Place = z.infer<typeof placeValue>

export const verificationStatuses = {
  unverified: 'Unverified',
  'partly-verified': 'Partly verified',
  verified: 'Verified',
  disputed: 'Disputed',
  'could-not-confirm': 'Could not confirm',
  false: 'False',
} as const
export type VerificationStatus = keyof typeof verificationStatuses

/**
 * A status never stands alone: it comes with why, who and when. One key, for they change together. `at` is an
 * ISO 8601 instant, or EDTF where somebody outside the team judged and only their day is known.
 */
export const verificationValue = z.object({
  status: z.enum(
    Object.keys(verificationStatuses) as [VerificationStatus, ...VerificationStatus[]],
  ),
  reason: z.string().max(5000),
  by: z.string().max(200),
  at: z.string().max(40),
})
export type Verification = z.infer<typeof verificationValue>

/** A number as it was said: "at least 3,000" is `{ comparator: '>=', value: 3000, unit: 'soldiers' }`. */
export const quantityValue = z.object({
  comparator: z.enum(['=', '>=', '<=', '>', '<', '~']),
  value: z.number(),
  unit: z.string().max(100),
  scope: z.string().max(500),
})
export type Quantity = z.infer<typeof quantityValue>

/** Who says it, and through whom it reached the team: Kirby → Reuters → the article. */
export const claimantValue = z.object({
  name: z.string().max(300),
  act: z.enum(['asserts', 'appears-to-acknowledge', 'agrees', 'denies', 'reports']),
  date: z.string().max(100),
  through: z.array(z.string().max(300)).max(20),
})
export type Claimant = z.infer<typeof claimantValue>

/** The original, byte for byte as received. `sha256` is lower-case hex. */
export const fileValue = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().min(0),
  type: z.string().max(200),
  name: z.string().max(500),
})
export type OriginalFile = z.infer<typeof fileValue>

/** While a file is on its way: who brings it. The key goes when `file` comes. */
export const uploadValue = z.object({
  name: z.string().max(500),
  size: z.number().int().min(0),
  by: z.string().max(200),
  state: z.enum(['sending', 'failed']),
  message: z.string().max(500),
})
export type Upload = z.infer<typeof uploadValue>

/** What was read from the file. Every figure may be absent: absent means not stated by the file. */
export const factsValue = z.object({
  width: z.number().optional(),
  height: z.number().optional(),
  durationS: z.number().optional(),
  frameRate: z.number().optional(),
  videoCodec: z.string().optional(),
  audioCodec: z.string().optional(),
  rotationDeg: z.number().optional(),
  /** EDTF or ISO 8601 with the zone only if the file states one. */
  takenAt: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
  camera: z.string().optional(),
  /** `EPSG:…` and footprint [west, south, east, north] in degrees WGS 84, for a georeferenced picture. */
  crs: z.string().optional(),
  footprint: z.array(z.number()).length(4).optional(),
  bands: z.number().optional(),
  raster: rasterFactsValue.optional(),
  pages: z.number().optional(),
  contentCredentials: z.boolean().optional(),
  /** SHA-256 of derived working copies in the same store: a poster or preview picture a browser can show. */
  previewSha256: z.string().optional(),
  /** A sentence for each thing that could not be read. */
  notes: z.array(z.string()).optional(),
})
export type Facts = z.infer<typeof factsValue>

/** The validator of a field's value when it is present. */
export function validatorOf(field: Field): z.ZodType {
  switch (field.type) {
    case 'text':
      return z.string().max(2_000)
    case 'longText':
      return z.string().max(200_000)
    case 'date':
      return z.string().max(100)
    case 'url':
      return z.string().max(8_000)
    case 'number':
      return z.number()
    case 'choice':
      return z.enum(Object.keys(field.options))
    case 'list':
      return z.array(z.string().max(2_000)).max(500)
    case 'place':
      return placeValue
    case 'verification':
      return verificationValue
    case 'quantity':
      return quantityValue
    case 'claimants':
      return z.array(claimantValue).max(100)
    case 'file':
      return fileValue
    case 'facts':
      return factsValue
    case 'upload':
      return uploadValue
    case 'ref':
      return evidenceId
    case 'mediaRange':
      return mediaRangeValue
    case 'frameSource':
      return frameSourceValue
    case 'georeference':
      return georeferenceValue
    case 'entries':
      return entriesValidator(field.entry)
  }
}
