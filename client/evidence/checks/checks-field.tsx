import {
  IconCheck,
  IconCircleDashed,
  IconPlus,
  IconQuestionMark,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { useState } from 'react'
import {
  checkOutcomes,
  pillars,
  type Check,
  type CheckOutcome,
  type PillarName,
} from '../../../shared/evidence/check.ts'
import { checksOf } from '../../../shared/evidence/checks.ts'
import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { useRole } from '../../board/use-role.ts'
import { moment } from '../../ui/time.ts'
import { FieldGroup } from '../fields/field-frame.tsx'
import fieldCss from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import { ItemLinks } from '../item-links.tsx'
import { CheckForm } from './check-form.tsx'
import css from './checks.module.css'

const words = messages.checks

/** The five pillars as a checklist, each with what was found and what shows it, and the more exact checks under them. */
export function ChecksField({ field, evidence }: { field: Field; evidence: Evidence }) {
  const isViewer = useRole() === 'viewer'
  const [isAdding, setAdding] = useState(false)
  return (
    <FieldGroup field={field}>
      <ul className={css['list']}>
        {checksOf(evidence).map(({ pillar, check, named }) => (
          <li key={pillar}>
            <Row
              evidence={evidence}
              checkId={pillar}
              pillar={pillar}
              label={pillars[pillar].label}
              check={check}
            />
            {named.length > 0 && (
              <ul className={css['named']}>
                {named.map((each) => (
                  <li key={each.id}>
                    <Row
                      evidence={evidence}
                      checkId={each.id}
                      pillar={pillar}
                      label={each.label}
                      check={each.check}
                    />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <CheckForm evidence={evidence} close={() => setAdding(false)} />}
      {!isAdding && !isViewer && (
        <button type="button" className={fieldCss['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      )}
    </FieldGroup>
  )
}

const icons: Record<CheckOutcome, Icon> = {
  open: IconCircleDashed,
  holds: IconCheck,
  failed: IconX,
  'could-not-confirm': IconQuestionMark,
}

type RowProps = {
  evidence: Evidence
  checkId: string
  pillar: PillarName
  label: string
  check: Check | undefined
}

function Row({ evidence, checkId, pillar, label, check }: RowProps) {
  const isViewer = useRole() === 'viewer'
  const [isEditing, setEditing] = useState(false)
  const outcome = check?.outcome ?? 'open'
  const Sign = icons[outcome]
  return (
    <div className={css['row']} data-outcome={outcome}>
      <Sign className={css['sign']} size={16} stroke={2.2} aria-hidden="true" />
      <p className={css['label']}>{label}</p>
      <p className={css['outcome']}>{check ? checkOutcomes[outcome] : words.notYet}</p>
      {!isViewer && !isEditing && (
        <button
          type="button"
          className={css['record']}
          aria-label={words.recordOf(label)}
          onClick={() => setEditing(true)}
        >
          {words.record}
        </button>
      )}
      {isEditing ? (
        <div className={css['below']}>
          <CheckForm
            evidence={evidence}
            close={() => setEditing(false)}
            existing={{ checkId, pillar, label, check }}
          />
        </div>
      ) : (
        check && <Found check={check} />
      )}
    </div>
  )
}

function Found({ check: { finding, evidence, by, at } }: { check: Check }) {
  const when = humanDate(moment(at))
  return (
    <div className={css['below']}>
      {finding && <p className={css['finding']}>{finding}</p>}
      {evidence.length > 0 && (
        <div className={css['shown']}>
          <span>{words.shownBy}</span>
          <ItemLinks ids={evidence} />
        </div>
      )}
      {(by || when) && <p className={css['soft']}>{[by, when].filter(Boolean).join(', ')}</p>}
    </div>
  )
}
