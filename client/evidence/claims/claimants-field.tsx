import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { newEntryId, putEntry, removeEntry } from '../../../shared/board/actions.ts'
import { acts, type Claimant } from '../../../shared/evidence/claimant.ts'
import { humanDate, isEdtf } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { entriesOf } from '../../../shared/evidence/values.ts'
import { humanClaimant } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { fieldMessages } from '../fields/field-messages.ts'
import { FieldFrame, FieldGroup } from '../fields/field-frame.tsx'
import css from '../fields/fields.module.css'
import { useDraft } from '../fields/use-draft.ts'
import { messages } from './claim-messages.ts'

const words = messages.claimants
const nobody: Claimant = {
  name: '',
  role: '',
  act: 'asserts',
  date: '',
  through: [],
  basis: '',
  origin: '',
}

/** Everyone who says it, each an entry of its own: two people who add somebody at once both keep theirs. */
export function ClaimantsField({
  field,
  evidence,
  name,
}: {
  field: Field
  evidence: Evidence
  name: string
}) {
  const { doc } = useBoard()
  const isViewer = useRole() === 'viewer'
  const [adding, setAdding] = useState<string | null>(null)
  const all = entriesOf(evidence, name, 'claimant')
  const place = { field: name, entry: 'claimant' } as const
  if (isViewer) {
    return all.length === 0 ? null : (
      <FieldGroup field={{ label: field.label }}>
        {all.map(({ id, value }) => (
          <ClaimantWords key={id} claimant={value} />
        ))}
      </FieldGroup>
    )
  }
  // The form of a new one goes on as that of its entry: whoever types in it must not lose the field.
  const isKept = adding === null || all.some(({ id }) => id === adding)
  const shown = isKept ? all : [...all, { id: adding, value: nobody }]
  return (
    <FieldGroup field={field}>
      {shown.length === 0 && field.missing && <p className={css['missing']}>{field.missing}</p>}
      {shown.map(({ id, value }) => (
        <ClaimantForm
          key={id}
          value={value}
          isNew={id === adding}
          set={(next) => putEntry(doc, evidence.id, { ...place, entryId: id }, next)}
          remove={() => {
            if (id === adding) setAdding(null)
            removeEntry(doc, evidence.id, name, id)
          }}
        />
      ))}
      <button type="button" className={css['add']} onClick={() => setAdding(newEntryId())}>
        <IconPlus size={15} stroke={1.8} aria-hidden="true" />
        {words.add}
      </button>
    </FieldGroup>
  )
}

function ClaimantWords({ claimant }: { claimant: Claimant }) {
  return (
    <div>
      <p className={css['words']}>{humanClaimant(claimant)}</p>
      {claimant.basis !== '' && <p className={css['soft']}>{words.since(claimant.basis)}</p>}
      {claimant.origin !== '' && <p className={css['soft']}>{words.from(claimant.origin)}</p>}
    </div>
  )
}

/** It becomes an entry once it has a name. */
function ClaimantForm({
  value,
  isNew,
  set,
  remove,
}: {
  value: Claimant
  isNew: boolean
  set: (value: Claimant) => void
  remove: () => void
}) {
  const draft = useDraft(value, (next) => {
    const tidied = tidy(next)
    if (tidied.name === '' || (tidied.date !== '' && !isEdtf(tidied.date))) return false
    if (JSON.stringify(tidied) !== JSON.stringify(value)) set(tidied)
    // An empty last line is being written; it stays a draft.
    return !next.through.includes('')
  })
  const claimant = draft.shown
  const change = (part: Partial<Claimant>) => draft.change({ ...claimant, ...part })
  const isBadDate = claimant.date.trim() !== '' && !isEdtf(claimant.date)
  const reading = humanDate(claimant.date)
  const text = (key: 'name' | 'role' | 'basis' | 'origin', most: number) => (
    <FieldFrame field={{ label: words[key] }}>
      {(control) => (
        <input
          {...control}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
          autoFocus={isNew && key === 'name'}
          className={css['input']}
          value={claimant[key]}
          maxLength={most}
          autoComplete="off"
          onChange={(event) => change({ [key]: event.currentTarget.value })}
          onBlur={draft.flush}
        />
      )}
    </FieldFrame>
  )
  return (
    <div className={css['box']}>
      <div className={css['line']}>
        {text('name', 300)}
        <button
          type="button"
          className={css['icon']}
          aria-label={words.remove(claimant.name || words.someone)}
          onClick={remove}
        >
          <IconX size={15} stroke={1.8} />
        </button>
      </div>
      {text('role', 300)}
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
          problem={isBadDate ? fieldMessages.date.bad : null}
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
              onBlur={draft.flush}
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
            onBlur={draft.flush}
          />
        )}
      </FieldFrame>
      <details
        className={css['more']}
        open={value.basis !== '' || value.origin !== '' || undefined}
      >
        <summary>{words.more}</summary>
        {text('basis', 2000)}
        {text('origin', 300)}
      </details>
    </div>
  )
}

function tidy(claimant: Claimant): Claimant {
  return {
    ...claimant,
    name: claimant.name.trim(),
    role: claimant.role.trim(),
    date: claimant.date.trim(),
    through: claimant.through.map((each) => each.trim()).filter((each) => each !== ''),
    basis: claimant.basis.trim(),
    origin: claimant.origin.trim(),
  }
}

function actOf(value: string): Claimant['act'] | undefined {
  return Object.hasOwn(acts, value) ? (value as Claimant['act']) : undefined
}
