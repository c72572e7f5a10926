import { z } from 'zod'

/** What a person or body does with a statement. */
export const acts = {
  asserts: 'asserts',
  'appears-to-acknowledge': 'appears to acknowledge',
  agrees: 'agrees',
  denies: 'denies',
  reports: 'reports',
} as const
export type Act = keyof typeof acts

/** Who says it, and through whom it reached the team: Kirby → Reuters → the article. */
export const claimantValue = z.object({
  name: z.string().max(300),
  /** Role or affiliation, as it was when they said it. */
  role: z.string().max(300).default(''),
  act: z.enum(Object.keys(acts) as [Act, ...Act[]]),
  /** EDTF; empty where none is stated. */
  date: z.string().max(100),
  /** Each one who passed it on, nearest the claimant first. */
  through: z.array(z.string().max(300)).max(20),
  /** How they say they know: what was shown, by ear, an inference. */
  basis: z.string().max(2000).default(''),
  /** Whose knowledge it is, where that is known to be another's. */
  origin: z.string().max(300).default(''),
})
export type Claimant = z.infer<typeof claimantValue>
