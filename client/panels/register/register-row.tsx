import { IconPlus } from '@tabler/icons-react'
import { memo, type KeyboardEvent } from 'react'
import { isWithdrawn } from '../../../shared/evidence/doubts.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { statusOf } from '../../../shared/evidence/status.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { StatusChip } from '../../evidence/status-chip.tsx'
import { registerMessages as words } from './register-messages.ts'
import { detailOf } from '../item-words.ts'
import css from './register.module.css'

export const RegisterRow = memo(function RegisterRow({
  evidence,
  isChosen,
  isTabStop,
  hasCard,
  onFocus,
  onKeyDown,
}: {
  evidence: Evidence
  isChosen: boolean
  isTabStop: boolean
  hasCard: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const { status } = statusOf(evidence)
  const withdrawn = isWithdrawn(evidence)
  const title = titleOf(evidence)
  return (
    <li
      className={css['row']}
      data-chosen={isChosen || undefined}
      data-off={!hasCard || undefined}
      data-withdrawn={withdrawn || undefined}
    >
      <button
        type="button"
        className={css['choose']}
        data-row={evidence.id}
        aria-current={isChosen || undefined}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => {
          board.showOnCanvas(evidence.id)
          board.chosen.choose(evidence.id)
        }}
      >
        <KindIcon kind={evidence.kind} size={19} />
        <span className={css['name']}>{title}</span>
        <span className={css['facts']}>
          {detailOf(evidence)}
          {!hasCard && ` · ${words.notOnCanvas}`}
        </span>
      </button>
      {hasCard || isViewer ? (
        (status !== 'unverified' || evidence.kind !== 'question') && (
          <StatusChip evidence={evidence} />
        )
      ) : (
        <button
          type="button"
          className={css['put']}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={words.putBackOf(title)}
          onClick={() => board.placeCard(evidence.id)}
        >
          <IconPlus size={15} stroke={2} aria-hidden="true" />
          {words.putBack}
        </button>
      )}
    </li>
  )
})
