import { Button } from '@mantine/core'
import { IconPresentation } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { audienceMessages } from '../../audience/audience-messages.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { followingAddress } from './address.ts'
import css from './following.module.css'
import { usePresenters } from './presenters.ts'

const words = audienceMessages.following

/** Says calmly that somebody presents, and lets one join with one press. */
export function FollowInvitation() {
  const board = useBoard()
  const [, go] = useLocation()
  const [presenter] = usePresenters(board.awareness)
  const briefings = useLive(board.briefings)
  const [declined, decline] = useState<number | null>(null)
  if (!presenter || presenter.presenting.since === declined) return null
  const { personId, name, presenting } = presenter
  const title = briefings.find(({ id }) => id === presenting.briefing)?.title ?? ''
  return (
    <aside className={css['invitation']} aria-live="polite">
      <IconPresentation size={18} stroke={1.7} aria-hidden="true" />
      <span>{words.invitation(name, title)}</span>
      <Button
        size="compact-sm"
        onClick={() => go(followingAddress(board.boardId, personId, presenting.moment))}
      >
        {words.follow}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => decline(presenting.since)}
      >
        {words.notNow}
      </Button>
    </aside>
  )
}
