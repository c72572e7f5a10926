import { z } from 'zod'

export const verificationStatuses = {
  unverified: 'Unverified',
  'partly-verified': 'Partly verified',
  verified: 'Verified',
  disputed: 'Disputed',
  'could-not-confirm': 'Could not confirm',
  false: 'False',
} as const
export type VerificationStatus = keyof typeof verificationStatuses

/** Why "verified" was set although checks stood against it. It holds for those checks and no others. */
export const overrideValue = z.object({
  reason: z.string().min(1).max(5000),
  /** Ids of the checks that stood when it was set. */
  against: z.array(z.string().max(64)).min(1).max(2000),
})
export type Override = z.infer<typeof overrideValue>

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
  override: overrideValue.optional(),
})
export type Verification = z.infer<typeof verificationValue>

/** A status as it lies in the history of an item. */
export const judgementValue = verificationValue.extend({
  /** Ids of the newest judgements that whoever set this could see. Absent in those of an older Redstring. */
  after: z.array(z.string().max(64)).max(2000).optional(),
})
export type Judgement = z.infer<typeof judgementValue>
