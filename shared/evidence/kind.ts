import { z } from 'zod'
import { commonFields } from './common-fields.ts'
import { validatorOf, type Field } from './fields.ts'

/** One kind of evidence, defined once: a file here and its name in kinds.ts. */
export type Kind = {
  label: string
  plural: string
  /** Shown where someone picks a kind. */
  hint: string
  /** The kind's own fields, beside the common ones. Order is the order of the inspector. */
  fields: Record<string, Field>
  /** Field shown as the card's body. */
  lead: string
  /** Size of a new card, in canvas pixels. */
  card: { w: number; h: number }
}

export function fieldsOf(kind: Kind): Record<string, Field> {
  return { ...commonFields, ...kind.fields }
}

/** Every field is optional: a record holds what is known, and a missing key says "not recorded". */
export function validatorOfKind(name: string, kind: Kind): z.ZodType {
  const shape: Record<string, z.ZodType> = {
    id: z.string().regex(/^evidence:[\w-]{1,64}$/),
    typeName: z.literal('evidence'),
    kind: z.literal(name),
    createdAt: z.string().max(40),
    createdBy: z.string().max(200),
  }
  for (const [key, field] of Object.entries(fieldsOf(kind)))
    shape[key] = validatorOf(field).optional()
  return z.object(shape)
}
