import type { Field } from '../../../shared/evidence/fields.ts'
import { evidenceFields, kindNames } from '../../../shared/evidence/kinds.ts'
import { registerMessages } from './register-messages.ts'

export type Column = {
  /** The field's name, or one of `title`, `kind`, `createdAt`, `createdBy`, `canvas`. */
  key: string
  label: string
  type: Field['type'] | 'kind' | 'moment' | 'person' | 'canvas'
  /** CSS pixels. */
  width: number
}

const words = registerMessages.columns

/** Without words of their own that would fit a cell. */
const leftOut = new Set<Field['type']>(['upload', 'ref'])

const widths: Partial<Record<string, number>> = {
  kind: 130,
  verification: 170,
  date: 170,
  place: 220,
  longText: 260,
  number: 110,
  entries: 220,
  canvas: 120,
  person: 130,
  moment: 170,
  url: 200,
}

/** The title always stands first and is never hidden. */
export const titleColumn: Column = { key: 'title', label: words.title, type: 'text', width: 300 }

/** Every column there can be: the kinds' fields in their order, each once, and what every record has. */
export const allColumns: readonly Column[] = [
  titleColumn,
  column('kind', words.kind, 'kind'),
  ...fieldColumns(),
  column('canvas', words.canvas, 'canvas'),
  column('createdAt', words.createdAt, 'moment'),
  column('createdBy', words.createdBy, 'person'),
]

export const columnOf = (key: string): Column | undefined => byKey.get(key)

/** What stands there until somebody chooses. */
export const firstColumns = ['kind', 'verification', 'date', 'place', 'source', 'workflow']

const byKey = new Map(allColumns.map((each) => [each.key, each]))

function fieldColumns(): Column[] {
  const found = new Map<string, Column>()
  for (const kind of kindNames)
    for (const [key, { label, type }] of Object.entries(evidenceFields[kind]))
      if (key !== 'title' && !leftOut.has(type) && !found.has(key))
        found.set(key, column(key, label, type))
  return [...found.values()]
}

function column(key: string, label: string, type: Column['type']): Column {
  return { key, label, type, width: widths[type] ?? 180 }
}
