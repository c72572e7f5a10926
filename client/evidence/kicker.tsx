import type { Evidence } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import css from './card.module.css'
import { givesWay } from './fitting/giving-way.ts'

/** The title of an item whose own words are what the card shows. */
export function Kicker({ evidence, besides }: { evidence: Evidence; besides: string | undefined }) {
  const title = textOf(evidence, 'title')
  if (title === undefined || title === besides) return null
  return (
    <p className={css['kicker']} {...givesWay('kicker')}>
      {title}
    </p>
  )
}
