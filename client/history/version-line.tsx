import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  IconCopyPlus,
  IconDots,
  IconFlag,
  IconFlagFilled,
  IconGitCompare,
  IconLink,
  IconPencil,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Board } from '../../shared/protocol/http.ts'
import type { History, Version } from '../../shared/protocol/history.ts'
import { copyText } from '../ui/copy-text.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { moment as instantInWords } from '../ui/time.ts'
import { useLive } from '../ui/use-live.ts'
import { historyApi } from './history-api.ts'
import { historyMessages as words } from './history-messages.ts'
import css from './history-panel.module.css'
import { useLooking } from './looking.ts'
import { searchOf } from './moment.ts'
import { VersionForm } from './name-version.tsx'
import { historyKey } from './use-history.ts'

/** A version: a press opens the board as it stood, the menu compares, names, sends and copies it. */
export function VersionLine({ version, history }: { version: Version; history: History }) {
  const { live, moment, go } = useLooking()
  const { boardId } = live.session
  const isViewer = useLive(live.role) === 'viewer'
  const [isRenaming, setRenaming] = useState(false)
  const rename = useRename(boardId, version.id)
  const copy = useCopy(boardId)
  const isShown = moment?.kind === 'past' && moment.seq === version.seq
  const isNamed = version.kind === 'named'
  const Flag = isNamed ? IconFlagFilled : IconFlag
  const address = searchOf({ kind: 'past', seq: version.seq })
  if (isRenaming)
    return (
      <li>
        <VersionForm
          before={{ name: isNamed ? version.name : '', note: version.note }}
          isBusy={rename.isPending}
          save={(body) => rename.mutate(body, { onSuccess: () => setRenaming(false) })}
          cancel={() => setRenaming(false)}
        />
      </li>
    )
  return (
    <li className={css['line']} data-shown={isShown || undefined} data-named={isNamed || undefined}>
      <button
        type="button"
        className={css['open']}
        aria-current={isShown || undefined}
        onClick={() => go({ kind: 'past', seq: version.seq })}
      >
        <Flag size={18} stroke={1.7} className={css['flag']} aria-hidden="true" />
        <span className={css['text']}>
          <span>
            <strong>{version.name}</strong>{' '}
            <span className={css['soft']}>
              {isNamed ? version.personName : words.automatic} · {instantInWords(version.at)}
            </span>
          </span>
          {version.note !== '' && <span className={css['items']}>{version.note}</span>}
          {version.timestamp && (
            <span className={css['items']}>{stampInWords(version.timestamp)}</span>
          )}
        </span>
      </button>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words.moreOf(version.name)}>
            <IconDots size={17} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconGitCompare size={17} stroke={1.6} />}
            disabled={version.seq >= history.seq}
            onClick={() => go({ kind: 'compare', from: version.seq, to: history.seq })}
          >
            {words.compareNow}
          </Menu.Item>
          {moment?.kind === 'past' && moment.seq !== version.seq && (
            <Menu.Item
              leftSection={<IconGitCompare size={17} stroke={1.6} />}
              onClick={() => go(comparing(version.seq, moment.seq))}
            >
              {words.compareShown}
            </Menu.Item>
          )}
          {!isViewer && (
            <Menu.Item
              leftSection={<IconPencil size={17} stroke={1.6} />}
              onClick={() => setRenaming(true)}
            >
              {words.rename}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconLink size={17} stroke={1.6} />}
            onClick={() => void copyLink(`${location.origin}/board/${boardId}${address}`)}
          >
            {words.copyLink}
          </Menu.Item>
          {!isViewer && (
            <Menu.Item
              leftSection={<IconCopyPlus size={17} stroke={1.6} />}
              onClick={() => copy.mutate(version)}
            >
              {words.duplicate}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

function stampInWords({ at, authority, isVouchedFor }: NonNullable<Version['timestamp']>): string {
  const sentence = isVouchedFor ? words.stamped : words.stampedByStranger
  return sentence(authority, instantInWords(at))
}

function comparing(a: number, b: number) {
  return { kind: 'compare' as const, from: Math.min(a, b), to: Math.max(a, b) }
}

function useRename(boardId: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; note: string }) =>
      historyApi.changeVersion(boardId, id, body),
    onError: (error) => notifications.show({ message: sentenceOf(error) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: historyKey(boardId) }),
  })
}

/** The moment as a board of its own, which opens at once. */
function useCopy(boardId: string) {
  const queries = useQueryClient()
  const [, go] = useLocation()
  return useMutation({
    mutationFn: ({ seq, name }: Version) => {
      const title = queries.getQueryData<Board>(['board', boardId])?.title ?? ''
      return historyApi.copy(boardId, { seq, title: words.copyTitle(title, name).slice(0, 200) })
    },
    onError: (error) => notifications.show({ message: sentenceOf(error) }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['boards'] })
      go(`/board/${made.id}`)
      notifications.show({ message: words.duplicated })
    },
  })
}

async function copyLink(address: string): Promise<void> {
  try {
    await copyText(address)
    notifications.show({ message: words.linkCopied })
  } catch {
    notifications.show({ message: address })
  }
}
