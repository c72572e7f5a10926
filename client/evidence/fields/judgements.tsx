import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { entriesOf, valueOf } from '../../../shared/evidence/values.ts'
import { verificationStatuses, type Verification } from '../../../shared/evidence/verification.ts'
import { moment } from '../../ui/time.ts'
import { messages } from '../inspector-messages.ts'
import { statusIcons } from '../status-chip.tsx'
import css from './judgements.module.css'

const words = messages.verification

/** Every status that was set, newest first, with who, when and why. Two set at once are both here. */
export function Judgements({ evidence }: { evidence: Evidence }) {
  const all = entriesOf(evidence, 'judgements', 'judgement').toReversed()
  const inForce = valueOf(evidence, 'verification', 'verification')
  if (all.length === 0) return null
  return (
    <details className={css['history']}>
      <summary>{words.history(all.length)}</summary>
      <ol aria-label={words.historyLabel}>
        {all.map(({ id, value }) => (
          <Line key={id} judgement={value} isInForce={isSame(value, inForce)} />
        ))}
      </ol>
    </details>
  )
}

function Line({ judgement, isInForce }: { judgement: Verification; isInForce: boolean }) {
  const { status, reason, by, at, override } = judgement
  const Sign = statusIcons[status]
  return (
    <li>
      <Sign size={15} stroke={2} aria-hidden="true" />
      <div>
        <p>
          <strong>{words.setTo(verificationStatuses[status])}</strong>
          {isInForce && ` · ${words.current}`}
        </p>
        {reason && <p>{reason}</p>}
        {override && <p>{words.override(override.reason)}</p>}
        <p className={css['soft']}>{words.byAt(by, humanDate(moment(at)))}</p>
      </div>
    </li>
  )
}

function isSame(a: Verification, b: Verification | undefined): boolean {
  return b !== undefined && a.status === b.status && a.by === b.by && a.at === b.at
}
