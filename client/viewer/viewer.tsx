import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize, IconX } from '@tabler/icons-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { kinds, type EvidenceId } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard, useSignal } from '../board/board-provider.tsx'
import { Curtain } from '../evidence/curtain.tsx'
import { useNoteViewing } from '../evidence/custody/use-note-custody.ts'
import { KindIcon } from '../evidence/kind-icon.tsx'
import { StatusChip } from '../evidence/status-chip.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { messages } from './viewer-messages.ts'
import css from './viewer.module.css'
import { viewers, type ViewerProps } from './viewers.ts'

/** One item looked at closely, over the canvas and beside the inspector; the board goes on behind it. */
export function Viewer({ id }: { id: EvidenceId }) {
  const board = useBoard()
  const evidence = useSignal({
    subscribe: board.evidence.subscribe,
    get: () => board.evidence.get(id),
  })
  const sheet = useRef<HTMLElement>(null)
  const close = () => board.viewing.open(null)
  useEscape(sheet, close)
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [id])
  useNoteViewing(evidence)
  const title = evidence ? titleOf(evidence) : messages.gone
  return (
    <section ref={sheet} className={css['sheet']} aria-label={messages.openOf(title)} tabIndex={-1}>
      <header className={css['head']}>
        {evidence && <KindIcon kind={evidence.kind} />}
        <h2 className={css['title']}>{title}</h2>
        {evidence && (
          <>
            <StatusChip evidence={evidence} />
            <span className={css['kind']}>{kinds[evidence.kind].label}</span>
          </>
        )}
        <FullScreenButton sheet={sheet} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={messages.close}
          onClick={close}
        >
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      {evidence && <CloseLook key={id} evidence={evidence} boardId={board.boardId} />}
      {!evidence && <p className={css['empty']}>{messages.gone}</p>}
    </section>
  )
}

function CloseLook({ evidence, boardId }: ViewerProps) {
  const View = viewers[evidence.kind]
  if (!View) return null
  return (
    <Curtain sensitivity={textOf(evidence, 'sensitivity')} isActive>
      <Suspense fallback={<p className={css['empty']}>{messages.opening}</p>}>
        <View evidence={evidence} boardId={boardId} />
      </Suspense>
    </Curtain>
  )
}

function FullScreenButton({ sheet }: { sheet: React.RefObject<HTMLElement | null> }) {
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  if (!document.fullscreenEnabled) return null
  const label = isFull ? messages.leaveFullScreen : messages.fullScreen
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() =>
          void (isFull ? document.exitFullscreen() : sheet.current?.requestFullscreen())
        }
      >
        {isFull ? (
          <IconArrowsMinimize size={18} stroke={1.7} />
        ) : (
          <IconArrowsMaximize size={18} stroke={1.7} />
        )}
      </ActionIcon>
    </Tooltip>
  )
}
