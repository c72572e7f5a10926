import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { positionOf, type Position } from '../../../shared/evidence/coordinates.ts'
import type { Place } from '../../../shared/evidence/fields.ts'
import { fieldMessages } from './field-messages.ts'
import { messages as inspectorMessages } from '../inspector-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = fieldMessages.place
const placeWords = inspectorMessages.places
const unknown: Place = { name: '', lat: null, lon: null, precision: 'unknown', method: '', by: '' }

/** A place with how exactly it is known, how, and by whom. */
export function PlaceField({
  field,
  value,
  set,
  isAsked = false,
}: FieldProps<Place> & {
  /** Somebody has just asked to record it. */
  isAsked?: boolean
}) {
  const [isAdding, setAdding] = useState(isAsked)
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
    <Part
      label={words[key]}
      value={place[key]}
      isLong={key === 'method'}
      set={(next) => set({ ...place, [key]: next })}
    />
  )
  return (
    <FieldGroup field={field}>
      <div className={css['parts']}>
        {text('name')}
        <Coordinates
          value={place}
          set={(position) => set({ ...place, ...(position ?? { lat: null, lon: null }) })}
        />
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
              {Object.entries(fieldMessages.precisions).map(([key, label]) => (
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
  isLong,
  set,
}: {
  label: string
  value: string
  isLong: boolean
  set: (value: string) => void
}) {
  const draft = useDraft(value, (next) => {
    if (next.trim() !== value) set(next.trim())
  })
  const control = {
    className: css['input'],
    value: draft.shown,
    onChange: (event: { currentTarget: { value: string } }) =>
      draft.change(event.currentTarget.value),
    onBlur: draft.flush,
  }
  return (
    <FieldFrame field={{ label }}>
      {(frame) =>
        isLong ? (
          <textarea {...frame} {...control} rows={3} maxLength={2000} />
        ) : (
          <input {...frame} {...control} maxLength={200} />
        )
      }
    </FieldFrame>
  )
}

/** Both coordinates in one field, read in whatever spelling they were copied. */
function Coordinates({
  value,
  set,
}: {
  value: Pick<Place, 'lat' | 'lon'>
  set: (position: Position | null) => void
}) {
  const { lat, lon } = value
  const draft = useDraft(lat === null || lon === null ? '' : `${lat}, ${lon}`, (text) => {
    const position = text.trim() === '' ? null : positionOf(text)
    if (position === undefined) return false
    if ((position?.lat ?? null) !== lat || (position?.lon ?? null) !== lon) set(position)
    return true
  })
  const isBad = draft.shown.trim() !== '' && positionOf(draft.shown) === undefined
  return (
    <FieldFrame
      field={{ label: placeWords.paste, help: placeWords.pasteHelp }}
      problem={isBad ? placeWords.bad : null}
    >
      {(control) => (
        <input
          {...control}
          className={css['input']}
          value={draft.shown}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
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
