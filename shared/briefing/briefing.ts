import { z } from 'zod'

/** An ordered list of scenes under one name. Its scenes name it; it holds none itself. */
export type Briefing = z.infer<typeof briefingValue>

export type BriefingId = `briefing:${string}`

export const briefingIdValue = z.templateLiteral(['briefing:', z.string().regex(/^[\w-]{1,64}$/)])

export const briefingValue = z.object({
  id: briefingIdValue,
  typeName: z.literal('briefing'),
  title: z.string().max(500).default(''),
  /** ISO 8601 instant. Briefings stand in the order in which they were made. */
  createdAt: z.string().max(40).default(''),
  createdBy: z.string().max(200).default(''),
})
