import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'

/** One of a few. Nothing chosen means nobody has judged it. */
export function ChoiceField({
  field,
  options,
  value,
  set,
}: FieldProps<string> & { options: Record<string, string> }) {
  return (
    <FieldFrame field={field}>
      {(control) => (
        <select
          {...control}
          className={css['input']}
          data-empty={value === undefined || undefined}
          value={value ?? ''}
          onChange={(event) => set(event.currentTarget.value || undefined)}
        >
          <option value="">{field.missing ?? fieldMessages.choice.none}</option>
          {Object.entries(options).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}
