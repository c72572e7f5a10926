import { useLayoutEffect, useRef } from 'react'
import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { grow } from './grow.ts'
import { useDraft } from './use-draft.ts'

/** One line of text; a long one wraps instead of being cut off. Enter is not part of it. */
export function TextField({
  field,
  value,
  set,
  isTitle = false,
}: FieldProps<string> & { isTitle?: boolean }) {
  const area = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(value ?? '', (next) => {
    const text = next.trim()
    if (text !== (value ?? '')) set(text === '' ? undefined : text)
  })
  useLayoutEffect(() => {
    if (area.current) grow(area.current)
  }, [draft.shown])
  return (
    <FieldFrame field={field}>
      {(control) => (
        <textarea
          {...control}
          ref={area}
          rows={1}
          className={css['input']}
          data-title={isTitle || undefined}
          value={draft.shown}
          placeholder={field.missing ?? fieldMessages.empty}
          maxLength={2000}
          autoComplete="off"
          onChange={(event) => draft.change(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              draft.flush()
            }
          }}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}
