import type * as Y from 'yjs'
import { AppError } from '../app-error.ts'
import type { Check } from '../evidence/check.ts'
import { namesOf, standingChecks, standingInWords } from '../evidence/checks.ts'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { newestJudgements } from '../evidence/unaware-judgements.ts'
import type { Verification, VerificationStatus } from '../evidence/verification.ts'
import { LOCAL_EDIT } from './edit.ts'
import { putEntry, setField } from './actions.ts'
import { checkRecord } from './check-record.ts'
import { readRecord } from './codec.ts'
import { recordsOf } from './layout.ts'

/** What people conclude about an item: each time with a reason, a name and a time, and as one step of undo. */

export type NewStatus = {
  status: VerificationStatus
  reason: string
  by: string
  /** Why "verified" is set although checks stand against it. */
  overrideReason?: string
}

/**
 * Sets the status of an item and adds it to the history of how it came about. A withdrawn or unreadable record
 * stays as it is.
 *
 * @throws AppError `status/no-reason`, or `status/checks-stand` for "verified" over checks without an override
 */
export function setVerification(doc: Y.Doc, id: EvidenceId, next: NewStatus): void {
  const reason = next.reason.trim()
  if (reason === '') throw new AppError('status/no-reason', 'Say why: a status never stands alone.')
  const evidence = evidenceIn(doc, id)
  if (!evidence) return
  const override = overrideOf(evidence, next)
  const value: Verification = {
    status: next.status,
    reason,
    by: next.by,
    at: new Date().toISOString(),
    ...(override && { override }),
  }
  doc.transact(() => {
    setField(doc, id, 'verification', value)
    putEntry(
      doc,
      id,
      { field: 'judgements', entry: 'judgement' },
      { ...value, after: newestJudgements(evidence) },
    )
  }, LOCAL_EDIT)
}

function overrideOf(
  evidence: Evidence,
  { status, overrideReason = '' }: NewStatus,
): Verification['override'] {
  const standing = status === 'verified' ? standingChecks(evidence) : []
  if (standing.length === 0) return undefined
  const reason = overrideReason.trim()
  if (reason === '')
    throw new AppError(
      'status/checks-stand',
      `This cannot be set to verified: ${standingInWords(standing)} ${standing.length === 1 ? 'stands' : 'stand'} against it (${namesOf(standing)}).`,
    )
  return { reason, against: standing.map(({ id }) => id) }
}

/** `checkId` is the name of the pillar for its own check, absent for a new one beside it. Returns the check's id. */
export function setCheck(
  doc: Y.Doc,
  id: EvidenceId,
  { checkId, ...check }: Omit<Check, 'at'> & { checkId?: string },
): string {
  return putEntry(
    doc,
    id,
    { field: 'checks', entry: 'check', ...(checkId !== undefined && { entryId: checkId }) },
    { ...check, at: new Date().toISOString() },
  )
}

/** Takes an item out of the reasoning. It is never deleted: `bringBack` undoes it for everybody. */
export function withdraw(
  doc: Y.Doc,
  id: EvidenceId,
  { reason, by }: { reason: string; by: string },
): void {
  if (reason.trim() === '') throw new AppError('status/no-reason', 'Say why it is withdrawn.')
  setField(doc, id, 'withdrawn', { reason: reason.trim(), by, at: new Date().toISOString() })
}

export function bringBack(doc: Y.Doc, id: EvidenceId): void {
  setField(doc, id, 'withdrawn', undefined)
}

function evidenceIn(doc: Y.Doc, id: EvidenceId): Evidence | undefined {
  const map = recordsOf(doc).get(id)
  const checked = map && checkRecord(readRecord(id, map))
  return checked && 'evidence' in checked ? checked.evidence : undefined
}
