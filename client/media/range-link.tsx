import { IconPlayerPlay } from '@tabler/icons-react'
import type { MediaRange } from '../../shared/evidence/references.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { rangeInWords } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { pressable } from '../evidence/pressable.ts'
import { useLive } from '../ui/use-live.ts'
import { messages } from './media-messages.ts'

/** "Clip 1, 0:02–0:05": pressed, it plays just that, again and again. */
export function RangeLink({
  range,
  isActive,
  isStill = false,
}: {
  range: MediaRange
  isActive: boolean
  /** In a picture of the board nothing can be pressed. */
  isStill?: boolean
}) {
  const board = useBoard()
  useLive(board.evidence)
  const clip = board.evidence.get(range.of)
  const span = rangeInWords(range)
  if (!clip)
    return (
      <span>
        {messages.range.gone}, {span}
      </span>
    )
  const words = `${titleOf(clip)}, ${span}`
  if (isStill) return <span>{words}</span>
  return (
    <button
      type="button"
      {...pressable(isActive)}
      aria-label={messages.range.open(titleOf(clip), span)}
      title={words}
      onClick={() => board.viewing.open(range.of, { startS: range.startS, endS: range.endS })}
    >
      <IconPlayerPlay size={14} stroke={1.8} aria-hidden="true" /> {words}
    </button>
  )
}
