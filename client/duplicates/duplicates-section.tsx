import { Button } from '@mantine/core'
import { useState } from 'react'
import { putEntry, removeEntry } from '../../shared/board/actions.ts'
import { tie, type ShapeId } from '../../shared/board/canvas-actions.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { whichFirst } from '../../shared/media/which-first.ts'
import type { BoardHandle } from '../board/board-handle.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { ago } from '../ui/time.ts'
import { messages } from './duplicate-messages.ts'
import css from './duplicates.module.css'
import { useDuplicates, type OpenDuplicate } from './use-duplicates.ts'

const place = { field: 'notSame', entry: 'dismissal' } as const

/** In the inspector: what looks like this item, what may be said about it, and what was. */
export function DuplicatesSection({ evidence }: { evidence: Evidence }) {
  const found = useDuplicates(evidence)
  const dismissed = entriesOf(evidence, place.field, place.entry)
  if (found.length === 0 && dismissed.length === 0) return null
  return (
    <section className={css['section']} aria-label={messages.heading}>
      <h3>{messages.heading}</h3>
      <ul>
        {found.map((each) => (
          <Suspicion key={each.other.id} evidence={evidence} found={each} />
        ))}
        {dismissed.map(({ id, value }) => (
          <Dismissed key={id} evidence={evidence} entryId={id} value={value} />
        ))}
      </ul>
    </section>
  )
}

function Suspicion({
  evidence,
  found: { other, sameness },
}: {
  evidence: Evidence
  found: OpenDuplicate
}) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [isSwapped, setSwapped] = useState(false)
  const order = whichFirst(evidence, other)
  const [copy, original] = isSwapped ? [order.first, order.second] : [order.second, order.first]
  const how = messages.how(sameness)
  return (
    <li>
      <p>
        {messages.probably}{' '}
        <button
          type="button"
          className={css['other']}
          onClick={() => {
            board.chosen.choose(other.id)
            board.showOnCanvas(other.id)
          }}
        >
          {titleOf(other)}
        </button>
        {how !== '' && ` (${how})`}
      </p>
      <p className={css['small']}>{messages.basis}</p>
      {!isViewer && (
        <>
          <p className={css['small']}>{messages.order[order.by](titleOf(order.first))}</p>
          <p className={css['tie']}>{messages.wouldTie(titleOf(copy), titleOf(original))}</p>
          <div className={css['actions']}>
            <Button size="compact-sm" onClick={() => tieAsCopy(board, copy.id, original.id)}>
              {messages.tie}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-pressed={isSwapped}
              onClick={() => setSwapped(!isSwapped)}
            >
              {messages.swap}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                putEntry(
                  board.doc,
                  evidence.id,
                  { ...place, entryId: other.id.slice('evidence:'.length) },
                  { of: other.id, by: board.me.name, at: new Date().toISOString() },
                )
              }
            >
              {messages.notSame}
            </Button>
          </div>
        </>
      )}
    </li>
  )
}

function Dismissed({
  evidence,
  entryId,
  value,
}: {
  evidence: Evidence
  entryId: string
  value: { of: EvidenceId; by: string; at: string }
}) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const other = board.evidence.get(value.of)
  if (!other) return null
  return (
    <li className={css['small']}>
      {messages.dismissed}: {titleOf(other)}, {messages.dismissedBy(value.by, ago(value.at))}
      {!isViewer && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => removeEntry(board.doc, evidence.id, place.field, entryId)}
        >
          {messages.askAgain}
        </Button>
      )}
    </li>
  )
}

/** A tie is an arrow between cards: an item without one gets it first. */
function tieAsCopy(board: BoardHandle, copy: EvidenceId, original: EvidenceId): void {
  for (const id of [copy, original]) if (!board.hasCard(id)) board.placeCard(id)
  const [from, to] = [copy, original].map((id) => board.cards.all().get(id)?.[0])
  if (from && to) tie(board.doc, 're-upload-of', { from: from as ShapeId, to: to as ShapeId })
}
