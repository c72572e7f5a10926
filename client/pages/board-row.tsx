import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconDots, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Board } from '../../shared/protocol/http.ts'
import { InlineTitle } from '../ui/inline-title.tsx'
import { messages } from '../ui/messages.ts'
import { ago, moment } from '../ui/time.ts'
import css from './boards-page.module.css'

const words = messages.boards
export type BoardChange = { title?: string; archived?: boolean }

/** One board of the list. The whole row opens it; its title can be changed in place. */
export function BoardRow({ board, change }: { board: Board; change: (next: BoardChange) => void }) {
  const [renaming, setRenaming] = useState(false)
  return (
    <li className={css['row']}>
      <div className={css['what']}>
        {renaming ? (
          <InlineTitle
            title={board.title}
            label={words.nameOf}
            startEditing
            className={css['boardTitle']}
            onDone={(title) => {
              setRenaming(false)
              if (title !== board.title) change({ title })
            }}
          />
        ) : (
          <Link href={`/board/${board.id}`} className={`${css['boardTitle']} ${css['open']}`}>
            {board.title}
          </Link>
        )}
        <Text size="sm" c="dimmed" title={moment(board.editedAt ?? board.createdAt)}>
          {board.editedAt ? words.edited(ago(board.editedAt)) : words.made(ago(board.createdAt))}
          <span className={css['roleNarrow']}> · {words.roles[board.role]}</span>
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={css['role']}>
        {words.roles[board.role]}
      </Text>
      {board.role !== 'viewer' ? (
        <RowMenu board={board} change={change} rename={() => setRenaming(true)} />
      ) : (
        <span />
      )}
    </li>
  )
}

function RowMenu({
  board,
  change,
  rename,
}: {
  board: Board
  change: (next: BoardChange) => void
  rename: () => void
}) {
  const archived = board.archivedAt !== null
  return (
    <Menu returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={css['menu']}
          aria-label={words.menuOf(board.title)}
        >
          <IconDots size={19} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={rename}>
          {words.rename}
        </Menu.Item>
        {board.role === 'owner' && (
          <Menu.Item
            leftSection={
              archived ? (
                <IconArchiveOff size={16} stroke={1.6} />
              ) : (
                <IconArchive size={16} stroke={1.6} />
              )
            }
            onClick={() => change({ archived: !archived })}
          >
            {archived ? words.unarchive : words.archive}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
