import { useState } from 'react'
import type { Field } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { MediaRange } from '../../shared/evidence/references.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { exactClock, rangeInWords, secondsOf } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import type { FieldProps } from '../evidence/fields/field-control.tsx'
import css from '../evidence/fields/fields.module.css'
import { useDraft } from '../evidence/fields/use-draft.ts'
import { useLive } from '../ui/use-live.ts'
import { messages } from './media-messages.ts'
import own from './media-fields.module.css'
import { RangeLink } from './range-link.tsx'

const words = messages.range

/** Which stretch of which clip: chosen, typed, or taken over from the player. */
export function MediaRangeField({ field, value, set }: FieldProps<MediaRange>) {
  const board = useBoard()
  const clips = useLive(board.evidence).filter(({ kind }) => kind === 'video')
  const marked = useLive(board.viewing.marked)
  const choose = (id: string) => {
    const clip = clips.find((each) => each.id === id)
    set(clip && { of: clip.id, startS: value?.startS ?? 0, endS: value?.endS ?? 0 })
  }
  return (
    <FieldGroup field={field}>
      <select
        className={css['input']}
        aria-label={words.clip}
        data-empty={value === undefined || undefined}
        value={value?.of ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{words.none}</option>
        {value && !clips.some(({ id }) => id === value.of) && (
          <option value={value.of}>{words.gone}</option>
        )}
        {clips.map((clip) => (
          <option key={clip.id} value={clip.id}>
            {titleOf(clip)}
          </option>
        ))}
      </select>
      {value && <Times key={value.of} value={value} set={set} />}
      {marked && !isSame(marked, value) && (
        <button type="button" className={own['button']} onClick={() => set(marked)}>
          {words.take(rangeInWords(marked))}
        </button>
      )}
      {value && (
        <p className={own['link']}>
          <RangeLink range={value} isActive />
        </p>
      )}
    </FieldGroup>
  )
}

export function MediaRangeWords({ field, value }: { field: Field; value: MediaRange | undefined }) {
  if (!value) return null
  return (
    <FieldGroup field={{ label: field.label }}>
      <p className={own['link']}>
        <RangeLink range={value} isActive />
      </p>
    </FieldGroup>
  )
}

function Times({ value, set }: { value: MediaRange; set: (value: MediaRange) => void }) {
  const [isBad, setBad] = useState(false)
  const put = (change: { startS?: number | undefined; endS?: number | undefined }) => {
    const startS = 'startS' in change ? change.startS : value.startS
    const endS = 'endS' in change ? change.endS : value.endS
    const isGood = startS !== undefined && endS !== undefined && endS >= startS
    setBad(!isGood)
    if (isGood) set({ ...value, startS, endS })
    return isGood
  }
  const start = useDraft(exactClock(value.startS), (text) => put({ startS: secondsOf(text) }))
  const end = useDraft(exactClock(value.endS), (text) => put({ endS: secondsOf(text) }))
  return (
    <>
      <span className={own['times']}>
        {[
          { draft: start, label: words.start },
          { draft: end, label: words.end },
        ].map(({ draft, label }) => (
          <label key={label}>
            {label}
            <input
              className={css['input']}
              value={draft.shown}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              aria-invalid={isBad || undefined}
              onChange={({ currentTarget }) => draft.change(currentTarget.value)}
              onBlur={draft.flush}
            />
          </label>
        ))}
      </span>
      {isBad && (
        <p className={css['problem']} role="alert">
          {words.bad}
        </p>
      )}
    </>
  )
}

function isSame(a: MediaRange, b: MediaRange | undefined): boolean {
  const ids: [EvidenceId, EvidenceId | undefined] = [a.of, b?.of]
  return ids[0] === ids[1] && a.startS === b?.startS && a.endS === b.endS
}
