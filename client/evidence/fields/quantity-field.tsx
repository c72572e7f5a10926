import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Quantity } from '../../../shared/evidence/fields.ts'
import { comparators } from '../../../shared/evidence/wording.ts'
import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { numberOf } from './number-text.ts'
import { useDraft } from './use-draft.ts'

const words = fieldMessages.quantity

type Draft = Omit<Quantity, 'value'> & { value: string }

/** A number as it was said. It is recorded once there is a number; "at least" is never dropped. */
export function QuantityField({ field, value, set }: FieldProps<Quantity>) {
  const [isAdding, setAdding] = useState(false)
  const draft = useDraft<Draft>(draftOf(value), (next) => {
    const number = numberOf(next.value)
    if (number === undefined) return false
    const quantity = { ...next, value: number }
    if (JSON.stringify(quantity) !== JSON.stringify(value)) set(quantity)
    return true
  })
  const shown = draft.shown
  const change = (part: Partial<Draft>) => draft.change({ ...shown, ...part })
  if (value === undefined && !isAdding) {
    return (
      <FieldGroup field={field}>
        <button type="button" className={css['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      </FieldGroup>
    )
  }
  const isBad = shown.value.trim() !== '' && numberOf(shown.value) === undefined
  return (
    <FieldGroup field={field}>
      <div className={css['parts']}>
        <div className={css['pair']}>
          <FieldFrame field={{ label: words.comparator }}>
            {(control) => (
              <select
                {...control}
                className={css['input']}
                value={shown.comparator}
                onChange={(event) => {
                  const comparator = comparatorOf(event.currentTarget.value)
                  if (comparator) change({ comparator })
                }}
              >
                {Object.entries(comparators).map(([key, label]) => (
                  <option key={key} value={key}>
                    {key} {label}
                  </option>
                ))}
              </select>
            )}
          </FieldFrame>
          <FieldFrame
            field={{ label: words.value }}
            problem={isBad ? fieldMessages.number.bad : null}
          >
            {(control) => (
              <input
                {...control}
                className={css['input']}
                inputMode="decimal"
                value={shown.value}
                onChange={(event) => change({ value: event.currentTarget.value })}
                onBlur={draft.flush}
              />
            )}
          </FieldFrame>
        </div>
        {(['unit', 'scope'] as const).map((key) => (
          <FieldFrame key={key} field={{ label: words[key] }}>
            {(control) => (
              <input
                {...control}
                className={css['input']}
                value={shown[key]}
                maxLength={key === 'unit' ? 100 : 500}
                onChange={(event) => change({ [key]: event.currentTarget.value })}
                onBlur={draft.flush}
              />
            )}
          </FieldFrame>
        ))}
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

function draftOf(value: Quantity | undefined): Draft {
  if (!value) return { comparator: '=', value: '', unit: '', scope: '' }
  return { ...value, value: value.value.toLocaleString('en-GB') }
}

function comparatorOf(value: string): Quantity['comparator'] | undefined {
  return Object.hasOwn(comparators, value) ? (value as Quantity['comparator']) : undefined
}
