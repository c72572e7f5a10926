import { AppError } from '../app-error.ts'
import type { PlainRecord } from '../board/codec.ts'
import { kinds, type EvidenceId, type KindName } from '../evidence/kinds.ts'

/**
 * What another tool's file becomes on a board, before anybody has agreed to it. Nothing here touches a document: a
 * plan is shown in a sentence, and put on the board as one edit (`shared/board/put-import.ts`) or dropped.
 */
export type ImportPlan = {
  evidence: PlannedEvidence[]
  /**
   * Shapes and bindings under ids of their own. What lies on the page itself names `FIRST_PAGE` as its parent and has
   * coordinates that only count among each other; cards name their evidence. Empty for tables: cards are laid out.
   */
  records: PlainRecord[]
  /** Pictures and files that it names and does not hold. */
  missing: string[]
  /** Things that have no place on a board, or cannot be read. */
  leftOut: number
  /** Parts of what does come that a board has no place for, by what they are: `{ 'crop of a picture': 2 }`. */
  without?: Record<string, number>
  /** Columns of a table that no field takes, as the table calls them: items have them in their notes. */
  inNotes?: string[]
}

/** Notes that a part of something that comes does not. */
export function leaveOut(plan: ImportPlan, what: string, count = 1): void {
  if (count > 0) plan.without = { ...plan.without, [what]: (plan.without?.[what] ?? 0) + count }
}

export type PlannedEvidence = {
  id: EvidenceId
  kind: KindName
  fields: Record<string, unknown>
  file?: PlannedFile
  /** Name of the file, among those that were brought along, that is its original. */
  beside?: string
}

export type PlannedFile = { name: string; type: string; bytes: Uint8Array }

/**
 * Before anything is made of it: a list of a million things would take its time only to be refused.
 *
 * @throws AppError `import/unreadable`
 */
export function expectFew({ items = 0, shapes = 0 }: { items?: number; shapes?: number }): void {
  if (items > MOST_EVIDENCE)
    throw unreadable(
      `It holds ${items.toLocaleString('en')} items; at most ${MOST_EVIDENCE.toLocaleString('en')} can be taken in at once. Split the file.`,
    )
  if (shapes > MOST_RECORDS)
    throw unreadable(
      `It holds ${shapes.toLocaleString('en')} shapes; at most ${MOST_RECORDS.toLocaleString('en')} can be taken in at once.`,
    )
}

/** More would be no board that anybody can read; a table of more rows is a document. */
const MOST_EVIDENCE = 1_000
const MOST_RECORDS = 5_000

/** Letters of all that comes: a board of more of them takes long to open. */
const MOST_WORDS = 16 * 1024 * 1024

/** @throws AppError `import/unreadable` where there is too much, or nothing */
export function expectSensible(plan: ImportPlan): ImportPlan {
  const { evidence, records } = plan
  expectFew({ items: evidence.length, shapes: records.length })
  const words = JSON.stringify([records, evidence.map(({ fields }) => fields)])
  if (words.length > MOST_WORDS)
    throw unreadable('There is more text in it than can be taken in at once. Split the file.')
  if (evidence.length + records.length === 0) throw unreadable(NOTHING)
  return plan
}

export const NOTHING = 'There is nothing in it that has a place on a board.'

export function unreadable(sentence: string, cause?: unknown): AppError {
  return new AppError('import/unreadable', sentence, { cause })
}

/** "31 photos, 12 strings and 4 shapes; 2 files are missing: a.png, b.png. 1 thing has no place here." */
export function planInWords({
  evidence,
  records,
  missing,
  leftOut,
  without = {},
  inNotes = [],
}: ImportPlan) {
  const shapes = records.filter(({ typeName }) => typeName === 'shape')
  const arrows = shapes.filter(({ type }) => type === 'arrow').length
  const cards = shapes.filter(({ type }) => type === 'card').length
  const comes = joined([
    ...kindsIn(evidence),
    counted(arrows, 'string'),
    counted(shapes.length - arrows - cards, 'shape'),
  ])
  const lost = Object.entries(without)
    .map(([what, count]) => (count === 1 ? what : `${what} (${count.toLocaleString('en')})`))
    .join(', ')
  return [
    comes,
    missing.length > 0
      ? `; ${counted(missing.length, 'file')} ${missing.length === 1 ? 'is' : 'are'} missing: ${listed(missing)}`
      : '',
    '.',
    leftOut > 0
      ? ` ${counted(leftOut, 'thing')} ${leftOut === 1 ? 'has' : 'have'} no place on a board and ${leftOut === 1 ? 'is' : 'are'} left out.`
      : '',
    inNotes.length > 0 ? ` In the notes, for no field takes them: ${listed(inNotes)}.` : '',
    ...(lost === '' ? [] : [` Not taken over: ${lost}.`]),
  ].join('')
}

/** "3 claims" and "12 links", the most first. */
function kindsIn(evidence: readonly PlannedEvidence[]): string[] {
  const counts = new Map<KindName, number>()
  for (const { kind } of evidence) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind, count]) => {
      const { label, plural } = kinds[kind]
      return `${count.toLocaleString('en')} ${(count === 1 ? label : plural).toLowerCase()}`
    })
}

const MOST_NAMES = 5

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown
}

function joined(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '')
  return said.length < 2 ? (said[0] ?? '') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
