import { evidenceFields } from '../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { RangeLink } from '../media/range-link.tsx'
import css from './card.module.css'
import { Kicker } from './kicker.tsx'
import type { BodyProps } from './evidence-card.tsx'

/** The words as they were said, what they mean, and whose they are, or that nobody knows. */
export function QuoteBody({ evidence, isActive, isStill }: BodyProps) {
  const fields = evidenceFields.quote
  const words = textOf(evidence, 'words')
  const translation = textOf(evidence, 'translation')
  const speaker = textOf(evidence, 'speaker')
  const role = textOf(evidence, 'role')
  const chain = valueOf(evidence, 'chain', 'list') ?? []
  const heardAt = valueOf(evidence, 'mediaRange', 'mediaRange')
  return (
    <div className={css['quote']}>
      <Kicker evidence={evidence} besides={words} />
      <blockquote className={css['words']} data-gap={words === undefined || undefined}>
        {words ?? fields['words']?.missing}
      </blockquote>
      {translation && <p className={css['translation']}>{translation}</p>}
      <p className={css['speaker']}>
        — {speaker ?? <em className={css['gap']}>{fields['speaker']?.missing}</em>}
        {role && <span>, {role}</span>}
        {chain.length > 0 && <span> → {chain.join(' → ')}</span>}
      </p>
      {heardAt && (
        <p className={css['heardAt']}>
          <RangeLink range={heardAt} isActive={isActive} isStill={isStill} />
        </p>
      )}
    </div>
  )
}
