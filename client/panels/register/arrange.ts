import { compareDateOrder, dateOrderOf } from '../../../shared/evidence/date-order.ts'
import { humanDate } from '../../../shared/evidence/dates.ts'
import { isWithdrawn } from '../../../shared/evidence/doubts.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../../shared/evidence/values.ts'
import { mainDateOf } from '../item-words.ts'
import { matches, rankOf, wordsOf } from '../search-index.ts'
import { cellWords, choiceOf, choicesOf, compareCells, isGap, type OnCanvas } from './cells.ts'
import { registerMessages as words } from './register-messages.ts'
import type { Filter, Grouping, RegisterSettings } from './settings.ts'

/** All items by the chosen column, else the newest first. Equal ones stand with the newest first too. */
export function sorted(
  all: readonly Evidence[],
  { sort, onCanvas }: { sort: RegisterSettings['sort']; onCanvas: OnCanvas },
): Evidence[] {
  const byNewest = all.toSorted((a, b) => compare(b.createdAt, a.createdAt))
  return sort ? byNewest.toSorted((a, b) => compareCells(a, b, { ...sort, onCanvas })) : byNewest
}

/** What of the sorted items is to be shown: in their order, but those whose title answers the search first. */
export function found(
  items: readonly Evidence[],
  {
    search,
    settings,
    onCanvas,
  }: { search: string; settings: RegisterSettings; onCanvas: OnCanvas },
): Evidence[] {
  const asked = wordsOf(search)
  const filters = Object.entries(settings.filters)
  const through = items.filter(
    (item) =>
      matches(item, asked) &&
      filters.every(([key, filter]) => passes(item, key, filter, onCanvas)) &&
      (!settings.offCanvas || !onCanvas(item)) &&
      passesWithdrawn(item, settings.withdrawn),
  )
  if (asked.length === 0) return through
  const inTitle = new Set(through.filter((item) => rankOf(item, asked) < 3))
  return [...inTitle, ...through.filter((item) => !inTitle.has(item))]
}

function passes(item: Evidence, key: string, filter: Filter, onCanvas: OnCanvas): boolean {
  if (filter.isGap && !isGap(item, key)) return false
  if (filter.values && filter.values.length > 0) {
    const choice = choiceOf(item, key)
    if (choice === null || !filter.values.includes(choice)) return false
  }
  const asked = wordsOf(filter.contains ?? '')
  if (asked.length === 0) return true
  const text = cellWords(item, key, onCanvas).toLocaleLowerCase()
  return asked.every((word) => text.includes(word))
}

function passesWithdrawn(item: Evidence, which: RegisterSettings['withdrawn']): boolean {
  return which === 'with' || isWithdrawn(item) === (which === 'only')
}

export type Row =
  | { type: 'item'; item: Evidence }
  | { type: 'group'; key: string; label: string; count: number; isOpen: boolean }

/** Items below the heading of their group; groups in the order of what they are about, what is not known last. */
export function grouped(
  items: readonly Evidence[],
  { by, closed }: { by: Grouping | null; closed: ReadonlySet<string> },
): Row[] {
  if (by === null) return items.map((item) => ({ type: 'item', item }))
  const groups = new Map<string, { label: string; items: Evidence[] }>()
  for (const item of items) {
    const key = groupKeyOf(item, by)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { label: groupLabel(key, by), items: [item] })
  }
  const compareKeys = orderOfGroups([...groups.keys()], by)
  return [...groups]
    .toSorted(([a], [b]) => compareKeys(a, b))
    .flatMap(([key, { label, items }]) => {
      const isOpen = !closed.has(`${by} ${key}`)
      const heading: Row = {
        type: 'group',
        key: `${by} ${key}`,
        label,
        count: items.length,
        isOpen,
      }
      const rows = items.map((item): Row => ({ type: 'item', item }))
      return isOpen ? [heading, ...rows] : [heading]
    })
}

/** An empty key stands for what is not recorded. */
function groupKeyOf(item: Evidence, by: Grouping): string {
  switch (by) {
    case 'kind':
    case 'status':
    case 'workflow':
      return choiceOf(item, columnsOfChoices[by]) ?? ''
    case 'place':
      return valueOf(item, 'place', 'place')?.name.trim() ?? ''
    case 'source':
      return textOf(item, 'source') ?? ''
    case 'day':
      return mainDateOf(item)?.replace(/T.*$/, '') ?? ''
  }
}

function groupLabel(key: string, by: Grouping): string {
  if (key === '') return missing[by]
  switch (by) {
    case 'kind':
    case 'status':
    case 'workflow':
      return choicesOf(columnsOfChoices[by])?.find(([each]) => each === key)?.[1] ?? key
    case 'day':
      return humanDate(key)
    case 'place':
    case 'source':
      return key
  }
}

const missing: Record<Grouping, string> = {
  kind: '',
  status: '',
  workflow: words.noWorkflow,
  place: words.noPlace,
  source: words.noSource,
  day: words.noDay,
}

const columnsOfChoices = { kind: 'kind', status: 'verification', workflow: 'workflow' } as const

/** How to put groups in order, their dates read once. What is not recorded comes last. */
function orderOfGroups(keys: readonly string[], by: Grouping): (a: string, b: string) => number {
  const choices =
    by === 'kind' || by === 'status' || by === 'workflow' ? columnsOfChoices[by] : null
  const order = choices === null ? [] : (choicesOf(choices) ?? []).map(([value]) => value)
  const dates = new Map(by === 'day' ? keys.map((key) => [key, dateOrderOf(key)]) : [])
  return (a, b) => {
    if (a === '' || b === '') return Number(a === '') - Number(b === '')
    const [one, other] = [dates.get(a), dates.get(b)]
    if (one && other) return compareDateOrder(one, other)
    return choices === null ? a.localeCompare(b) : order.indexOf(a) - order.indexOf(b)
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
