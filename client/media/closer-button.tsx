import { IconZoomScan } from '@tabler/icons-react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { pressable } from '../evidence/pressable.ts'
import { messages } from '../viewer/viewer-messages.ts'
import css from './closer-button.module.css'

/** On a clip's card: leads to where it can be looked at frame by frame, at the moment where the card stands. */
export function CloserButton({
  evidence,
  isActive,
  timeS,
}: {
  evidence: Evidence
  isActive: boolean
  timeS: number
}) {
  const { viewing } = useBoard()
  return (
    <button
      type="button"
      className={css['closer']}
      aria-label={messages.openOf(titleOf(evidence))}
      title={messages.open}
      {...pressable(isActive)}
      onClick={() => viewing.open(evidence.id, { startS: timeS, endS: null })}
    >
      <IconZoomScan size={17} stroke={1.8} aria-hidden="true" />
    </button>
  )
}
