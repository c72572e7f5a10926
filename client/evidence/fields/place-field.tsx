import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Place } from '../../../shared/evidence/fields.ts'
import { messages } from '../../ui/messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = messages.inspector.place
const unknown: Place = { name: '', lat: null, lon: null, precision: 'unknown', method: '', by: '' }

/** A place with how exactly it is known, how, and by whom. */
export function PlaceField({ field, value, set }: FieldProps<Place>) {
  const [isAdding, setAdding] = useState(false)
  const place = value ?? unknown
  if (value === undefined && !isAdding) {
    return (
      <FieldGroup field={field}>
        {field.missing && <p className={css['missing']}>{field.missing}</p>}
        <button type="button" className={css['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      </FieldGroup>
    )
  }
  const text = (key: 'name' | 'method' | 'by') => (
    <Part label={words[key]} value={place[key]} set={(next) => set({ ...place, [key]: next })} />
  )
  return (
    <FieldGroup field={field}>
      <div className={css['parts']}>
        {text('name')}
        <div className={css['pair']}>
          <Degrees
            label={words.lat}
            most={90}
            problem={words.badLat}
            value={place.lat}
            set={(lat) => set({ ...place, lat })}
          />
          <Degrees
            label={words.lon}
            most={180}
            problem={words.badLon}
            value={place.lon}
            set={(lon) => set({ ...place, lon })}
          />
        </div>
        {(place.lat === null) !== (place.lon === null) && (
          <p className={css['below']}>{words.both}</p>
        )}
        <FieldFrame field={{ label: words.precision }}>
          {(control) => (
            <select
              {...control}
              className={css['input']}
              value={place.precision}
              onChange={(event) => {
                const precision = precisionOf(event.currentTarget.value)
                if (precision) set({ ...place, precision })
              }}
            >
              {Object.entries(messages.inspector.precisions).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        {text('method')}
        {text('by')}
        <button
          type="button"
          className={css['add']}
          onClick={() => {
            setAdding(false)
            set(undefined)
          }}
        >
          {words.clear}
        </button>
      </div>
    </FieldGroup>
  )
}

function Part({
  label,
  value,
  set,
}: {
  label: string
  value: string
  set: (value: string) => void
}) {
  const draft = useDraft(value, (next) => {
    if (next.trim() !== value) set(next.trim())
  })
  return (
    <FieldFrame field={{ label }}>
      {(control) => (
        <input
          {...control}
          className={css['input']}
          value={draft.shown}
          maxLength={200}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}

function Degrees({
  label,
  most,
  problem,
  value,
  set,
}: {
  label: string
  most: number
  problem: string
  value: number | null
  set: (value: number | null) => void
}) {
  const read = (text: string): number | null | undefined => {
    if (text.trim() === '') return null
    const degrees = Number(text.trim().replace('−', '-'))
    return Math.abs(degrees) <= most ? degrees : undefined
  }
  const draft = useDraft(value === null ? '' : String(value), (next) => {
    const degrees = read(next)
    if (degrees === undefined) return false
    if (degrees !== value) set(degrees)
    return true
  })
  return (
    <FieldFrame field={{ label }} problem={read(draft.shown) === undefined ? problem : null}>
      {(control) => (
        <input
          {...control}
          className={css['input']}
          inputMode="decimal"
          value={draft.shown}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
}

function precisionOf(value: string): Place['precision'] | undefined {
  return (['exact', 'vicinity', 'locality', 'unknown'] as const).find((known) => known === value)
}
