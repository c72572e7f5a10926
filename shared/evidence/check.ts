import { z } from 'zod'
import { evidenceId } from './references.ts'

/** The five pillars: what is asked of every item before it is believed. */
export const pillars = {
  provenance: { label: 'Provenance', asks: 'Is this the original, as it was first published?' },
  source: { label: 'Source', asks: 'Who made it, and who shared it?' },
  date: { label: 'Date', asks: 'When was it made?' },
  location: { label: 'Location', asks: 'Where was it made?' },
  motivation: { label: 'Motivation', asks: 'Why was it made, and why was it shared?' },
} as const
export type PillarName = keyof typeof pillars
export const pillarNames = ['provenance', 'source', 'date', 'location', 'motivation'] as const

export const checkOutcomes = {
  open: 'Open',
  holds: 'Holds',
  failed: 'Failed',
  'could-not-confirm': 'Could not confirm',
} as const
export type CheckOutcome = keyof typeof checkOutcomes

/**
 * What came of asking one thing of an item. The check of a pillar itself is the entry that has the pillar's name
 * as its id, and no `name` of its own; more exact ones ("Time of filming") have one, and any other id.
 */
export const checkValue = z.object({
  pillar: z.enum(pillarNames),
  name: z.string().max(200),
  outcome: z.enum(['open', 'holds', 'failed', 'could-not-confirm']),
  /** What was found, and so the reason for the outcome. */
  finding: z.string().max(5000),
  /** What shows it, on the same board. */
  evidence: z.array(evidenceId).max(20),
  by: z.string().max(200),
  /** ISO 8601 instant, or EDTF where somebody outside the team judged. */
  at: z.string().max(40),
})
export type Check = z.infer<typeof checkValue>

export function isPillarName(text: string): text is PillarName {
  return Object.hasOwn(pillars, text)
}
