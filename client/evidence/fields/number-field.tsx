import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { numberOf } from './number-text.ts'
import { useDraft } from './use-draft.ts'

export function NumberField({ field, value, set }: FieldProps<number>) {
  const draft = useDraft(value === undefined ? '' : String(value), (next) => {
    if (next.trim() === '') return set(undefined)
    const number = numberOf(next)
    if (number === undefined) return false
    if (number !== value) set(number)
    return true
  })
  const isBad = draft.shown.trim() !== '' && numberOf(draft.shown) === undefined
  return (
    <FieldFrame field={field} problem={isBad ? fieldMessages.number.bad : null}>
      {(control) => (
        <input
          {...control}
          className={css['input']}
          inputMode="decimal"
          value={draft.shown}
          placeholder={field.missing ?? fieldMessages.empty}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}
