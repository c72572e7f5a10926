import { isWithdrawn } from './doubts.ts'
import { evidenceFields, type Evidence } from './kinds.ts'
import { statusOf } from './status.ts'
import { entriesOf, textOf } from './values.ts'

/**
 * How much less than "it is so" a claim says: "Possible", "Appears", "Denied". From the way it is put, else from
 * what everyone does who is recorded with it. Undefined where it is asserted.
 */
export function hedgeOf(evidence: Evidence): string | undefined {
  const field = evidenceFields[evidence.kind]['modality']
  const modality = textOf(evidence, 'modality')
  if (field?.type === 'choice' && modality !== undefined && modality !== 'asserted')
    return field.options[modality] ?? modality
  const done = new Set(
    entriesOf(evidence, 'claimants', 'claimant').map(({ value: { act } }) => act),
  )
  const [act] = done
  if (done.size !== 1) return undefined
  if (act === 'appears-to-acknowledge') return 'Appears'
  return act === 'denies' ? 'Denied' : undefined
}

/** Words of a claim, its title or its statement, with the hedge in front: "Possible: they were deployed". */
export function withHedge(evidence: Evidence, words: string): string {
  const hedge = hedgeOf(evidence)
  return hedge === undefined ? words : `${hedge}: ${words}`
}

/** The status where it is a doubt: "Disputed", "Could not confirm", "False", "Verified against …", "Withdrawn". */
export function doubtOf(evidence: Evidence): string | undefined {
  if (isWithdrawn(evidence)) return 'Withdrawn'
  const { status, label, override } = statusOf(evidence)
  const isDoubt =
    status === 'disputed' || status === 'could-not-confirm' || status === 'false' || override
  return isDoubt ? label : undefined
}
