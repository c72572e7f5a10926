import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconQuestionMark,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import type { VerificationStatus } from '../../shared/evidence/verification.ts'
import css from './status-chip.module.css'

export const statusIcons: Record<VerificationStatus, Icon> = {
  unverified: IconCircleDashed,
  'partly-verified': IconCircleHalf2,
  verified: IconCheck,
  disputed: IconAlertTriangle,
  'could-not-confirm': IconQuestionMark,
  false: IconX,
}

/**
 * How an item stands, told apart by icon, word, fill and line, so that no colour is needed. It takes the item and
 * not a status, so that nothing can be called verified over its failed checks.
 */
export function StatusChip({ evidence }: { evidence: Evidence }) {
  const { status, label, override } = statusOf(evidence)
  const Sign = override ? IconAlertTriangle : statusIcons[status]
  return (
    <span className={css['chip']} data-status={override ? 'overridden' : status}>
      <Sign size={14} stroke={2.2} aria-hidden="true" />
      {label}
    </span>
  )
}
