import { Button, Popover } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import type { Facts } from '../../shared/evidence/fields.ts'
import css from './compare.module.css'
import { messages } from './satellite-messages.ts'
import groundCss from './satellite.module.css'

/** Which bands of a raster are shown, counted from 1, and between which percentiles they are spread. */
export type BandView = { bands: number[]; stretch: string }

const words = messages.bandsOf

/** Chooses bands and stretch. What is chosen is this person's way of looking, not a change of the picture. */
export function BandMenu({
  facts,
  value,
  onChange,
}: {
  facts: Facts
  value: BandView | null
  onChange: (value: BandView | null) => void
}) {
  const count = facts.bands ?? 1
  const now = value ?? usualView(facts)
  const isColour = now.bands.length === 3
  const channels = isColour ? [words.red, words.green, words.blue] : [words.grey]
  const nameOf = (band: number) => words.band(band, facts.raster?.bandNames?.[band - 1] ?? '')
  return (
    <Popover position="bottom-start" shadow="md" withinPortal={false} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconAdjustments size={16} stroke={1.8} aria-hidden="true" />}
        >
          {messages.bands}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={groundCss['sheetOfBands']}>
          {count >= 3 && (
            <Choice
              label={words.show}
              value={isColour ? '3' : '1'}
              options={[
                ['3', words.colour],
                ['1', words.grey],
              ]}
              onChange={(next) =>
                onChange({ ...now, bands: next === '3' ? [1, 2, 3] : now.bands.slice(0, 1) })
              }
            />
          )}
          {channels.map((channel, place) => (
            <Choice
              key={channel}
              label={channel}
              value={String(now.bands[place] ?? 1)}
              options={Array.from({ length: count }, (_, index) => [
                String(index + 1),
                nameOf(index + 1),
              ])}
              onChange={(next) => onChange({ ...now, bands: now.bands.with(place, Number(next)) })}
            />
          ))}
          <Choice
            label={words.stretch}
            value={now.stretch}
            options={Object.entries(words.stretches)}
            onChange={(stretch) => onChange({ ...now, stretch })}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={value === null}
            onClick={() => onChange(null)}
          >
            {words.usual}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The first three bands, or the first, as the preview shows them. */
export function usualView({ bands = 1 }: Facts): BandView {
  return { bands: bands >= 3 ? [1, 2, 3] : [1], stretch: '2-98' }
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: [string, string][]
  onChange: (value: string) => void
}) {
  return (
    <label className={groundCss['choice']}>
      <span>{label}</span>
      <select
        className={css['select']}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
