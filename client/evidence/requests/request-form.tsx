import { Button } from '@mantine/core'
import { useState } from 'react'
import { putEntry, removeEntry } from '../../../shared/board/actions.ts'
import { humanDate, isEdtf } from '../../../shared/evidence/dates.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { requestOutcomes, type Request } from '../../../shared/evidence/request.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages as common } from '../../ui/messages.ts'
import { FieldFrame } from '../fields/field-frame.tsx'
import css from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'

const words = messages.requests

type Props = {
  evidence: Evidence
  /** The field that holds the requests. */
  name: string
  close: () => void
  existing?: { entryId: string; request: Request }
}

/** One request: what was asked of whom, and what they answered. Nothing is kept before it is asked to be. */
export function RequestForm({ evidence, name, close, existing }: Props) {
  const { doc, me } = useBoard()
  const [draft, setDraft] = useState<Request>(existing?.request ?? newRequest(me.name))
  const [isRefused, setRefused] = useState(false)
  const change = (part: Partial<Request>) => setDraft((before) => ({ ...before, ...part }))
  const isNameless = draft.askedOf.trim() === '' && draft.what.trim() === ''
  const hasBadDate = [draft.at, draft.answeredAt].some(isBadDate)

  const save = () => {
    setRefused(true)
    if (isNameless || hasBadDate) return
    const place = { field: name, entry: 'request' as const, entryId: existing?.entryId }
    putEntry(doc, evidence.id, place, tidy(draft))
    close()
  }
  const text = (key: 'askedOf' | 'what' | 'by', most: number, problem: string | null = null) => (
    <FieldFrame field={{ label: words[key] }} problem={problem}>
      {(control) => (
        <input
          {...control}
          className={css['input']}
          value={draft[key]}
          maxLength={most}
          onChange={(event) => change({ [key]: event.currentTarget.value })}
        />
      )}
    </FieldFrame>
  )
  const date = (key: 'at' | 'answeredAt') => (
    <FieldFrame
      field={{ label: words[key], help: words.dateHelp }}
      problem={isRefused && isBadDate(draft[key]) ? words.badDate : null}
      below={readingOf(draft[key])}
    >
      {(control) => (
        <input
          {...control}
          className={css['input']}
          value={draft[key]}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => change({ [key]: event.currentTarget.value })}
        />
      )}
    </FieldFrame>
  )
  return (
    <form
      className={css['change']}
      aria-label={words.add}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {text('what', 1000)}
      {text('askedOf', 300, isRefused && isNameless ? words.needed : null)}
      <div className={css['pair']}>
        {text('by', 200)}
        {date('at')}
      </div>
      <div className={css['pair']}>
        <FieldFrame field={{ label: words.outcome }}>
          {(control) => (
            <select
              {...control}
              className={css['input']}
              value={draft.outcome}
              onChange={(event) =>
                change({ outcome: outcomeNamed(event.currentTarget.value) ?? draft.outcome })
              }
            >
              {Object.entries(requestOutcomes).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        {date('answeredAt')}
      </div>
      <FieldFrame field={{ label: words.answer }}>
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={2}
            value={draft.answer}
            maxLength={5000}
            onChange={(event) => change({ answer: event.currentTarget.value })}
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
      {existing && (
        <button
          type="button"
          className={css['add']}
          onClick={() => removeEntry(doc, evidence.id, name, existing.entryId)}
        >
          {words.remove}
        </button>
      )}
    </form>
  )
}

function newRequest(by: string): Request {
  return { askedOf: '', what: '', by, at: '', outcome: 'waiting', answer: '', answeredAt: '' }
}

function tidy(request: Request): Request {
  return {
    ...request,
    askedOf: request.askedOf.trim(),
    what: request.what.trim(),
    by: request.by.trim(),
    at: request.at.trim(),
    answer: request.answer.trim(),
    answeredAt: request.answeredAt.trim(),
  }
}

function isBadDate(text: string): boolean {
  return text.trim() !== '' && !isEdtf(text)
}

/** How a date reads, where that is not what was typed. */
function readingOf(text: string): string | null {
  const reading = humanDate(text)
  return isBadDate(text) || reading === text.trim() ? null : reading
}

function outcomeNamed(value: string): Request['outcome'] | undefined {
  return Object.hasOwn(requestOutcomes, value) ? (value as Request['outcome']) : undefined
}
