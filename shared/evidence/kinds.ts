import type { z } from 'zod'
import { claim } from './claim.ts'
import { comparison } from './comparison.ts'
import { document } from './document.ts'
import type { Field } from './fields.ts'
import { fieldsOf, validatorOfKind, type Kind } from './kind.ts'
import { link } from './link.ts'
import { match } from './match.ts'
import { photo } from './photo.ts'
import { question } from './question.ts'
import { quote } from './quote.ts'
import { satellite } from './satellite.ts'
import { video } from './video.ts'

/** The table of kinds. A new kind is one file and one name here. */
export const kinds = {
  video,
  satellite,
  comparison,
  photo,
  quote,
  link,
  document,
  claim,
  question,
  match,
} satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as KindName[]

export function isKindName(value: unknown): value is KindName {
  return typeof value === 'string' && Object.hasOwn(kinds, value)
}

/** One item of evidence as a plain record; the fields beside these are those of its kind. */
export type Evidence = {
  id: EvidenceId
  typeName: 'evidence'
  kind: KindName
  /** ISO 8601 instant. */
  createdAt: string
  createdBy: string
  [field: string]: unknown
}

export type EvidenceId = `evidence:${string}`

/** Every field of a kind, the common ones first. */
export const evidenceFields: Record<KindName, Record<string, Field>> = mapKinds((_, kind) =>
  fieldsOf(kind),
)

export const evidenceValidators: Record<KindName, z.ZodType> = mapKinds((name, kind) =>
  validatorOfKind(name, kind),
)

function mapKinds<T>(make: (name: KindName, kind: Kind) => T): Record<KindName, T> {
  return Object.fromEntries(kindNames.map((name) => [name, make(name, kinds[name])])) as Record<
    KindName,
    T
  >
}
