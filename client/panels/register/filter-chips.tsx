import { IconX } from '@tabler/icons-react'
import { choicesOf } from './cells.ts'
import { columnOf } from './columns.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { withFilter, type Filter, type RegisterSettings } from './settings.ts'
import type { RegisterState } from './use-register.ts'

/** What is being kept out of sight, each to be taken away by one click. */
export function FilterChips({
  register: { settings, change },
  isWide,
}: {
  register: RegisterState
  isWide: boolean
}) {
  const chips = chipsOf(settings, isWide)
  if (chips.length === 0) return null
  return (
    <ul className={css['chips']} aria-label={words.filters}>
      {chips.map(({ text, without }) => (
        <li key={text}>
          <button
            type="button"
            className={css['chip']}
            aria-label={words.removeFilter(text)}
            onClick={() => change(without)}
          >
            <span>{text}</span>
            <IconX size={14} stroke={2} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

type Chip = { text: string; without: (before: RegisterSettings) => RegisterSettings }

function chipsOf(settings: RegisterSettings, isWide: boolean): Chip[] {
  const chips = Object.entries(settings.filters)
    // Beside a list, one kind alone stands in the chooser of kinds.
    .filter(([key, { values }]) => isWide || key !== 'kind' || (values?.length ?? 0) > 1)
    .map(([key, filter]) => ({
      text: filterWords(key, filter),
      without: (before: RegisterSettings) => withFilter(before, key, {}),
    }))
  if (settings.offCanvas)
    chips.push({
      text: words.onlyOffCanvas,
      without: (before) => ({ ...before, offCanvas: false }),
    })
  if (settings.withdrawn !== 'with')
    chips.push({
      text: words.withdrawn[settings.withdrawn],
      without: (before) => ({ ...before, withdrawn: 'with' }),
    })
  return chips
}

function filterWords(key: string, { values, contains, isGap }: Filter): string {
  const label = columnOf(key)?.label ?? key
  if (isGap) return words.filterMissing(label)
  if (contains) return words.filterContains(label, contains)
  const labels = new Map(choicesOf(key))
  return words.filterValues(
    label,
    (values ?? [])
      .map((value) => (value === '' ? words.notRecorded : (labels.get(value) ?? value)))
      .join(', '),
  )
}
