import { Button } from '@mantine/core'
import { useState } from 'react'
import { putEntry } from '../../../shared/board/actions.ts'
import { isEdtf } from '../../../shared/evidence/dates.ts'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import type { TimeBound } from '../../../shared/evidence/time-bound.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages as common } from '../../ui/messages.ts'
import { FieldFrame } from '../fields/field-frame.tsx'
import css from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import { ItemPicker } from '../item-picker.tsx'

const words = messages.time

/** Records what somebody noticed that the item cannot be older or newer than, and why. */
export function TimeBoundForm({
  evidence,
  name,
  close,
}: {
  evidence: Evidence
  name: string
  close: () => void
}) {
  const { doc, me } = useBoard()
  const [side, setSide] = useState<TimeBound['side']>('not-before')
  const [date, setDate] = useState('')
  const [why, setWhy] = useState('')
  const [shownBy, setShownBy] = useState<EvidenceId[]>([])
  const [problem, setProblem] = useState<'date' | 'why' | null>(null)
  const save = () => {
    if (!isEdtf(date)) return setProblem('date')
    if (why.trim() === '') return setProblem('why')
    const value: TimeBound = {
      side,
      date: date.trim(),
      why: why.trim(),
      evidence: shownBy[0] ?? null,
      by: me.name,
      at: new Date().toISOString(),
    }
    putEntry(doc, evidence.id, { field: name, entry: 'timeBound' }, value)
    close()
  }
  return (
    <form
      className={css['change']}
      aria-label={words.add}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className={css['pair']}>
        <FieldFrame field={{ label: words.side }}>
          {(control) => (
            <select
              {...control}
              className={css['input']}
              value={side}
              onChange={(event) =>
                setSide(event.currentTarget.value === 'not-after' ? 'not-after' : 'not-before')
              }
            >
              {Object.entries(words.sides).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        <FieldFrame
          field={{ label: words.date, help: words.dateHelp }}
          problem={problem === 'date' ? words.badDate : null}
        >
          {(control) => (
            <input
              {...control}
              className={css['input']}
              value={date}
              maxLength={100}
              spellCheck={false}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
          )}
        </FieldFrame>
      </div>
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
      <ItemPicker
        label={words.shownBy}
        help={words.shownByHelp}
        except={evidence.id}
        chosen={shownBy}
        most={1}
        choose={setShownBy}
      />
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
