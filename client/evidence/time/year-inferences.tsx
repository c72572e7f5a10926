import { Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { putEntry, removeEntry } from '../../../shared/board/actions.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import { evidenceFields, type Evidence } from '../../../shared/evidence/kinds.ts'
import { entriesOf, textOf } from '../../../shared/evidence/values.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { messages as common } from '../../ui/messages.ts'
import { FieldFrame, FieldGroup } from '../fields/field-frame.tsx'
import css from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import own from './time.module.css'
import { useTime } from './use-time.ts'

const words = messages.time

/** Where a date states no year: the years people conclude, each with why. The date itself is never completed. */
export function YearInferences({
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
  const [isAdding, setAdding] = useState(false)
  const { inferences } = useTime(evidence)
  const ids = entriesOf(evidence, name, 'yearInference').map(({ id }) => id)
  const canAdd = !isViewer && lacksYear(evidence)
  if (ids.length === 0 && !canAdd) return null
  return (
    <FieldGroup field={{ label: field.label }}>
      <ul className={own['years']}>
        {inferences.map((inference, at) => (
          <li key={ids[at]}>
            <p>{inference}</p>
            {!isViewer && (
              <button
                type="button"
                className={css['icon']}
                aria-label={words.remove(inference)}
                onClick={() => removeEntry(doc, evidence.id, name, ids[at] ?? '')}
              >
                <IconX size={15} stroke={1.8} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <YearForm evidence={evidence} name={name} close={() => setAdding(false)} />}
      {!isAdding && canAdd && (
        <button type="button" className={css['add']} onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.addYear}
        </button>
      )}
    </FieldGroup>
  )
}

function YearForm({
  evidence,
  name,
  close,
}: {
  evidence: Evidence
  name: string
  close: () => void
}) {
  const { doc, me } = useBoard()
  const [year, setYear] = useState('')
  const [why, setWhy] = useState('')
  const [problem, setProblem] = useState<'year' | 'why' | null>(null)
  const save = () => {
    if (!/^\d{4}$/.test(year.trim())) return setProblem('year')
    if (why.trim() === '') return setProblem('why')
    putEntry(
      doc,
      evidence.id,
      { field: name, entry: 'yearInference' },
      { year: Number(year), why: why.trim(), by: me.name, at: new Date().toISOString() },
    )
    close()
  }
  return (
    <form
      className={css['change']}
      aria-label={words.addYear}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <FieldFrame
        field={{ label: words.year, help: words.yearHelp }}
        problem={problem === 'year' ? words.badYear : null}
      >
        {(control) => (
          <input
            {...control}
            className={css['input']}
            inputMode="numeric"
            value={year}
            maxLength={4}
            onChange={(event) => setYear(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
      <FieldFrame field={{ label: words.why }} problem={problem === 'why' ? words.whyNeeded : null}>
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={2}
            value={why}
            maxLength={2000}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
      <div className={css['buttons']}>
        <Button size="compact-md" type="submit">
          {words.save}
        </Button>
        <Button size="compact-md" variant="default" onClick={close}>
          {common.common.cancel}
        </Button>
      </div>
    </form>
  )
}

function lacksYear(evidence: Evidence): boolean {
  const key = 'acquired' in evidenceFields[evidence.kind] ? 'acquired' : 'date'
  return textOf(evidence, key)?.includes('XXXX') ?? false
}
