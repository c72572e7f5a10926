import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconDots,
  type Icon,
} from '@tabler/icons-react'
import { useBoard } from '../board/board-provider.tsx'
import type { SyncState } from '../sync/sync-state.ts'
import { messages } from '../ui/messages.ts'
import { useLive } from '../ui/use-live.ts'
import css from './sync-badge.module.css'

const words = messages.sync

/** Whether the person's work is safe, always in sight and never in the way. */
export function SyncBadge() {
  const state = useLive(useBoard().sync)
  const { Sign, text, help, tone } = looksOf(state)
  return (
    <Tooltip label={help} disabled={help === ''} maw={280}>
      <output className={css['badge']} data-tone={tone}>
        <Sign size={17} stroke={1.8} aria-hidden="true" />
        <span className={css['text']}>{text}</span>
      </output>
    </Tooltip>
  )
}

type Looks = { Sign: Icon; text: string; help: string; tone: 'calm' | 'loud' }

function looksOf(state: SyncState): Looks {
  switch (state.kind) {
    case 'opening':
      return { Sign: IconDots, text: words.opening, help: '', tone: 'calm' }
    case 'saved':
      return { Sign: IconCloudCheck, text: words.saved, help: words.savedHelp, tone: 'calm' }
    case 'saving':
      return {
        Sign: IconCloudUp,
        text: words.saving,
        help: state.changes > 0 ? words.savingHelp(state.changes) : '',
        tone: 'calm',
      }
    case 'offline':
      return {
        Sign: IconCloudOff,
        text: words.offline(state.changes, state.isKept),
        help: words.offlineHelp(state.isKept),
        tone: 'loud',
      }
    case 'trouble':
      return { Sign: IconAlertTriangle, text: words.trouble, help: state.message, tone: 'loud' }
    case 'view-only':
      return {
        Sign: IconAlertTriangle,
        text: words.notTaken(state.changes),
        help: words.notTakenHelp,
        tone: 'loud',
      }
    case 'refused':
      return { Sign: IconCloudOff, text: words.closed, help: '', tone: 'loud' }
  }
}
