import { IconPlus, IconX } from '@tabler/icons-react'
import { humanDate, isEdtf } from '../../../shared/evidence/dates.ts'
import type { Claimant } from '../../../shared/evidence/fields.ts'
import { acts } from '../../../shared/evidence/wording.ts'
import { messages } from '../../ui/messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

const words = messages.inspector.claimants
const nobody: Claimant = { name: '', act: 'asserts', date: '', through: [] }

/** Everyone who says it, each with what they do, when, and through whom it came. */
export function ClaimantsField({ field, value, set }: FieldProps<Claimant[]>) {
  const draft = useDraft(value ?? [], (next) => {
    const named = next.filter(({ name }) => name.trim() !== '').map(tidy)
    if (named.some(({ date }) => date !== '' && !isEdtf(date))) return false
    if (JSON.stringify(named) !== JSON.stringify(value ?? []))
      set(named.length > 0 ? named : undefined)
    return named.length === next.length && !next.some((each) => each.through.includes(''))
  })
  const all = draft.shown
  return (
    <FieldGroup field={field}>
      {all.length === 0 && field.missing && <p className={css['missing']}>{field.missing}</p>}
      {all.map((claimant, place) => (
        <ClaimantForm
          // oxlint-disable-next-line react/no-array-index-key -- a claimant is its place in the list
          key={place}
          claimant={claimant}
          change={(part) => draft.change(all.with(place, { ...claimant, ...part }))}
          remove={() => draft.change(all.toSpliced(place, 1))}
          flush={draft.flush}
        />
      ))}
      <button type="button" className={css['add']} onClick={() => draft.change([...all, nobody])}>
        <IconPlus size={15} stroke={1.8} aria-hidden="true" />
        {words.add}
      </button>
    </FieldGroup>
  )
}

function ClaimantForm({
  claimant,
  change,
  remove,
  flush,
}: {
  claimant: Claimant
  change: (part: Partial<Claimant>) => void
  remove: () => void
  flush: () => void
}) {
  const isBadDate = claimant.date.trim() !== '' && !isEdtf(claimant.date)
  const reading = humanDate(claimant.date)
  return (
    <div className={css['box']}>
      <div className={css['line']}>
        <FieldFrame field={{ label: words.name }}>
          {(control) => (
            <input
              {...control}
              className={css['input']}
              value={claimant.name}
              maxLength={300}
              onChange={(event) => change({ name: event.currentTarget.value })}
              onBlur={flush}
            />
          )}
        </FieldFrame>
        <button
          type="button"
          className={css['icon']}
          aria-label={words.remove(claimant.name || words.someone)}
          onClick={remove}
        >
          <IconX size={15} stroke={1.8} />
        </button>
      </div>
      <div className={css['pair']}>
        <FieldFrame field={{ label: words.act }}>
          {(control) => (
            <select
              {...control}
              className={css['input']}
              value={claimant.act}
              onChange={(event) =>
                change({ act: actOf(event.currentTarget.value) ?? claimant.act })
              }
            >
              {Object.entries(acts).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        <FieldFrame
          field={{ label: words.date }}
          problem={isBadDate ? messages.inspector.date.bad : null}
          below={!isBadDate && reading !== claimant.date.trim() ? reading : null}
        >
          {(control) => (
            <input
              {...control}
              className={css['input']}
              value={claimant.date}
              maxLength={100}
              spellCheck={false}
              onChange={(event) => change({ date: event.currentTarget.value })}
              onBlur={flush}
            />
          )}
        </FieldFrame>
      </div>
      <FieldFrame field={{ label: words.through }}>
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={Math.max(1, claimant.through.length)}
            value={claimant.through.join('\n')}
            onChange={(event) => {
              const { value } = event.currentTarget
              change({ through: value === '' ? [] : value.split('\n') })
            }}
            onBlur={flush}
          />
        )}
      </FieldFrame>
    </div>
  )
}

function tidy(claimant: Claimant): Claimant {
  return {
    ...claimant,
    name: claimant.name.trim(),
    date: claimant.date.trim(),
    through: claimant.through.map((each) => each.trim()).filter((each) => each !== ''),
  }
}

function actOf(value: string): Claimant['act'] | undefined {
  return Object.hasOwn(acts, value) ? (value as Claimant['act']) : undefined
}
