import { IconUser } from '@tabler/icons-react'
import { evidenceFields } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import card from './card.module.css'
import css from './question-body.module.css'
import { Kicker } from './kicker.tsx'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'

/** What is not known, who is on it, and the answer once there is one. */
export function QuestionBody({ evidence }: BodyProps) {
  const fields = evidenceFields.question
  const asks = textOf(evidence, 'asks')
  const owner = textOf(evidence, 'owner')
  const answer = textOf(evidence, 'answer')
  return (
    <div className={css['question']}>
      <Kicker evidence={evidence} besides={asks} />
      <p
        className={css['asks']}
        data-gap={asks === undefined || undefined}
        {...givesWay('statement')}
      >
        {asks ?? fields['asks']?.missing}
      </p>
      {answer && (
        <p className={css['answer']} {...givesWay('answer')}>
          {answer}
        </p>
      )}
      <p className={css['owner']} data-row>
        <IconUser size={15} stroke={1.8} aria-hidden="true" />
        <span {...givesWay('owner')}>
          {owner ?? <em className={card['gap']}>{fields['owner']?.missing}</em>}
        </span>
      </p>
    </div>
  )
}
