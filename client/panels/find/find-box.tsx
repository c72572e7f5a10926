// Options with pictures, words and a status are more than the elements of a form can hold (ARIA combobox pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import css from './find-box.module.css'
import { findMessages as words } from './find-messages.ts'

/** One thing that can be picked. */
export type Entry = {
  key: string
  icon: ReactNode
  title: string
  detail?: string
  /** At the right: a status, the keys that do the same. */
  end?: ReactNode
  pick: () => void
}

/** What stands under one heading; sections without entries are not shown. */
export type Section = { title: string; entries: readonly Entry[] }

/** A line to type in and what it finds below: arrows walk, Enter picks (ARIA combobox with a list box). */
export function FindBox({
  label,
  placeholder,
  query,
  setQuery,
  sections,
  isBehind = false,
  takesFocus = false,
}: {
  label: string
  placeholder: string
  query: string
  setQuery: (query: string) => void
  sections: readonly Section[]
  /** What was found is not yet for all that was typed: Enter waits for it. */
  isBehind?: boolean
  takesFocus?: boolean
}) {
  const id = useId()
  const [wanted, setWanted] = useState(0)
  const entries = sections.flatMap((section) => section.entries)
  const at = Math.min(wanted, entries.length - 1)
  const optionId = (key: string) => `${id}-${key}`
  const goTo = (next: number) => {
    setWanted(next)
    const entry = entries[next]
    const option = entry && document.getElementById(optionId(entry.key))
    option?.scrollIntoView({ block: 'nearest' })
  }
  const active = entries[at]
  const [isPicking, setPicking] = useState(false)
  useEffect(() => {
    if (!isPicking || isBehind) return
    // oxlint-disable-next-line react/set-state-in-effect -- once, when what was typed has been found
    setPicking(false)
    active?.pick()
  }, [isPicking, isBehind, active])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      if (isBehind) setPicking(true)
      else active?.pick()
      return
    }
    const next = placeAfter(event.key, { at, count: entries.length })
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }
  return (
    <div className={css['box']}>
      <TextInput
        size="md"
        role="combobox"
        aria-label={label}
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? optionId(active.key) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        {...(takesFocus && { 'data-autofocus': true })}
        placeholder={placeholder}
        leftSection={<IconSearch size={17} stroke={1.8} />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setWanted(0)
        }}
        onKeyDown={onKeyDown}
      />
      <output className={css['count']}>
        {entries.length === 0 ? words.nothing : words.results(entries.length)}
      </output>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={css['list']}
        tabIndex={-1}
      >
        {sections
          .filter((section) => section.entries.length > 0)
          .map((section) => (
            <div key={section.title} role="group" aria-label={section.title}>
              <p className={css['section']} aria-hidden="true">
                {section.title}
              </p>
              {section.entries.map((entry) => (
                // The keys are those of the line above: the list never has the focus.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={entry.key}
                  id={optionId(entry.key)}
                  role="option"
                  aria-selected={entry === active}
                  className={css['option']}
                  onClick={entry.pick}
                  onMouseMove={() => {
                    if (entry !== active) setWanted(entries.indexOf(entry))
                  }}
                >
                  {entry.icon}
                  <span className={css['words']}>
                    <span className={css['title']}>{entry.title}</span>
                    {entry.detail && <span className={css['detail']}>{entry.detail}</span>}
                  </span>
                  {entry.end}
                </div>
              ))}
            </div>
          ))}
      </div>
    </div>
  )
}

function placeAfter(key: string, { at, count }: { at: number; count: number }): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'PageDown':
      return Math.min(at + 8, count - 1)
    case 'PageUp':
      return Math.max(at - 8, 0)
    default:
      return null
  }
}
