import { z } from 'zod'
import { entriesValidator, type EntryName } from './entries.ts'
import { georeferenceValue, rasterFactsValue } from './georeference.ts'
import { hashesValue } from '../media/hashes.ts'
import { evidenceId, frameSourceValue, mediaRangeOrWords } from './references.ts'
import { statedDateValue } from './stated-dates.ts'
import { verificationValue } from './verification.ts'
import { withdrawalValue } from './withdrawal.ts'

export { verificationStatuses, type Verification } from './verification.ts'

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
  /** Stands beside the field after it where there is room for both. */
  isHalf?: true
} & FieldType

/** The questions every item answers, in the order the inspector asks them. */
export type Section = 'content' | 'provenance' | 'when' | 'assessment' | 'file'

export type FieldType =
  /** A language is BCP 47, or words where no tag says it: language.ts. */
  | { type: 'text'; holds?: 'language' }
  /** Written by several people at once: a Y.Text in the document, a string everywhere else. */
  | {
      type: 'longText'
      /** The field that says in which language it is written, if that need not be the team's. */
      languageIn?: string
    }
  /** ISO 8601-2 (EDTF) as typed, e.g. `XXXX-10-23`; never completed by us. */
  | { type: 'date' }
  | { type: 'url' }
  | { type: 'number'; unit?: string }
  | { type: 'choice'; options: Record<string, string> }
  | { type: 'list' }
  | { type: 'place' }
  | { type: 'verification' }
  | { type: 'quantity' }
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
  /** Taken out of the reasoning, with a reason; the item stays. */
  | { type: 'withdrawal' }
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

/** A number as it was said: "at least 3,000" is `{ comparator: '>=', value: 3000, unit: 'soldiers' }`. */
export const quantityValue = z.object({
  comparator: z.enum(['=', '>=', '<=', '>', '<', '~']),
  value: z.number(),
  unit: z.string().max(100),
  scope: z.string().max(500),
})
export type Quantity = z.infer<typeof quantityValue>

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
  /** Yjs client id of the page that sends it: while that page is here, nobody else goes on with it or ends it. */
  client: z.number().int().min(0),
  state: z.enum(['sending', 'failed']),
  message: z.string().max(500),
})
export type Upload = z.infer<typeof uploadValue>

/** What was read from the file. Every figure may be absent: absent means not stated by the file. */
export const factsValue = z.object({
  width: z.number().optional(),
  height: z.number().optional(),
  durationS: z.number().optional(),
  /** Frames a second: the mean over the clip, and where they differ the slowest and fastest between two frames. */
  frameRate: z.number().optional(),
  frameRateMin: z.number().optional(),
  frameRateMax: z.number().optional(),
  /** Of the video: counted, not stated. */
  frames: z.number().optional(),
  /** How many of the frames that a file cut short announces are in it; absent where all are. */
  framesHeld: z.number().optional(),
  /** Ticks a second in which the times of frames are given. */
  timeBaseHz: z.number().optional(),
  /** Width to height of one pixel as stored, `2:1`; absent where it is square. */
  pixelAspect: z.string().optional(),
  /** The container and its brand or kind: `MP4 (isom)`. */
  container: z.string().optional(),
  videoCodec: z.string().optional(),
  /** The codec with its profile and level, as browsers are asked about it (RFC 6381): `avc1.64001f`. */
  videoCodecString: z.string().optional(),
  audioCodec: z.string().optional(),
  audioChannels: z.number().optional(),
  audioRateHz: z.number().optional(),
  audioTracks: z.number().optional(),
  rotationDeg: z.number().optional(),
  /** EDTF or ISO 8601 with the zone only if the file states one. */
  takenAt: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
  camera: z.string().optional(),
  /** Programs that left their name in the file, each as it stands there. */
  software: z.array(z.string().max(300)).max(20).optional(),
  /** The time zone at the position, by its name in the IANA database. */
  timeZone: z.string().max(100).optional(),
  /** Every date that the file and its name state, none preferred. */
  dates: z.array(statedDateValue).max(40).optional(),
  /** A sentence for each place where what the file states does not fit together. */
  conflicts: z.array(z.string()).max(40).optional(),
  /** `EPSG:…` and footprint [west, south, east, north] in degrees WGS 84, for a georeferenced picture. */
  crs: z.string().optional(),
  footprint: z.array(z.number()).length(4).optional(),
  bands: z.number().optional(),
  raster: rasterFactsValue.optional(),
  pages: z.number().optional(),
  contentCredentials: z.boolean().optional(),
  /** SHA-256 of derived working copies in the same store: a poster or preview picture a browser can show. */
  previewSha256: z.string().optional(),
  /** SHA-256 of a copy made for playing, of a clip that browsers cannot decode. The original stays the evidence. */
  workingCopySha256: z.string().optional(),
  /** How the picture, or frames over the length of a clip, look: for finding the same footage again. */
  hashes: hashesValue.optional(),
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
    case 'file':
      return fileValue
    case 'facts':
      return factsValue
    case 'upload':
      return uploadValue
    case 'ref':
      return evidenceId
    case 'mediaRange':
      return mediaRangeOrWords
    case 'frameSource':
      return frameSourceValue
    case 'georeference':
      return georeferenceValue
    case 'withdrawal':
      return withdrawalValue
    case 'entries':
      return entriesValidator(field.entry)
  }
}
