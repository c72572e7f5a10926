import { z } from 'zod'

/** How well two regions match, in the order of their weight. */
export const matchGrades = {
  strong: 'Strong',
  fair: 'Fair',
  weak: 'Weak',
  none: 'No match',
} as const
export type MatchGrade = keyof typeof matchGrades

/** What a grade says, so that two people mean the same by it. */
export const gradeMeanings: Record<MatchGrade, string> = {
  strong: 'Several particular details agree, and none differs.',
  fair: 'Form and arrangement agree; particular details cannot be made out.',
  weak: 'Agrees in general only: many others would too.',
  none: 'Something differs that cannot be explained by view, light or time.',
}

const regionId = z.string().regex(/^[\w-]{1,64}$/)

/** Two regions held against each other: entries of `regions` of the first and the second picture of a match. */
export const pairValue = z.object({
  a: regionId,
  b: regionId,
  grade: z.enum(Object.keys(matchGrades) as [MatchGrade, ...MatchGrade[]]),
  note: z.string().max(5000),
  by: z.string().max(200),
  /** ISO 8601 instant. */
  at: z.string().max(40),
})
export type Pair = z.infer<typeof pairValue>

export function isMatchGrade(value: string): value is MatchGrade {
  return Object.hasOwn(matchGrades, value)
}
