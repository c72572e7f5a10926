import { IconPlus, IconX } from '@tabler/icons-react'
import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = fieldMessages.list

/** Short lines, in order. */
export function ListField({ field, value, set }: FieldProps<string[]>) {
  const draft = useDraft(value ?? [], (next) => {
    const lines = next.map((line) => line.trim()).filter((line) => line !== '')
    if (JSON.stringify(lines) !== JSON.stringify(value ?? []))
      set(lines.length > 0 ? lines : undefined)
    // An empty last line is being written; it stays a draft.
    return lines.length === next.length
  })
  const lines = draft.shown
  const replace = (place: number, line: string) => draft.change(lines.with(place, line))
  return (
    <FieldGroup field={field}>
      {lines.length === 0 && field.missing && <p className={css['missing']}>{field.missing}</p>}
      {lines.map((line, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <div key={place} className={css['line']}>
          <input
            className={css['input']}
            aria-label={`${field.label}, ${words.line(place + 1)}`}
            value={line}
            maxLength={2000}
            onChange={(event) => replace(place, event.currentTarget.value)}
            onBlur={draft.flush}
          />
          <button
            type="button"
            className={css['icon']}
            aria-label={words.remove(place + 1)}
            onClick={() => draft.change(lines.toSpliced(place, 1))}
          >
            <IconX size={15} stroke={1.8} />
          </button>
        </div>
      ))}
      <button type="button" className={css['add']} onClick={() => draft.change([...lines, ''])}>
        <IconPlus size={15} stroke={1.8} aria-hidden="true" />
        {words.add}
      </button>
    </FieldGroup>
  )
}
