import type { Evidence } from './kinds.ts'

/** What stays with each half of a compound claim: who says so, when, how it is put, and where it comes from. */
const kept = [
  'statement',
  'modality',
  'claimants',
  'date',
  'datePublished',
  'yearInferences',
  'source',
  'origin',
  'receivedFrom',
  'sourceUrl',
  'motivation',
  'sensitivity',
  'originVerdicts',
] as const

/**
 * The fields of the second half. It begins with the whole statement, for people to take from each what the other
 * holds; figure, scope, title, place and status are its own to find.
 */
export function secondHalfOf(claim: Evidence): Record<string, unknown> {
  return Object.fromEntries(
    kept.filter((key) => claim[key] !== undefined).map((key) => [key, claim[key]]),
  )
}
