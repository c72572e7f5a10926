import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { requestOutcomes, type Request } from '../../../shared/evidence/request.ts'
import { entriesOf } from '../../../shared/evidence/values.ts'
import { useRole } from '../../board/use-role.ts'
import { FieldGroup } from '../fields/field-frame.tsx'
import fieldCss from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import { RequestForm } from './request-form.tsx'
import css from './requests.module.css'

const words = messages.requests

/** Who was asked for the original or for what is known of it, and what came of it. */
export function RequestsField({
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
  const all = entriesOf(evidence, name, 'request')
  return (
    <FieldGroup field={isViewer || all.length > 0 ? { label: field.label } : field}>
      {all.length === 0 && !isAdding && <p className={fieldCss['missing']}>{words.none}</p>}
      <ul className={css['list']}>
        {all.map(({ id, value }) => (
          <li key={id}>
            <RequestRow evidence={evidence} name={name} entryId={id} request={value} />
          </li>
        ))}
      </ul>
      {isAdding && <RequestForm evidence={evidence} name={name} close={() => setAdding(false)} />}
      {!isAdding && !isViewer && (
        <button type="button" className={fieldCss['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      )}
    </FieldGroup>
  )
}

function RequestRow({
  evidence,
  name,
  entryId,
  request,
}: {
  evidence: Evidence
  name: string
  entryId: string
  request: Request
}) {
  const isViewer = useRole() === 'viewer'
  const [isEditing, setEditing] = useState(false)
  const { askedOf, what, by, at, outcome, answer, answeredAt } = request
  const title = words.of(what || words.something, askedOf)
  if (isEditing)
    return (
      <RequestForm
        evidence={evidence}
        name={name}
        close={() => setEditing(false)}
        existing={{ entryId, request }}
      />
    )
  return (
    <div className={css['request']}>
      <p className={css['what']}>{title}</p>
      {!isViewer && (
        <button
          type="button"
          className={css['edit']}
          aria-label={words.editOf(title)}
          onClick={() => setEditing(true)}
        >
          {words.edit}
        </button>
      )}
      <p className={css['soft']}>{words.asked(by, humanDate(at))}</p>
      <p className={css['outcome']} data-outcome={outcome}>
        {requestOutcomes[outcome]}
        {answeredAt && <span> · {words.answered(humanDate(answeredAt))}</span>}
      </p>
      {answer && <p className={css['answer']}>{answer}</p>}
    </div>
  )
}
