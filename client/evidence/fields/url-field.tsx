import { fieldMessages } from './field-messages.ts'
import { webAddress } from '../web-address.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = fieldMessages.url

/** An address on the web. Nothing is asked of it until somebody opens it. */
export function UrlField({ field, value, set }: FieldProps<string>) {
  const draft = useDraft(value ?? '', (next) => {
    const text = next.trim()
    if (text !== '' && !webAddress(text)) return false
    if (text !== (value ?? '')) set(text === '' ? undefined : text)
    return true
  })
  const address = webAddress(draft.shown)
  return (
    <FieldFrame
      field={field}
      problem={draft.shown.trim() !== '' && !address ? words.bad : null}
      below={
        address && (
          <a href={address.href} target="_blank" rel="noreferrer noopener">
            {words.open}
          </a>
        )
      }
    >
      {(control) => (
        <input
          {...control}
          type="url"
          className={css['input']}
          value={draft.shown}
          placeholder={field.missing ?? fieldMessages.empty}
          maxLength={8000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}
