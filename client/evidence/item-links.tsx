import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { messages } from './inspector-messages.ts'
import css from './item-links.module.css'
import { KindIcon } from './kind-icon.tsx'

/** Other items by name; each can be gone to. What is no longer on the board is said to be gone. */
export function ItemLinks({ ids }: { ids: readonly EvidenceId[] }) {
  const board = useBoard()
  // Live: a title that changes elsewhere changes here.
  useLive(board.evidence)
  return (
    <ul className={css['links']}>
      {ids.map((id) => (
        <li key={id}>
          <ItemLink id={id} evidence={board.evidence.get(id)} />
        </li>
      ))}
    </ul>
  )
}

function ItemLink({ id, evidence }: { id: EvidenceId; evidence: Evidence | undefined }) {
  const board = useBoard()
  if (!evidence) return <em className={css['gone']}>{messages.checks.goneItem}</em>
  return (
    <button
      type="button"
      className={css['link']}
      onClick={() => {
        board.showOnCanvas(id)
        board.chosen.choose(id)
      }}
    >
      <KindIcon kind={evidence.kind} size={15} />
      <span>{titleOf(evidence)}</span>
    </button>
  )
}
