import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { readMatch } from '../../../shared/evidence/match-reading.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { messages } from '../../viewer/matches/match-messages.ts'
import { FieldGroup } from '../fields/field-frame.tsx'
import { PairFigure } from './pair-figure.tsx'
import css from './regions-field.module.css'
import { sensitivityShown } from './sensitivity-shown.ts'

/** The pairs of a match in the inspector, to be read: the figure, larger words. Edited in the viewer. */
export function PairsField({ field, evidence }: { field: Field; evidence: Evidence }) {
  const board = useBoard()
  useLive(board.evidence)
  const read = readMatch(evidence, (id) => board.evidence.get(id))
  const mayShow = [read.a, read.b].every((picture) => !picture || sensitivityShown(picture))
  return (
    <FieldGroup field={{ label: field.label }}>
      {[read.a, read.b].map((picture, side) => (
        <button
          key={picture?.id ?? (side === 0 ? messages.first : messages.second)}
          type="button"
          className={css['match']}
          disabled={!picture}
          onClick={() => picture && board.chosen.choose(picture.id)}
        >
          <span>{side === 0 ? messages.first : messages.second}</span>
          <strong>{picture ? titleOf(picture) : messages.gone}</strong>
        </button>
      ))}
      {read.pairs.length === 0 && <p>{messages.nonePaired}</p>}
      {mayShow &&
        read.pairs.map((pair) => (
          <PairFigure key={pair.id} read={read} pair={pair} boardId={board.boardId} />
        ))}
    </FieldGroup>
  )
}
