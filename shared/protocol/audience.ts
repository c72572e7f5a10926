import { z } from 'zod'
import { briefingIdValue } from '../briefing/briefing.ts'

const password = z.string().min(4, 'it has fewer than four characters').max(128)
const name = z.string().trim().min(1, 'it is empty').max(80)

/** A link that only watches one briefing. Its token is shown once, when it is made. */
export const audienceLink = z.object({
  id: z.string(),
  briefing: z.string(),
  madeBy: z.string(),
  /** ISO 8601 instants. */
  madeAt: z.string(),
  expiresAt: z.string(),
  hasPassword: z.boolean(),
  asksName: z.boolean(),
  /** How many watch now. */
  watching: z.number().int(),
  /** It holds no longer, for whoever made it may no longer edit the board. */
  hasEnded: z.boolean(),
})
export type AudienceLink = z.infer<typeof audienceLink>

export const newAudienceLink = z.object({
  briefing: briefingIdValue,
  /** Hours from now. */
  validHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 90),
  password: password.optional(),
  asksName: z.boolean().default(false),
})
export type NewAudienceLink = z.input<typeof newAudienceLink>

export const madeAudienceLink = audienceLink.extend({ link: z.string(), token: z.string() })

/** What a stranger is told of a link before they are let in. */
export const audienceDoor = z.object({
  isIn: z.boolean(),
  asksPassword: z.boolean(),
  asksName: z.boolean(),
  tldrawLicenseKey: z.string().nullable(),
})
export type AudienceDoor = z.infer<typeof audienceDoor>

export const enterAudience = z.object({
  password: z.string().max(128).optional(),
  name: name.optional(),
})
