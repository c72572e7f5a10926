import { IconTilde } from '@tabler/icons-react'
import { humanDate } from '../../shared/evidence/dates.ts'
import type { Claimant } from '../../shared/evidence/fields.ts'
import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { acts, humanChain, humanQuantity } from '../../shared/evidence/wording.ts'
import css from './card.module.css'
import { Kicker } from './kicker.tsx'
import type { BodyProps } from './evidence-card.tsx'

/** What is said, how sure it was put, the figure, and everyone who says so with those it came through. */
export function ClaimBody({ evidence }: BodyProps) {
  const statement = textOf(evidence, 'statement')
  const quantity = valueOf(evidence, 'quantity', 'quantity')
  const claimants = valueOf(evidence, 'claimants', 'claimants') ?? []
  return (
    <div className={css['claim']}>
      <Kicker evidence={evidence} besides={statement} />
      <p className={css['statement']} data-gap={statement === undefined || undefined}>
        <Hedge evidence={evidence} />
        {statement ?? evidenceFields.claim['statement']?.missing}
      </p>
      {quantity && (
        <p className={css['quantity']}>
          <strong>{humanQuantity(quantity)}</strong>
          {quantity.scope && <span> {quantity.scope}</span>}
        </p>
      )}
      {claimants.length > 0 ? (
        <ul className={css['claimants']}>
          {claimants.map((claimant, place) => (
            <ClaimantLine key={`${claimant.name} ${place}`} claimant={claimant} />
          ))}
        </ul>
      ) : (
        <em className={css['gap']}>{evidenceFields.claim['claimants']?.missing}</em>
      )}
    </div>
  )
}

/** "Possible", "appears": part of the claim, in front of its words in every view. */
function Hedge({ evidence }: { evidence: Evidence }) {
  const modality = textOf(evidence, 'modality')
  const field = evidenceFields.claim['modality']
  if (modality === undefined || modality === 'asserted' || field?.type !== 'choice') return null
  return (
    <span className={css['hedge']}>
      <IconTilde size={14} stroke={2.2} aria-hidden="true" />
      {field.options[modality] ?? modality}
    </span>
  )
}

function ClaimantLine({ claimant }: { claimant: Claimant }) {
  return (
    <li>
      <span className={css['chain']}>{humanChain(claimant)}</span>{' '}
      <span className={css['act']}>
        {acts[claimant.act]}
        {claimant.date && ` · ${humanDate(claimant.date)}`}
      </span>
    </li>
  )
}
