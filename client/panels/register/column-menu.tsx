import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconFilter, IconFilterFilled } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { choiceOf, choicesOf } from './cells.ts'
import type { Column } from './columns.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { withFilter, type Filter, type RegisterSettings } from './settings.ts'

type Props = {
  column: Column
  settings: RegisterSettings
  change: (next: (before: RegisterSettings) => RegisterSettings) => void
  items: readonly Evidence[]
}

/** What of a column is let through, how it sorts, and whether it is shown. */
export function ColumnMenu(props: Props) {
  const { column, settings } = props
  const [isOpen, setOpen] = useState(false)
  const isOn = settings.filters[column.key] !== undefined
  const Sign = isOn ? IconFilterFilled : IconFilter
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={260}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={css['filter']}
          data-on={isOn || undefined}
          tabIndex={-1}
          aria-label={words.columnMenu(column.label)}
          onClick={() => setOpen(!isOpen)}
        >
          <Sign size={14} stroke={2} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css['menu']} aria-label={words.columnMenu(column.label)}>
        <MenuBody {...props} close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function MenuBody({ column, settings, change, items, close }: Props & { close: () => void }) {
  const filter = settings.filters[column.key] ?? {}
  const set = (next: Filter) => change((before) => withFilter(before, column.key, next))
  const sortBy = (direction: 1 | -1) => {
    change((before) => ({ ...before, sort: { key: column.key, direction } }))
    close()
  }
  return (
    <>
      <Button variant="subtle" justify="start" onClick={() => sortBy(1)}>
        {words.ascending}
      </Button>
      <Button variant="subtle" justify="start" onClick={() => sortBy(-1)}>
        {words.descending}
      </Button>
      <hr className={css['rule']} />
      <Choices column={column} filter={filter} set={set} items={items} />
      {choicesOf(column.key) === null && (
        <TextInput
          label={words.contains}
          value={filter.contains ?? ''}
          onChange={(event) => {
            const { contains: _, ...others } = filter
            const contains = event.currentTarget.value
            set(contains === '' ? others : { ...others, contains })
          }}
        />
      )}
      {isOfField(column) && choicesOf(column.key) === null && (
        <Checkbox
          label={words.onlyMissing}
          checked={filter.isGap ?? false}
          onChange={(event) => {
            const { isGap: _, ...others } = filter
            set(event.currentTarget.checked ? { ...others, isGap: true } : others)
          }}
        />
      )}
      <hr className={css['rule']} />
      <Button variant="subtle" justify="start" onClick={() => set({})}>
        {words.clearFilter}
      </Button>
      {column.key !== 'title' && (
        <Button
          variant="subtle"
          justify="start"
          onClick={() =>
            change((before) => ({
              ...before,
              columns: before.columns.filter((key) => key !== column.key),
            }))
          }
        >
          {words.hideColumn}
        </Button>
      )}
    </>
  )
}

/** Each choice with how many of the items in sight have it; the last is for those that have none. */
function Choices({
  column: { key },
  filter,
  set,
  items,
}: {
  column: Column
  filter: Filter
  set: (next: Filter) => void
  items: readonly Evidence[]
}) {
  const counts = useMemo(() => {
    const counts = new Map<string, number>()
    for (const item of items) {
      const choice = choiceOf(item, key)
      if (choice !== null) counts.set(choice, (counts.get(choice) ?? 0) + 1)
    }
    return counts
  }, [items, key])
  const choices = choicesOf(key)
  if (choices === null) return null
  const ticked = new Set(filter.values)
  const missing: [string, string][] =
    key === 'kind' || key === 'verification' ? [] : [['', words.notRecorded]]
  return [...choices, ...missing].map(([value, label]) => (
    <Checkbox
      key={value}
      label={`${label} (${counts.get(value) ?? 0})`}
      checked={ticked.has(value)}
      onChange={() => {
        const next = new Set(ticked)
        if (!next.delete(value)) next.add(value)
        set({ ...filter, values: [...next] })
      }}
    />
  ))
}

/** What every record has can't be missing. */
function isOfField({ type }: Column): boolean {
  return type !== 'kind' && type !== 'moment' && type !== 'person' && type !== 'canvas'
}
