import { IconAlertTriangle, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { removeEntry } from '../../../shared/board/actions.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import type { TimeWords } from '../../../shared/evidence/time-bounds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { FieldGroup } from '../fields/field-frame.tsx'
import fieldCss from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import { ItemLinks } from '../item-links.tsx'
import { TimeBoundForm } from './time-bound-form.tsx'
import css from './time.module.css'
import { useTime } from './use-time.ts'

const words = messages.time

/** When it can be from at the earliest and latest, what that rests on, and where that contradicts itself. */
export function TimeBounds({
  field,
  evidence,
  name,
}: {
  field: Field
  evidence: Evidence
  name: string
}) {
  const isViewer = useRole() === 'viewer'
  const [isAdding, setAdding] = useState(false)
  const { summary, reasons, contradictions } = useTime(evidence)
  return (
    <FieldGroup field={{ label: field.label }}>
      <p className={css['summary']}>{summary}.</p>
      {contradictions.map((contradiction) => (
        <p key={contradiction} className={css['contradiction']}>
          <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
          <span>
            <strong>{words.contradiction}.</strong> {contradiction}
          </span>
        </p>
      ))}
      {reasons.length > 0 && (
        <details className={css['reasons']} open={contradictions.length > 0}>
          <summary>{words.restsOn(reasons.length)}</summary>
          <ul>
            {reasons.map((reason) => (
              <Reason
                key={`${reason.entryId ?? ''} ${reason.words}`}
                reason={reason}
                evidence={evidence}
                name={name}
              />
            ))}
          </ul>
        </details>
      )}
      {isAdding && <TimeBoundForm evidence={evidence} name={name} close={() => setAdding(false)} />}
      {!isAdding && !isViewer && (
        <button type="button" className={fieldCss['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      )}
    </FieldGroup>
  )
}

function Reason({
  reason,
  evidence,
  name,
}: {
  reason: TimeWords['reasons'][number]
  evidence: Evidence
  name: string
}) {
  const { doc } = useBoard()
  const isViewer = useRole() === 'viewer'
  const { entryId } = reason
  return (
    <li>
      <p>{reason.words}</p>
      {entryId !== null && !isViewer && (
        <button
          type="button"
          className={fieldCss['icon']}
          aria-label={words.remove(reason.words)}
          onClick={() => removeEntry(doc, evidence.id, name, entryId)}
        >
          <IconX size={15} stroke={1.8} />
        </button>
      )}
      {reason.evidence !== null && <ItemLinks ids={[reason.evidence]} />}
    </li>
  )
}
