import { compareDateOrder, dateOrderOf } from '../../../shared/evidence/date-order.ts'
import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { isRecorded, textOf, valueOf } from '../../../shared/evidence/values.ts'
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

/** The field comes with withdrawing; a board without it has nothing withdrawn. */
export function isWithdrawn(item: Evidence): boolean {
  return isRecorded(item['withdrawn'])
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
    const { key, label } = groupOf(item, by)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { label, items: [item] })
  }
  return [...groups]
    .toSorted(([a], [b]) => compareGroups(a, b, by))
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
function groupOf(item: Evidence, by: Grouping): { key: string; label: string } {
  switch (by) {
    case 'kind':
      return named(item.kind, labelIn('kind', item.kind), '')
    case 'status': {
      const status = choiceOf(item, 'verification') || 'unverified'
      return named(status, labelIn('verification', status), '')
    }
    case 'workflow': {
      const state = choiceOf(item, 'workflow') ?? ''
      return named(state, labelIn('workflow', state), words.noWorkflow)
    }
    case 'place': {
      const name = valueOf(item, 'place', 'place')?.name.trim() ?? ''
      return named(name, name, words.noPlace)
    }
    case 'source': {
      const source = textOf(item, 'source') ?? ''
      return named(source, source, words.noSource)
    }
    case 'day': {
      const date = mainDateOf(item)?.replace(/T.*$/, '') ?? ''
      return named(date, humanDate(date), words.noDay)
    }
  }
}

function named(key: string, label: string, missing: string): { key: string; label: string } {
  return { key, label: key === '' ? missing : label }
}

function labelIn(column: string, value: string): string {
  return choicesOf(column)?.find(([each]) => each === value)?.[1] ?? value
}

const columnsOfChoices: Partial<Record<Grouping, string>> = {
  kind: 'kind',
  status: 'verification',
  workflow: 'workflow',
}

function compareGroups(a: string, b: string, by: Grouping): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  const column = columnsOfChoices[by]
  if (column !== undefined) {
    const order = choicesOf(column)?.map(([value]) => value) ?? []
    return order.indexOf(a) - order.indexOf(b)
  }
  const [one, other] = by === 'day' ? [dateOrderOf(a), dateOrderOf(b)] : []
  if (one && other) return compareDateOrder(one, other)
  return a.localeCompare(b)
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
