import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { IconChevronLeft } from '@tabler/icons-react'
import { Fragment, useMemo, useState } from 'react'
import type { ItemChange } from '../../shared/board/changes/item-changes.ts'
import type { WhatBecame } from '../../shared/board/changes/record-change.ts'
import type { Restored } from '../../shared/board/restoring.ts'
import type { History, HistoryPerson } from '../../shared/protocol/history.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useLive } from '../ui/use-live.ts'
import { bringBack, onceSaved } from './bring-back.ts'
import { CompareItem } from './compare-item.tsx'
import css from './compare.module.css'
import { historyApi } from './history-api.ts'
import { historyMessages } from './history-messages.ts'
import panel from './history-panel.module.css'
import { useLooking } from './looking.ts'
import { usePastState } from './looking-provider.tsx'
import type { PastBoard } from './past-board.ts'
import { historyKey, personIn } from './use-history.ts'

const words = historyMessages.compare
/** Items drawn at first in each group; the rest is asked for. */
const DRAWN = 200

/** What differs between two moments, in words; each thing, and each line of it, can be brought back. */
export function CompareList({ history }: { history: History }) {
  const { past } = useLooking()
  return past ? <OfPast past={past} history={history} /> : null
}

function OfPast({ past, history }: { past: PastBoard; history: History }) {
  const { moment, go, live } = useLooking()
  const { compared, failure, shown } = usePastState(past)
  const isViewer = useLive(live.role) === 'viewer'
  const [grouping, setGrouping] = useState<'item' | 'person'>('item')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const restore = useRestore()
  if (moment?.kind !== 'compare') return null
  const isHere = compared !== null && shown === moment
  return (
    <>
      <div className={css['head']}>
        <ActionIcon variant="subtle" color="gray" aria-label={words.back} onClick={() => go(null)}>
          <IconChevronLeft size={18} stroke={1.8} />
        </ActionIcon>
        <h3 className={css['title']}>{words.title}</h3>
        <SegmentedControl
          size="xs"
          aria-label={words.by}
          value={grouping}
          onChange={(value) => setGrouping(value === 'person' ? 'person' : 'item')}
          data={[
            { value: 'item', label: words.byItem },
            { value: 'person', label: words.byPerson },
          ]}
        />
      </div>
      {!isHere && failure === null && <p className={panel['state']}>{historyMessages.opening}</p>}
      {failure !== null && (
        <p className={panel['state']} role="alert">
          {sentenceOf(failure)}
        </p>
      )}
      {isHere && (
        <>
          <output className={css['counts']}>
            {compared.items.length === 0 ? words.none : words.counts(countsOf(compared.items))}
          </output>
          {moment.to < history.seq && (
            <p className={css['counts']}>
              {words.changedSince}{' '}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => go({ ...moment, to: history.seq })}
              >
                {words.again}
              </Button>
            </p>
          )}
          <Groups
            items={compared.items}
            people={compared.people}
            grouping={grouping}
            chosen={chosen}
            setChosen={isViewer ? null : setChosen}
            restore={isViewer ? null : restore}
          />
          {!isViewer && compared.items.length > 0 && (
            <div className={css['foot']}>
              <Button
                variant="default"
                size="compact-md"
                onClick={() => {
                  const items = compared.items.filter(
                    ({ id }) => chosen.size === 0 || chosen.has(id),
                  )
                  setChosen(new Set())
                  void restore(items.flatMap((item) => item.restore))
                }}
              >
                {chosen.size === 0 ? words.bringBackAll : words.bringBackChosen(chosen.size)}
              </Button>
              <p className={css['soft']}>{words.stale}</p>
            </div>
          )}
        </>
      )}
    </>
  )
}

/** Writes it into the board as it is, and compares with that once it is saved. */
function useRestore(): (items: readonly Restored[]) => Promise<void> {
  const { live, moment, go } = useLooking()
  const queries = useQueryClient()
  return async (items) => {
    if (moment?.kind !== 'compare') return
    const { boardId } = live.session
    try {
      bringBack(live, items)
      notifications.show({ message: historyMessages.restored })
      await onceSaved(live.session)
      const { seq } = await queries.fetchQuery({
        queryKey: historyKey(boardId),
        queryFn: () => historyApi.overview(boardId),
        staleTime: 0,
      })
      go({ ...moment, to: seq })
    } catch (error) {
      notifications.show({ message: sentenceOf(error) })
    }
  }
}

type GroupsProps = {
  items: readonly ItemChange[]
  people: readonly HistoryPerson[]
  grouping: 'item' | 'person'
  chosen: ReadonlySet<string>
  /** Null for those who only view. */
  setChosen: ((chosen: ReadonlySet<string>) => void) | null
  restore: ((items: readonly Restored[]) => Promise<void>) | null
}

function Groups({ items, people, grouping, chosen, setChosen, restore }: GroupsProps) {
  const [most, setMost] = useState(DRAWN)
  const groups = useMemo(
    () => (grouping === 'item' ? [{ name: '', items }] : byPerson(items, people)),
    [grouping, items, people],
  )
  return (
    <section className={panel['lines']} aria-label={words.title}>
      {groups.map((group) => (
        <Fragment key={group.name}>
          {group.name !== '' && <h4 className={panel['day']}>{group.name}</h4>}
          <ul className={panel['list']}>
            {group.items.slice(0, most).map((item) => (
              <CompareItem
                key={item.id}
                item={item}
                people={people}
                isChosen={chosen.has(item.id)}
                choose={
                  setChosen &&
                  ((isChosen) => {
                    const next = new Set(chosen)
                    if (isChosen) next.add(item.id)
                    else next.delete(item.id)
                    setChosen(next)
                  })
                }
                restore={restore}
              />
            ))}
          </ul>
          {group.items.length > most && (
            <Button variant="default" size="compact-sm" onClick={() => setMost(most + DRAWN)}>
              {words.showMore(group.items.length - most)}
            </Button>
          )}
        </Fragment>
      ))}
    </section>
  )
}

/** An item stands with everybody who had a part in it, each time with their lines only. */
function byPerson(items: readonly ItemChange[], people: readonly HistoryPerson[]) {
  const groups = new Map<string, ItemChange[]>()
  for (const item of items) {
    const ids = new Set(item.lines.map(({ by }) => by?.personId ?? ''))
    for (const id of ids) {
      const lines = item.lines.filter(({ by }) => (by?.personId ?? '') === id)
      groups.set(id, [...(groups.get(id) ?? []), { ...item, lines }])
    }
  }
  return [...groups]
    .map(([id, group]) => ({
      name: id === '' ? words.unknownAuthor : personIn(people, id).name,
      items: group,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

function countsOf(items: readonly ItemChange[]): Record<WhatBecame, number> {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 }
  for (const { what } of items) counts[what]++
  return counts
}
