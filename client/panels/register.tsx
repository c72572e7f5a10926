import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  isKindName,
  kindNames,
  kinds,
  type Evidence,
  type KindName,
} from '../../shared/evidence/kinds.ts'
import { searchTextOf } from '../../shared/evidence/search.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { messages } from '../ui/messages.ts'
import { useLive } from '../ui/use-live.ts'
import css from './register.module.css'
import { RegisterList } from './register-list.tsx'
import type { ViewProps } from './views/view.ts'

const words = messages.register

/** Everything the team holds on this board, on the canvas or not. */
export function Register({ takesFocus }: ViewProps) {
  const board = useBoard()
  const all = useLive(board.evidence)
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindName | null>(null)
  const asked = useDeferredValue(search)
  const items = useMemo(() => found(all, { search: asked, kind }), [all, asked, kind])
  return (
    <>
      <div className={css['filter']}>
        <TextInput
          className={css['search']}
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          ref={takesFocus ? focusWhenOpened : undefined}
          leftSection={<IconSearch size={16} stroke={1.8} />}
          rightSection={
            search !== '' && <CloseButton aria-label={words.clear} onClick={() => setSearch('')} />
          }
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={words.kind}
          value={kind ?? ''}
          data={[
            { value: '', label: words.allKinds },
            ...kindNames.map((value) => ({ value, label: kinds[value].plural })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            setKind(isKindName(value) ? value : null)
          }}
        />
      </div>
      <output className={css['count']}>{words.count(items.length, all.length)}</output>
      {items.length > 0 && <RegisterList items={items} />}
      {all.length === 0 && (
        <div className={css['empty']}>
          <strong>{words.empty}</strong>
          <p>{words.emptyText}</p>
        </div>
      )}
      {all.length > 0 && items.length === 0 && (
        <div className={css['empty']}>
          <p>{words.none}</p>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              setSearch('')
              setKind(null)
            }}
          >
            {words.clear}
          </Button>
        </div>
      )}
    </>
  )
}

/** The panel was asked for, so its search is what one wants next. */
function focusWhenOpened(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
}

/** Every word that was searched for stands somewhere in the item; those that have all in the title first, then the newest. */
function found(
  all: readonly Evidence[],
  { search, kind }: { search: string; kind: KindName | null },
): Evidence[] {
  const asked = search
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  return all
    .filter((evidence) => kind === null || evidence.kind === kind)
    .filter((evidence) => {
      if (asked.length === 0) return true
      const text = searchTextOf(evidence)
      return asked.every((word) => text.includes(word))
    })
    .toSorted(
      (a, b) =>
        Number(isInTitle(b, asked)) - Number(isInTitle(a, asked)) ||
        b.createdAt.localeCompare(a.createdAt),
    )
}

function isInTitle(evidence: Evidence, asked: readonly string[]): boolean {
  if (asked.length === 0) return false
  const title = titleOf(evidence).toLocaleLowerCase()
  return asked.every((word) => title.includes(word))
}
