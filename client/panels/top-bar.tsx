import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconChevronLeft,
  IconDots,
  IconFileExport,
  IconKeyboard,
  IconSearch,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { AddMenu } from '../board/ways-in-menu.tsx'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { exportMessages } from '../export/export-messages.ts'
import { useLooking } from '../history/looking.ts'
import { ColorSchemeItems } from '../ui/color-scheme-menu.tsx'
import { InlineTitle } from '../ui/inline-title.tsx'
import { Mark } from '../ui/logo.tsx'
import { messages } from '../ui/messages.ts'
import { helpMessages } from './help-messages.ts'
import { modKey } from '../ui/shortcut.ts'
import { findMessages } from './find/find-messages.ts'
import type { OpenDialog } from './open-dialog.ts'
import { PeopleHere } from './people-here.tsx'
import { SyncBadge } from './sync-badge.tsx'
import css from './top-bar.module.css'
import type { Views } from './views/use-views.ts'
import { ViewSwitch } from './views/view-switch.tsx'

const words = messages.board

/** The one bar over a board: where one is, whether work is safe, who is here, and what can be called. */
export function TopBar({
  title,
  isNew,
  rename,
  views,
  setDialog,
}: {
  title: string
  /** Just made: its title is ready to be typed over. */
  isNew: boolean
  rename: (title: string) => void
  views: Views
  setDialog: (dialog: OpenDialog) => void
}) {
  const board = useBoard()
  const role = useRole()
  const isPast = useLooking().past !== null
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
      {!isPast && <SyncBadge />}
      <div className={css['right']}>
        <PeopleHere />
        {!isNarrow && (
          <Tooltip label={`${findMessages.title} (${modKey} K)`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={findMessages.button}
              aria-keyshortcuts="Control+K Meta+K"
              onClick={() => setDialog('find')}
            >
              <IconSearch size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
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
        {!isPast && (
          <AddMenu isCompact={isNarrow} onAdded={(ids) => board.chosen.choose(ids[0] ?? null)} />
        )}
        <BoardMenu setDialog={setDialog} />
      </div>
    </header>
  )
}

function BoardMenu({ setDialog }: { setDialog: (dialog: OpenDialog) => void }) {
  const [, go] = useLocation()
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={messages.common.more}>
          <IconDots size={19} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSearch size={17} stroke={1.6} />}
          onClick={() => setDialog('find')}
        >
          {findMessages.title}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsers size={17} stroke={1.6} />}
          onClick={() => setDialog('members')}
        >
          {messages.members.title}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={17} stroke={1.6} />}
          onClick={() => setDialog('export')}
        >
          {exportMessages.menu}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.6} />}
          onClick={() => setDialog('help')}
        >
          {helpMessages.title}
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
