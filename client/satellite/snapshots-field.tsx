import { IconX } from '@tabler/icons-react'
import { putEntry, removeEntry } from '../../shared/board/actions.ts'
import type { Field } from '../../shared/evidence/fields.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import css from '../evidence/fields/fields.module.css'
import { useLive } from '../ui/use-live.ts'
import { comparable } from './compare-with.tsx'
import { dateOf } from './date-of.ts'
import { messages } from './satellite-messages.ts'
import own from './satellite.module.css'

const words = messages.compare

/** Which pictures a comparison is of, by date; each can be gone to, taken out, and another put in. */
export function SnapshotsField({ evidence, field }: { evidence: Evidence; field: Field }) {
  const board = useBoard()
  const all = useLive(board.evidence)
  const isViewer = useRole() === 'viewer'
  const entries = entriesOf(evidence, 'snapshots', 'snapshot')
  const snapshots = snapshotsOf(evidence, (id) => board.evidence.get(id))
  const missing = entries.filter(({ value }) => board.evidence.get(value.of) === undefined)
  const others = comparable(all).filter((each) => !snapshots.includes(each))
  const takeOut = (of: EvidenceId) => {
    for (const { id, value } of entries)
      if (value.of === of) removeEntry(board.doc, evidence.id, 'snapshots', id)
  }
  const add = (of: EvidenceId) => {
    const order = Math.max(0, ...entries.map(({ value }) => value.order)) + 1
    putEntry(board.doc, evidence.id, { field: 'snapshots', entry: 'snapshot' }, { of, order })
  }
  return (
    <FieldGroup field={{ label: field.label }}>
      {snapshots.length === 0 && <p className={css['missing']}>{words.fewViewer}</p>}
      <ul className={own['list']}>
        {snapshots.map((snapshot) => (
          <li key={snapshot.id}>
            <button
              type="button"
              className={own['goTo']}
              onClick={() => board.chosen.choose(snapshot.id)}
            >
              <strong>{dateOf(snapshot)}</strong> {titleOf(snapshot)}
            </button>
            {!isViewer && (
              <button
                type="button"
                className={css['icon']}
                aria-label={words.remove(titleOf(snapshot))}
                onClick={() => takeOut(snapshot.id)}
              >
                <IconX size={15} stroke={1.8} />
              </button>
            )}
          </li>
        ))}
        {missing.map(({ id }) => (
          <li key={id}>
            <span className={css['missing']}>{words.gone}</span>
          </li>
        ))}
      </ul>
      {!isViewer && others.length > 0 && (
        <select
          className={css['input']}
          aria-label={words.add}
          value=""
          onChange={(event) => {
            const chosen = others.find(({ id }) => id === event.currentTarget.value)
            if (chosen) add(chosen.id)
          }}
        >
          <option value="">{words.add}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {`${dateOf(other)} · ${titleOf(other)}`}
            </option>
          ))}
        </select>
      )}
    </FieldGroup>
  )
}
