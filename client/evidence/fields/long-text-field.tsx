import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { languageAttributes } from '../../../shared/evidence/language.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { fieldMessages } from './field-messages.ts'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { SharedTextArea } from './shared-text-area.tsx'

/** A text of an item that several people write at once. */
export function LongTextField({
  field,
  evidence,
  name,
}: {
  field: Field
  evidence: Evidence
  name: string
}) {
  const value = evidence[name]
  return (
    <FieldFrame field={field}>
      {(control) => (
        <SharedTextArea
          {...control}
          recordId={evidence.id}
          name={name}
          text={typeof value === 'string' ? value : ''}
          className={css['input']}
          {...(field.type === 'longText' && field.languageIn !== undefined
            ? languageAttributes(textOf(evidence, field.languageIn))
            : {})}
          rows={1}
          placeholder={field.missing ?? fieldMessages.empty}
          maxLength={200_000}
        />
      )}
    </FieldFrame>
  )
}
