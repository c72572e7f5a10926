import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconQuestionMark,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { verificationStatuses, type VerificationStatus } from '../../shared/evidence/fields.ts'
import css from './status-chip.module.css'

const icons: Record<VerificationStatus, Icon> = {
  unverified: IconCircleDashed,
  'partly-verified': IconCircleHalf2,
  verified: IconCheck,
  disputed: IconAlertTriangle,
  'could-not-confirm': IconQuestionMark,
  false: IconX,
}

/** A verification status, told apart by icon, word, fill and line, so that no colour is needed. */
export function StatusChip({ status }: { status: VerificationStatus }) {
  const Sign = icons[status]
  return (
    <span className={css['chip']} data-status={status}>
      <Sign size={14} stroke={2.2} aria-hidden="true" />
      {verificationStatuses[status]}
    </span>
  )
}
