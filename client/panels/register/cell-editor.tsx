import { Popover } from '@mantine/core'
import { useRef, useState, type KeyboardEvent } from 'react'
import { setField } from '../../../shared/board/actions.ts'
import { isEdtf } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import { evidenceFields, type Evidence } from '../../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../../shared/evidence/values.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { FieldControl } from '../../evidence/fields/field-control.tsx'
import { numberOf } from '../../evidence/fields/number-text.ts'
import { webAddress } from '../../evidence/web-address.ts'
import { fieldMessages } from '../../evidence/fields/field-messages.ts'
import type { Column } from './columns.ts'
import { isEditable } from './editable.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'

type Props = {
  item: Evidence
  column: Column
  end: (next: AfterEditing) => void
}

/** Where the keyboard goes: it stays on the cell, edits the next one forwards or back, or has gone elsewhere. */
export type AfterEditing = 'stay' | 'forwards' | 'back' | 'elsewhere'

/** Edits one cell: Enter and leaving it keep what was typed, Escape does not, Tab goes on to the next. */
export function CellEditor({ item, column, end }: Props) {
  const field = evidenceFields[item.kind][column.key]
  if (!field) return null
  if (isEditable(item, column.key) === 'form')
    return <FormEditor item={item} column={column} field={field} end={end} />
  if (field.type === 'choice')
    return <ChoiceEditor item={item} column={column} options={field.options} end={end} />
  return <TextEditor item={item} column={column} field={field} end={end} />
}

function TextEditor({ item, column, field, end }: Props & { field: Field }) {
  const { doc } = useBoard()
  const [before] = useState(() => textIn(item, column.key, field))
  const [text, setText] = useState(before)
  const isOver = useRef(false)
  const problem = problemWith(field, text.trim())

  const keep = (): boolean => {
    const next = text.trim()
    if (problem !== null) return false
    if (next !== before)
      setField(doc, item.id, column.key, next === '' ? undefined : valueIn(field, next))
    return true
  }
  const finish = (next: AfterEditing) => {
    isOver.current = true
    end(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const does = keyOf(event)
    if (does === null) return
    event.preventDefault()
    event.stopPropagation()
    if (does === 'cancel') finish('stay')
    else if (keep()) finish(does)
  }
  return (
    <>
      <input
        className={css['input']}
        aria-label={words.edit(column.label)}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : 'cell-problem'}
        ref={focusAndSelect}
        value={text}
        maxLength={field.type === 'url' ? 8000 : field.type === 'date' ? 100 : 2000}
        spellCheck={field.type === 'text'}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDownCapture={onKeyDown}
        onBlur={() => {
          if (!isOver.current && keep()) finish('elsewhere')
        }}
      />
      {problem !== null && (
        <span id="cell-problem" className={css['problem']} role="alert">
          {problem}
        </span>
      )}
    </>
  )
}

function ChoiceEditor({ item, column, options, end }: Props & { options: Record<string, string> }) {
  const { doc } = useBoard()
  const [value, setValue] = useState(textOf(item, column.key) ?? '')
  const isOver = useRef(false)
  const finish = (next: AfterEditing) => {
    isOver.current = true
    end(next)
  }
  const keep = () => {
    if (value !== (textOf(item, column.key) ?? ''))
      setField(doc, item.id, column.key, value === '' ? undefined : value)
  }
  return (
    <select
      className={css['input']}
      aria-label={words.edit(column.label)}
      ref={focusOn}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDownCapture={(event) => {
        const does = keyOf(event)
        if (does === null) return
        event.preventDefault()
        event.stopPropagation()
        if (does === 'cancel') return finish('stay')
        keep()
        finish(does)
      }}
      onBlur={() => {
        if (isOver.current) return
        keep()
        finish('elsewhere')
      }}
    >
      <option value="">{fieldMessages.choice.none}</option>
      {Object.entries(options).map(([key, label]) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  )
}

/** The inspector's own control for what one line cannot hold. It keeps each change as the inspector does. */
function FormEditor({ item, column, field, end }: Props & { field: Field }) {
  return (
    <Popover
      opened
      onChange={(isOpen) => !isOpen && end('stay')}
      position="bottom-start"
      width={360}
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <span className={css['anchor']} />
      </Popover.Target>
      <Popover.Dropdown className={css['form']} aria-label={words.edit(column.label)}>
        <FieldControl evidence={item} name={column.key} field={field} />
      </Popover.Dropdown>
    </Popover>
  )
}

function keyOf({ key, shiftKey }: KeyboardEvent): 'cancel' | AfterEditing | null {
  if (key === 'Escape') return 'cancel'
  if (key === 'Enter') return 'stay'
  if (key === 'Tab') return shiftKey ? 'back' : 'forwards'
  return null
}

function textIn(item: Evidence, key: string, field: Field): string {
  if (field.type === 'number') return valueOf(item, key, 'number')?.toString() ?? ''
  return textOf(item, key) ?? ''
}

function valueIn(field: Field, text: string): unknown {
  return field.type === 'number' ? (numberOf(text) ?? undefined) : text
}

function problemWith(field: Field, text: string): string | null {
  const { date, url, number } = fieldMessages
  if (text === '') return null
  if (field.type === 'date') return isEdtf(text) ? null : date.bad
  if (field.type === 'url') return webAddress(text) ? null : url.bad
  if (field.type === 'number') return numberOf(text) === undefined ? number.bad : null
  return null
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
  input?.select()
}

function focusOn(select: HTMLSelectElement | null): void {
  select?.focus({ preventScroll: true })
}
