import { humanDate, isEdtf } from '../../../shared/evidence/dates.ts'
import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = fieldMessages.date

/** A date as it is known, and how it reads. What is not EDTF stays a draft until it is mended. */
export function DateField({ field, value, set }: FieldProps<string>) {
  const draft = useDraft(value ?? '', (next) => {
    const text = next.trim()
    if (text !== '' && !isEdtf(text)) return false
    if (text !== (value ?? '')) set(text === '' ? undefined : text)
    return true
  })
  const text = draft.shown.trim()
  const problem = text !== '' && !isEdtf(text) ? words.bad : null
  const human = humanDate(text)
  return (
    <FieldFrame
      field={field}
      problem={problem}
      below={problem === null && human !== text ? words.reads(human) : null}
    >
      {(control) => (
        <input
          {...control}
          className={css['input']}
          value={draft.shown}
          placeholder={field.missing ?? fieldMessages.empty}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}
