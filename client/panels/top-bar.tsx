import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconDots, IconKeyboard, IconUser, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { AddMenu } from '../board/ways-in-menu.tsx'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { ColorSchemeItems } from '../ui/color-scheme-menu.tsx'
import { InlineTitle } from '../ui/inline-title.tsx'
import { Mark } from '../ui/logo.tsx'
import { messages } from '../ui/messages.ts'
import { HelpDialog } from './help-dialog.tsx'
import { MembersDialog } from './members-dialog.tsx'
import { PeopleHere } from './people-here.tsx'
import { SyncBadge } from './sync-badge.tsx'
import css from './top-bar.module.css'
import type { Views } from './views/use-views.ts'
import { ViewSwitch } from './views/view-switch.tsx'

const words = messages.board
export type OpenDialog = 'help' | 'members' | null

/** The one bar over a board: where one is, whether work is safe, who is here, and what can be called. */
export function TopBar({
  title,
  isNew,
  rename,
  views,
  dialog,
  setDialog,
}: {
  title: string
  /** Just made: its title is ready to be typed over. */
  isNew: boolean
  rename: (title: string) => void
  views: Views
  dialog: OpenDialog
  setDialog: (dialog: OpenDialog) => void
}) {
  const board = useBoard()
  const role = useRole()
  const isNarrow = useMediaQuery('(max-width: 700px)') ?? false
  const [titleIsNew] = useState(isNew)
  return (
    <header className={css['bar']}>
      <Link href="/" className={css['back']} aria-label={messages.common.back}>
        <IconChevronLeft size={17} stroke={2} aria-hidden="true" />
        <Mark size={22} />
      </Link>
      <h1 className={css['title']}>
        {role === 'viewer' ? (
          <span className={css['fixed']}>{title}</span>
        ) : (
          <InlineTitle
            key={title}
            title={title}
            label={words.rename}
            startEditing={titleIsNew && title === messages.boards.untitled}
            onDone={(next) => next !== title && rename(next)}
          />
        )}
      </h1>
      <SyncBadge />
      <div className={css['right']}>
        <PeopleHere />
        {!isNarrow && (
          <Tooltip label={messages.members.title}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={messages.members.title}
              onClick={() => setDialog('members')}
            >
              <IconUsers size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
        <ViewSwitch views={views} />
        <AddMenu isCompact={isNarrow} onAdded={(ids) => board.chosen.choose(ids[0] ?? null)} />
        <BoardMenu openHelp={() => setDialog('help')} openMembers={() => setDialog('members')} />
      </div>
      <HelpDialog isOpen={dialog === 'help'} close={() => setDialog(null)} />
      <MembersDialog isOpen={dialog === 'members'} close={() => setDialog(null)} />
    </header>
  )
}

function BoardMenu({ openHelp, openMembers }: { openHelp: () => void; openMembers: () => void }) {
  const [, go] = useLocation()
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={messages.common.more}>
          <IconDots size={19} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUsers size={17} stroke={1.6} />} onClick={openMembers}>
          {messages.members.title}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={17} stroke={1.6} />} onClick={openHelp}>
          {messages.help.title}
        </Menu.Item>
        <Menu.Item leftSection={<IconUser size={17} stroke={1.6} />} onClick={() => go('/account')}>
          {messages.account.menu}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{messages.theme.label}</Menu.Label>
        <ColorSchemeItems />
      </Menu.Dropdown>
    </Menu>
  )
}
