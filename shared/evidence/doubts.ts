import { namesOf, standingChecks, standingInWords } from './checks.ts'
import { evidenceFields, type Evidence } from './kinds.ts'
import type { Request } from './request.ts'
import { statusOf } from './status.ts'
import { entriesOf, textOf, valueOf } from './values.ts'

/** Whether an item was taken out of the reasoning: it then supports, contradicts and counts nowhere. */
export function isWithdrawn(evidence: Evidence): boolean {
  return valueOf(evidence, 'withdrawn', 'withdrawal') !== undefined
}

/**
 * What speaks against leaning on an item, a short sentence each, the gravest first. The same on cards, in the text
 * for those who do not see a picture, and in exports.
 */
export function doubtsOf(evidence: Evidence): string[] {
  return [
    ...withdrawal(evidence),
    ...againstChecks(evidence),
    ...standing(evidence),
    ...(isOriginalMissing(evidence) ? ['No original held.'] : []),
    ...unanswered(evidence),
  ]
}

/** The file of a stand-in is not the original of what it stands for. */
export function isOriginalMissing(evidence: Evidence): boolean {
  if (!('file' in evidenceFields[evidence.kind]) || evidence['upload'] !== undefined) return false
  return evidence['file'] === undefined || textOf(evidence, 'standIn') !== undefined
}

function withdrawal(evidence: Evidence): string[] {
  const withdrawn = valueOf(evidence, 'withdrawn', 'withdrawal')
  return withdrawn ? [sentence(`Withdrawn by ${withdrawn.by}: ${withdrawn.reason}`)] : []
}

function againstChecks(evidence: Evidence): string[] {
  const { label, override, isHeldBack } = statusOf(evidence)
  const by = valueOf(evidence, 'verification', 'verification')?.by.trim() || 'somebody'
  if (override) return [sentence(`${label}: ${override.reason.trim()} (${by})`)]
  if (!isHeldBack) return []
  const words = standingInWords(standingChecks(evidence))
  return [`Set to verified by ${by} although ${words} stood against it; not shown as that.`]
}

function standing(evidence: Evidence): string[] {
  const all = standingChecks(evidence)
  const failed = all.filter(({ check }) => check.outcome === 'failed')
  const unconfirmed = all.filter(({ check }) => check.outcome === 'could-not-confirm')
  return [
    ...(failed.length > 0 ? [`Failed: ${namesOf(failed)}.`] : []),
    ...(unconfirmed.length > 0 ? [`Not confirmed: ${namesOf(unconfirmed)}.`] : []),
  ]
}

const unmet: Partial<Record<Request['outcome'], string>> = {
  declined: 'declined',
  'no-answer': 'not answered',
}

function unanswered(evidence: Evidence): string[] {
  return entriesOf(evidence, 'requests', 'request').flatMap(({ value: { what, outcome } }) => {
    const words = unmet[outcome]
    return words === undefined ? [] : [sentence(`Asked for ${what.trim() || 'it'}: ${words}`)]
  })
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…]$/u.test(trimmed) ? trimmed : `${trimmed}.`
}
