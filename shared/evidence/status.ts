import { standingChecks, standingInWords } from './checks.ts'
import type { Evidence } from './kinds.ts'
import { valueOf } from './values.ts'
import { verificationStatuses, type Override, type VerificationStatus } from './verification.ts'

/** How an item stands, as every view shows it. */
export type ItemStatus = {
  status: VerificationStatus
  /** What the status reads as: "Verified" alone only where nothing stands against it. */
  label: string
  /** Where "verified" stands against checks that failed: why, in somebody's words. */
  override: Override | null
  /** "Verified" was set, by whatever means, although checks stand: it is not shown as that. */
  isHeldBack: boolean
}

/**
 * The status to show. Whatever a record says, an item whose checks stand as failed or unconfirmed is not called
 * verified, unless somebody set that against these very checks and said why; then both are said.
 */
export function statusOf(evidence: Evidence): ItemStatus {
  const { status, override } = valueOf(evidence, 'verification', 'verification') ?? {
    status: 'unverified' as const,
  }
  const standing = status === 'verified' ? standingChecks(evidence) : []
  if (standing.length === 0)
    return { status, label: verificationStatuses[status], override: null, isHeldBack: false }
  if (override && standing.every(({ id }) => override.against.includes(id)))
    return {
      status,
      label: `Verified against ${standingInWords(standing)}`,
      override,
      isHeldBack: false,
    }
  return {
    status: 'could-not-confirm',
    label: verificationStatuses['could-not-confirm'],
    override: null,
    isHeldBack: true,
  }
}
