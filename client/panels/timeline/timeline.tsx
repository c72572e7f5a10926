import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconArrowsHorizontal,
  IconChevronLeft,
  IconChevronRight,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { useHighlighted, useKeepInSight } from '../use-highlighted.ts'
import { useRowWindow } from '../use-row-window.ts'
import { panned, zoomed, type Domain } from './axis.ts'
import { linesOf, type Line } from './lines.ts'
import { AxisLine, ItemLine, UndatedHead } from './timeline-lines.tsx'
import { timelineMessages as words } from './timeline-messages.ts'
import { extentOf, timelineRows, type Calendar } from './timeline-rows.ts'
import css from './timeline.module.css'

/** CSS pixels; timeline.module.css has the same. */
const LINE_HEIGHT = 54

/** What is on the board by when it can be from: a point where the day is known, a span where it is not. */
export function Timeline() {
  const board = useBoard()
  const all = useLive(board.evidence)
  const ties = useLive(board.ties)
  const rows = useMemo(() => {
    const items = new Map(all.map((item) => [item.id, item]))
    return timelineRows(all, { get: (id) => items.get(id), ties })
  }, [all, ties])
  const [chosenDomains, setDomains] = useState<Partial<Record<Calendar, Domain>>>({})
  const domains = useMemo(
    () => ({
      'stated-year': chosenDomains['stated-year'] ?? extentOf(rows['stated-year']),
      'unstated-year': chosenDomains['unstated-year'] ?? extentOf(rows['unstated-year']),
    }),
    [chosenDomains, rows],
  )
  const lines = useMemo(() => linesOf(rows), [rows])
  const move = (change: (domain: Domain) => Domain) =>
    setDomains({
      'stated-year': change(domains['stated-year']),
      'unstated-year': change(domains['unstated-year']),
    })
  if (all.length === 0)
    return (
      <div className={css['empty']}>
        <strong>{words.empty}</strong>
        <p>{words.emptyText}</p>
      </div>
    )
  const tools = [
    { label: words.earlier, Sign: IconChevronLeft, run: () => move((d) => panned(d, -0.3)) },
    { label: words.later, Sign: IconChevronRight, run: () => move((d) => panned(d, 0.3)) },
    { label: words.zoomOut, Sign: IconZoomOut, run: () => move((d) => zoomed(d, 1 / 1.6)) },
    { label: words.zoomIn, Sign: IconZoomIn, run: () => move((d) => zoomed(d, 1.6)) },
    { label: words.fit, Sign: IconArrowsHorizontal, run: () => setDomains({}) },
  ]
  return (
    <>
      <div className={css['tools']} role="toolbar" aria-label={words.title}>
        {tools.map(({ label, Sign, run }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon variant="default" size="lg" aria-label={label} onClick={run}>
              <Sign size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <Lines lines={lines} domains={domains} />
    </>
  )
}

function Lines({ lines, domains }: { lines: readonly Line[]; domains: Record<Calendar, Domain> }) {
  const board = useBoard()
  const cards = useLive(board.cards)
  const highlighted = useHighlighted()
  const list = useRef<HTMLUListElement>(null)
  const { first, last, onScroll, bringIn, isIn } = useRowWindow(list, {
    count: lines.length,
    rowHeight: LINE_HEIGHT,
  })
  const places = useMemo(
    () => new Map(lines.flatMap((line, at) => (line.type === 'item' ? [[line.item.id, at]] : []))),
    [lines],
  )
  const indexOf = (id: EvidenceId) => places.get(id) ?? -1
  useKeepInSight(highlighted, { indexOf, bringIn, isIn })
  const [active, setActive] = useState<EvidenceId | null>(null)
  const firstItem = lines.findIndex((line) => line.type === 'item')
  const activeAt = Math.max(active === null ? firstItem : indexOf(active), firstItem)

  const goTo = (at: number) => {
    const line = lines[at]
    if (line?.type !== 'item') return
    setActive(line.item.id)
    bringIn(at)
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(line.item.id)}"]`)?.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextItem(lines, { from: activeAt, key: event.key })
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }
  return (
    <ul ref={list} className={css['list']} onScroll={onScroll}>
      <li aria-hidden="true" style={{ height: first * LINE_HEIGHT }} />
      {lines.slice(first, last).map((line, place) => {
        if (line.type === 'axis')
          return (
            <AxisLine
              key={line.calendar}
              calendar={line.calendar}
              domain={domains[line.calendar]}
            />
          )
        if (line.type === 'undated') return <UndatedHead key="undated" count={line.count} />
        return (
          <ItemLine
            key={line.item.id}
            evidence={line.item}
            span={line.span}
            domain={line.calendar === null ? null : domains[line.calendar]}
            isChosen={highlighted.has(line.item.id)}
            isTabStop={first + place === activeAt}
            hasCard={cards.has(line.item.id)}
            onFocus={() => setActive(line.item.id)}
            onKeyDown={onKeyDown}
          />
        )
      })}
      <li aria-hidden="true" style={{ height: (lines.length - last) * LINE_HEIGHT }} />
    </ul>
  )
}

/** The item that a key leads to; null where it leads nowhere. Headings are stepped over. */
function nextItem(
  lines: readonly Line[],
  { from, key }: { from: number; key: string },
): number | null {
  const isItem = (line: Line | undefined) => line?.type === 'item'
  if (key === 'Home') return lines.findIndex(isItem)
  if (key === 'End') return lines.findLastIndex(isItem)
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[key]
  if (step === undefined) return null
  const direction = Math.sign(step)
  let at = Math.min(Math.max(from + step, 0), lines.length - 1)
  while (at >= 0 && at < lines.length && !isItem(lines[at])) at += direction
  return isItem(lines[at]) ? at : from
}
