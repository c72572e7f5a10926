import { IconPlus, IconX } from '@tabler/icons-react'
import { putEntry, removeEntry } from '../../shared/board/actions.ts'
import type { Field } from '../../shared/evidence/fields.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Change } from '../../shared/evidence/snapshot.ts'
import { changeReadingOf, snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import css from '../evidence/fields/fields.module.css'
import { useDraft } from '../evidence/fields/use-draft.ts'
import { useLive } from '../ui/use-live.ts'
import { dateOf } from './date-of.ts'
import { messages } from './satellite-messages.ts'
import own from './satellite.module.css'

const words = messages.changes

/** What is there in some pictures and not in others, and what follows about when it changed. */
export function ChangesField({ evidence, field }: { evidence: Evidence; field: Field }) {
  const board = useBoard()
  useLive(board.evidence)
  const isViewer = useRole() === 'viewer'
  const snapshots = snapshotsOf(evidence, (id) => board.evidence.get(id))
  const changes = entriesOf(evidence, 'changes', 'change')
  if (isViewer && changes.length === 0) return null
  const put = (value: Change, entryId?: string) =>
    putEntry(
      board.doc,
      evidence.id,
      { field: 'changes', entry: 'change', ...(entryId !== undefined && { entryId }) },
      value,
    )
  return (
    <FieldGroup field={{ label: field.label }}>
      {changes.map(({ id, value }) => (
        <ChangeNote
          key={id}
          change={value}
          snapshots={snapshots}
          isViewer={isViewer}
          set={(next) => put(next, id)}
          remove={() => removeEntry(board.doc, evidence.id, 'changes', id)}
        />
      ))}
      {!isViewer && snapshots.length > 1 && (
        <button
          type="button"
          className={css['add']}
          onClick={() =>
            put({
              what: '',
              seen: [],
              note: '',
              by: board.me.name,
              at: new Date().toISOString(),
            })
          }
        >
          <IconPlus size={15} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      )}
    </FieldGroup>
  )
}

type NoteProps = {
  change: Change
  snapshots: readonly Evidence[]
  isViewer: boolean
  set: (next: Change) => void
  remove: () => void
}

function ChangeNote({ change, snapshots, isViewer, set, remove }: NoteProps) {
  const draft = useDraft(change.what, (next) => {
    if (next !== change.what) set({ ...change, what: next })
    return true
  })
  const { turns, notes } = changeReadingOf(change, snapshots)
  const name = change.what || words.whatMissing
  const see = (of: Evidence['id'], as: string) => {
    const others = change.seen.filter((each) => each.of !== of)
    const isSeen = as === 'present' || as === 'absent' || as === 'unclear'
    set({ ...change, seen: isSeen ? [...others, { of, as }] : others })
  }
  return (
    <div className={own['change']}>
      {isViewer ? (
        <p className={css['words']}>{name}</p>
      ) : (
        <div className={css['line']}>
          <input
            className={css['input']}
            aria-label={words.what}
            placeholder={words.what}
            value={draft.shown}
            maxLength={500}
            onChange={(event) => draft.change(event.currentTarget.value)}
            onBlur={draft.flush}
          />
          <button
            type="button"
            className={css['icon']}
            aria-label={words.remove(name)}
            onClick={remove}
          >
            <IconX size={15} stroke={1.8} />
          </button>
        </div>
      )}
      {snapshots.map((snapshot) => {
        const seen = change.seen.find(({ of }) => of === snapshot.id)?.as
        const date = dateOf(snapshot)
        return (
          <label key={snapshot.id} className={own['seen']}>
            <span>{date}</span>
            {isViewer ? (
              <span>{words.seen[seen ?? 'unset']}</span>
            ) : (
              <select
                className={css['input']}
                aria-label={words.seenOn(name, date)}
                value={seen ?? 'unset'}
                onChange={(event) => see(snapshot.id, event.currentTarget.value)}
              >
                {Object.entries(words.seen).map(([key, text]) => (
                  <option key={key} value={key}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </label>
        )
      })}
      {turns.map((turn) => (
        <p key={turn.words} className={own['turn']}>
          {turn.words.charAt(0).toUpperCase() + turn.words.slice(1)}
          {turn.date !== undefined && <code title="EDTF">{turn.date}</code>}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} className={css['soft']}>
          {note}
        </p>
      ))}
    </div>
  )
}
