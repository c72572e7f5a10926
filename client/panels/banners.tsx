import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArchive, IconCloudOff, IconEye } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { FollowInvitation } from '../briefing/following/invitation.tsx'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { messages } from '../ui/messages.ts'
import { useLive } from '../ui/use-live.ts'
import css from './banners.module.css'

/** What a person has to know about this board just now: a line each, above the canvas, none when all is well. */
export function Banners({ isArchived }: { isArchived: boolean }) {
  const board = useBoard()
  const role = useRole()
  const sync = useLive(board.sync)
  const people = useLive(board.people)
  const followed = useLive(board.following)
  const setAside = useLive(board.setAside)
  const followedPerson = people.find((person) => person.id === followed)
  return (
    <div className={css['banners']}>
      <FollowInvitation />
      {isArchived && (
        <Banner icon={<IconArchive size={18} stroke={1.8} aria-hidden="true" />}>
          {messages.board.archived}
        </Banner>
      )}
      {sync.kind === 'offline' && (
        <Banner icon={<IconCloudOff size={18} stroke={1.8} aria-hidden="true" />}>
          {messages.sync.offlineBanner(sync.changes, sync.isKept)}
        </Banner>
      )}
      {sync.kind === 'trouble' && (
        <Banner icon={<IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />} isLoud>
          {messages.sync.troubleBanner(sync.message)}
        </Banner>
      )}
      {role === 'viewer' && !isArchived && (
        <Banner icon={<IconEye size={18} stroke={1.8} aria-hidden="true" />}>
          {messages.board.viewOnly}
          {sync.kind === 'view-only' && ` ${messages.sync.notTakenHelp}`}
        </Banner>
      )}
      {setAside.length > 0 && (
        <Banner icon={<IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />}>
          <details className={css['details']}>
            <summary>{messages.board.setAside(setAside.length)}</summary>
            <ul>
              {setAside.slice(0, 50).map(({ id, reason }) => (
                <li key={id}>
                  <code>{id}</code> {reason}
                </li>
              ))}
            </ul>
          </details>
        </Banner>
      )}
      {followedPerson && (
        <Banner colour={followedPerson.colour}>
          {messages.people.following(followedPerson.name)}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => board.following.follow(null)}
            ml="sm"
          >
            {messages.people.stop}
          </Button>
        </Banner>
      )}
    </div>
  )
}

function Banner({
  icon,
  colour,
  isLoud = false,
  children,
}: {
  icon?: ReactNode
  colour?: string
  isLoud?: boolean
  children: ReactNode
}) {
  return (
    <output
      className={css['banner']}
      data-loud={isLoud || undefined}
      style={colour === undefined ? undefined : { borderTop: `3px solid ${colour}` }}
    >
      {icon}
      <span>{children}</span>
    </output>
  )
}
