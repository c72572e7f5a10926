import { IconCopy } from '@tabler/icons-react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import css from './duplicate-line.module.css'
import { givesWay } from '../evidence/fitting/giving-way.ts'
import { messages } from './duplicate-messages.ts'
import { useDuplicates } from './use-duplicates.ts'

/** On the card: one quiet line. What to do about it stands in the inspector. */
export function DuplicateLine({ evidence }: { evidence: Evidence }) {
  const [found, ...more] = useDuplicates(evidence)
  if (!found) return null
  const how = messages.how(found.sameness)
  return (
    <p className={css['duplicate']} data-row>
      <IconCopy size={15} stroke={1.8} aria-hidden="true" />
      <span {...givesWay('duplicate')}>
        {messages.probably} <em>{titleOf(found.other)}</em>
        {how !== '' && ` (${how})`}
        {more.length > 0 && ` ${messages.more(more.length)}`}
      </span>
    </p>
  )
}
