import { z } from 'zod'
import { isPlainObject } from '../board/plain-json.ts'
import { calledElsewhere } from './called-elsewhere.ts'

/**
 * Names in the items of a board that came in a package are what the package says: whoever made it could write down
 * anybody's. Which names those are follows from the times beside them, and where these do not tell, from a list.
 */
export const importedNames = z.object({
  /** When the board came here, ISO 8601. */
  at: z.string(),
  /** What was said before that and bears no time, or a later one: see `undatedNames`. */
  named: z.array(z.string()),
})
export type ImportedNames = z.infer<typeof importedNames>

/** `ImportedNames`, made ready for asking often. */
export type Elsewhere = { atMs: number; named: ReadonlySet<string> }

export function elsewhereOf({ at, named }: ImportedNames): Elsewhere {
  return { atMs: Date.parse(at), named: new Set(named) }
}

type Item = { id: string; [key: string]: unknown }

/** Of items as they came, the names of which their times do not say that they came. */
export function undatedNames(items: Iterable<Item>, at: string): string[] {
  const none: Elsewhere = { atMs: Date.parse(at), named: new Set() }
  return [...items].flatMap((item) =>
    statementsOf(item)
      .filter((statement) => !isElsewhere(statement, none))
      .map(signOf),
  )
}

/** An item with those names told as of the imported case. The same object where it has none. */
export function namedAsElsewhere<T extends Item>(item: T, elsewhere: Elsewhere): T {
  const told = statementsOf(item).filter((statement) => isElsewhere(statement, elsewhere))
  if (told.length === 0) return item
  const marked: Record<string, unknown> = {}
  for (const { path, by } of told) {
    const [field = '', entryId] = path
    const own = marked[field] ?? item[field]
    const name = calledElsewhere(by)
    if (!isPlainObject(own)) marked[field] = name
    else if (entryId === undefined) marked[field] = { ...own, by: name }
    else marked[field] = { ...own, [entryId]: { ...asObject(own[entryId]), by: name } }
  }
  return { ...item, ...marked }
}

/** What somebody is said to have done, and when. */
type Statement = { id: string; path: readonly string[]; by: string; at: unknown }

function statementsOf({ id, createdBy, createdAt, ...fields }: Item): Statement[] {
  const added = { id, path: ['createdBy'], by: createdBy, at: createdAt }
  const others = Object.entries(fields).flatMap(([field, value]) => {
    if (!isPlainObject(value)) return []
    // A status that nobody has set yet is as old as its item.
    const at = value['at'] === '' ? createdAt : value['at']
    if ('by' in value) return [{ id, path: [field], by: value['by'], at }]
    return Object.entries(value).flatMap(([entryId, part]) =>
      isPlainObject(part) ? [{ id, path: [field, entryId], by: part['by'], at: part['at'] }] : [],
    )
  })
  return [added, ...others].flatMap(({ by, ...rest }) =>
    typeof by === 'string' && by.trim() !== '' && by !== 'server' ? [{ ...rest, by }] : [],
  )
}

function isElsewhere(statement: Statement, { atMs, named }: Elsewhere): boolean {
  const at = instantOf(statement.at)
  return (at !== null && at <= atMs) || named.has(signOf(statement))
}

/** Of an instant that a program noted; a date that somebody typed says nothing of when it was typed. */
function instantOf(at: unknown): number | null {
  if (typeof at !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(at)) return null
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? null : ms
}

function signOf({ id, path, by }: Statement): string {
  return `${id} ${path.join('/')} ${by}`
}

function asObject(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {}
}
