import { IconScale, IconTilde } from '@tabler/icons-react'
import { acts, type Claimant } from '../../shared/evidence/claimant.ts'
import { humanDate } from '../../shared/evidence/dates.ts'
import { hedgeOf } from '../../shared/evidence/hedge.ts'
import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { entriesOf, textOf, valueOf } from '../../shared/evidence/values.ts'
import { humanChain, humanQuantity } from '../../shared/evidence/wording.ts'
import card from './card.module.css'
import css from './claim-body.module.css'
import { messages } from './claims/claim-messages.ts'
import { useClaimWords } from './claims/use-claim-words.ts'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'

/** What is said, how sure it was put, the figure, everyone who says so with those it came through, and what it rests on. */
export function ClaimBody({ evidence }: BodyProps) {
  const title = textOf(evidence, 'title')
  const statement = textOf(evidence, 'statement')
  const hasKicker = title !== undefined && title !== statement
  const quantity = valueOf(evidence, 'quantity', 'quantity')
  const claimants = entriesOf(evidence, 'claimants', 'claimant')
  const { figures, standing } = useClaimWords(evidence)
  return (
    <div className={css['claim']}>
      {hasKicker && (
        <p
          className={css['kicker']}
          {...givesWay(hedgeOf(evidence) === undefined ? 'kicker' : 'hedged')}
        >
          <Hedge evidence={evidence} />
          {title}
        </p>
      )}
      <p
        className={css['statement']}
        data-gap={statement === undefined || undefined}
        {...givesWay('statement')}
      >
        {!hasKicker && <Hedge evidence={evidence} />}
        {statement ?? evidenceFields.claim['statement']?.missing}
      </p>
      {quantity && (
        <p className={css['quantity']} {...givesWay('rival')}>
          <strong>{humanQuantity(quantity)}</strong>
          {quantity.scope && <span> {quantity.scope}</span>}
        </p>
      )}
      {figures.map((figure) => (
        <p key={figure} className={css['rival']} {...givesWay('rival')}>
          {messages.figures.another(figure)}
        </p>
      ))}
      {claimants.length > 0 ? (
        <ul className={css['claimants']}>
          {claimants.map(({ id, value }) => (
            <ClaimantLine key={id} claimant={value} />
          ))}
        </ul>
      ) : (
        <em className={card['gap']}>{evidenceFields.claim['claimants']?.missing}</em>
      )}
      {standing.length > 0 && (
        <p className={css['standing']} data-row>
          <IconScale size={15} stroke={1.8} aria-hidden="true" />
          <span {...givesWay('standing')}>{standing.join('. ')}.</span>
        </p>
      )}
    </div>
  )
}

/** "Possible", "appears": part of the claim, in front of its first words in every view. */
function Hedge({ evidence }: { evidence: Evidence }) {
  const hedge = hedgeOf(evidence)
  if (hedge === undefined) return null
  return (
    <span className={css['hedge']}>
      <IconTilde size={14} stroke={2.2} aria-hidden="true" />
      {hedge}
    </span>
  )
}

function ClaimantLine({ claimant: { name, role, through, act, date } }: { claimant: Claimant }) {
  return (
    <li data-row>
      <p {...givesWay('claimant')}>
        <span className={css['chain']}>{name}</span>
        {role !== '' && <span className={css['act']}>, {role}</span>}
        {through.length > 0 && (
          <span className={css['chain']}> → {humanChain({ name: '', through })}</span>
        )}{' '}
        <span className={css['act']}>
          {acts[act]}
          {date !== '' && ` · ${humanDate(date)}`}
        </span>
      </p>
    </li>
  )
}
