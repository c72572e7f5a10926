import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

/** One line of text. */
export function TextField({
  field,
  value,
  set,
  isTitle = false,
}: FieldProps<string> & { isTitle?: boolean }) {
  const draft = useDraft(value ?? '', (next) => {
    const text = next.trim()
    if (text !== (value ?? '')) set(text === '' ? undefined : text)
  })
  return (
    <FieldFrame field={field}>
      {(control) => (
        <input
          {...control}
          className={css['input']}
          data-title={isTitle || undefined}
          value={draft.shown}
          placeholder={field.missing ?? ''}
          maxLength={2000}
          autoComplete="off"
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}
