import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconClick, IconLayoutBoard, IconTool } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../api.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages } from '../../ui/messages.ts'
import { PersonDot } from '../../ui/person-dot.tsx'
import { useLive } from '../../ui/use-live.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { FindBox, type Entry, type Section } from './find-box.tsx'
import { findItems, findNamed } from './find-entries.ts'
import { findMessages as words } from './find-messages.ts'
import { itemEntry } from './item-entry.tsx'
import { recentItems } from './recent-items.ts'
import { useEarlyKeys } from './use-early-keys.ts'
import { commandEntry, useCommands, type CommandParts } from './use-commands.tsx'

const MOST_RECENT = 6
const MOST_OTHERS = 8

/** Finds anything on this board and beyond, and runs any command, from one line. */
export function Palette({
  close,
  ...parts
}: CommandParts & {
  close: () => void
}) {
  const [typed, setQuery] = useState('')
  useEarlyKeys(isLine, setQuery)
  const returnFocus = useReturnFocus()
  const leave = () => {
    close()
    returnFocus()
  }
  return (
    <Modal
      opened
      onClose={leave}
      returnFocus={false}
      title={words.title}
      size={640}
      closeButtonProps={{ 'aria-label': messages.common.close }}
      centered={false}
      yOffset="10dvh"
    >
      <PaletteBody close={leave} typed={typed} setQuery={setQuery} {...parts} />
    </Modal>
  )
}

function isLine(element: Element): boolean {
  return element.getAttribute('role') === 'combobox'
}

function PaletteBody({
  close,
  typed,
  setQuery,
  ...parts
}: CommandParts & { close: () => void; typed: string; setQuery: (query: string) => void }) {
  const query = useDeferredValue(typed.trim())
  const found = useSections(query, parts)
  const sections = found.map((section) => ({
    ...section,
    entries: section.entries.map((each) => ({
      ...each,
      pick: () => {
        // What is picked may open a dialog of its own: this one goes first.
        close()
        each.pick()
      },
    })),
  }))
  return (
    <FindBox
      label={words.title}
      placeholder={words.placeholder}
      query={typed}
      setQuery={setQuery}
      sections={sections}
      isBehind={query !== typed.trim()}
      takesFocus
    />
  )
}

type Ranked = Section & { best: number }

/** The best answer's section first; with nothing typed, what was looked at lately. */
function useSections(query: string, parts: CommandParts): Section[] {
  const board = useBoard()
  const all = useLive(board.evidence)
  const people = useLive(board.people)
  const canvas = useLive(board.commands)
  const commands = useCommands(parts)
  const boards = useQuery({ queryKey: ['boards'], queryFn: api.boards })
  const [recent] = useState(() => recentItems(board.boardId))
  const [, go] = useLocation()
  const items = useMemo(() => findItems(all, { query, recent }), [all, query, recent])

  const itemSection: Ranked = {
    title: query === '' ? words.sections.recent : words.sections.items,
    best: items[0]?.rank ?? Infinity,
    entries: items.slice(0, query === '' ? MOST_RECENT : items.length).map(({ item }) =>
      itemEntry(item, () => {
        if (!board.showOnCanvas(item.id)) board.select([item.id])
      }),
    ),
  }
  const others: Ranked[] = [
    named(words.sections.commands, commands, query),
    named(
      words.sections.people,
      people.map((person) =>
        commandEntry(
          `person-${person.id}`,
          messages.people.follow(person.name),
          <PersonDot person={person} size={22} />,
          () => board.following.follow(person.id),
        ),
      ),
      query,
    ),
    named(
      words.sections.boards,
      (boards.data ?? [])
        .filter(({ id }) => id !== board.boardId)
        .map(({ id, title }) =>
          commandEntry(`board-${id}`, title, <IconLayoutBoard size={19} stroke={1.7} />, () =>
            go(`/board/${id}`),
          ),
        ),
      query,
    ),
    named(
      words.sections.canvas,
      canvas.map(({ id, type, label, keys, run }) =>
        commandEntry(
          `${type}-${id}`,
          type === 'tool' ? words.commands.tool(label) : label,
          type === 'tool' ? (
            <IconTool size={19} stroke={1.7} />
          ) : (
            <IconClick size={19} stroke={1.7} />
          ),
          run,
          keys,
        ),
      ),
      query,
    ),
  ]
  return [itemSection, ...others].toSorted((a, b) => (query === '' ? 0 : a.best - b.best))
}

function named(title: string, entries: readonly Entry[], query: string): Ranked {
  const found = findNamed(entries, { query, nameOf: (each) => each.title })
  return {
    title,
    best: found[0]?.rank ?? Infinity,
    entries: (query === '' ? found : found.slice(0, MOST_OTHERS)).map(({ one }) => one),
  }
}
