import { Button, Checkbox, NativeSelect, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { allColumns } from './columns.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { groupings, registerSettings, type RegisterSettings } from './settings.ts'

type Props = {
  settings: RegisterSettings
  change: (next: (before: RegisterSettings) => RegisterSettings) => void
}

/** How the table is cut up and what it shows. */
export function TableTools({ settings, change }: Props) {
  return (
    <div className={css['tools']}>
      <NativeSelect
        aria-label={words.groupBy}
        value={settings.group ?? ''}
        data={[
          { value: '', label: words.groups.none },
          ...groupings.map((value) => ({ value, label: words.groups[value] })),
        ]}
        onChange={(event) => {
          const group = groupings.find((each) => each === event.currentTarget.value) ?? null
          change((before) => ({ ...before, group }))
        }}
      />
      <NativeSelect
        aria-label={words.withdrawn.label}
        value={settings.withdrawn}
        data={(['with', 'without', 'only'] as const).map((value) => ({
          value,
          label: words.withdrawn[value],
        }))}
        onChange={(event) => {
          const withdrawn = registerSettings.shape.withdrawn.safeParse(event.currentTarget.value)
          if (withdrawn.success) change((before) => ({ ...before, withdrawn: withdrawn.data }))
        }}
      />
      <Checkbox
        label={words.onlyOffCanvas}
        checked={settings.offCanvas}
        onChange={(event) => {
          const offCanvas = event.currentTarget.checked
          change((before) => ({ ...before, offCanvas }))
        }}
      />
      <ColumnsButton settings={settings} change={change} />
    </div>
  )
}

function ColumnsButton({ settings, change }: Props) {
  const toggle = (key: string) =>
    change((before) => ({
      ...before,
      columns: before.columns.includes(key)
        ? before.columns.filter((each) => each !== key)
        : [...before.columns, key],
    }))
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={17} stroke={1.8} aria-hidden="true" />}
        >
          {words.chooseColumns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css['columns']} aria-label={words.chooseColumns}>
        {allColumns
          .filter(({ key }) => key !== 'title')
          .map(({ key, label }) => (
            <Checkbox
              key={key}
              label={label}
              checked={settings.columns.includes(key)}
              onChange={() => toggle(key)}
            />
          ))}
      </Popover.Dropdown>
    </Popover>
  )
}
