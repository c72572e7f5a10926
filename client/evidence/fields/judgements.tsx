import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { isInForce, judgementsOf } from '../../../shared/evidence/unaware-judgements.ts'
import { verificationStatuses, type Judgement } from '../../../shared/evidence/verification.ts'
import { moment } from '../../ui/time.ts'
import { messages } from '../inspector-messages.ts'
import { statusIcons } from '../status-chip.tsx'
import css from './judgements.module.css'

const words = messages.verification

/** Every status that was set, newest first, with who, when and why. Two set at once are both here. */
export function Judgements({ evidence }: { evidence: Evidence }) {
  const all = judgementsOf(evidence).toReversed()
  if (all.length === 0) return null
  return (
    <details className={css['history']}>
      <summary>{words.history(all.length)}</summary>
      <ol aria-label={words.historyLabel}>
        {all.map(({ id, value, unawareOf }) => (
          <Line
            key={id}
            judgement={value}
            isCurrent={isInForce(evidence, value)}
            unawareOf={unawareOf.map((other) => other.value)}
          />
        ))}
      </ol>
    </details>
  )
}

function Line({
  judgement,
  isCurrent,
  unawareOf,
}: {
  judgement: Judgement
  isCurrent: boolean
  unawareOf: readonly Judgement[]
}) {
  const { status, reason, by, at, override } = judgement
  const Sign = statusIcons[status]
  return (
    <li>
      <Sign size={15} stroke={2} aria-hidden="true" />
      <div>
        <p>
          <strong>{words.setTo(verificationStatuses[status])}</strong>
          {isCurrent && ` · ${words.current}`}
        </p>
        {reason && <p>{reason}</p>}
        {override && <p>{words.override(override.reason)}</p>}
        {unawareOf.map((other) => (
          <p key={`${other.by} ${other.at}`}>
            {words.unawareOf(verificationStatuses[other.status], other.by)}
          </p>
        ))}
        <p className={css['soft']}>{words.byAt(by, humanDate(moment(at)))}</p>
      </div>
    </li>
  )
}
