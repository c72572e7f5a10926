import { useRef, useState } from 'react'
import css from './inline-title.module.css'

/** A title that becomes a field when asked. Enter or leaving it keeps the change, Escape takes it back. */
export function InlineTitle({
  title,
  label,
  startEditing = false,
  className = '',
  onDone,
}: {
  title: string
  /** What the field is called to those who cannot see it. */
  label: string
  startEditing?: boolean
  className?: string | undefined
  /** Called once with the new title, or the old one where nothing was changed. Never an empty one. */
  onDone: (title: string) => void
}) {
  const [editing, setEditing] = useState(startEditing)
  const cancelled = useRef(false)

  if (!editing) {
    return (
      <button
        type="button"
        className={`${css['title']} ${className}`}
        title={label}
        onClick={() => {
          cancelled.current = false
          setEditing(true)
        }}
      >
        {title}
      </button>
    )
  }
  return (
    <input
      className={`${css['field']} ${className}`}
      aria-label={label}
      defaultValue={title}
      maxLength={200}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select()
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') cancelled.current = true
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
      }}
      onBlur={(event) => {
        setEditing(false)
        const next = event.currentTarget.value.trim()
        onDone(cancelled.current || next === '' ? title : next)
      }}
    />
  )
}
