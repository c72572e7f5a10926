import {
  compareDateOrder,
  dateOrderOf,
  type DateOrder,
} from '../../../shared/evidence/date-order.ts'
import { verificationStatuses } from '../../../shared/evidence/fields.ts'
import { fieldInWords } from '../../../shared/evidence/field-in-words.ts'
import { evidenceFields, kindNames, kinds, type Evidence } from '../../../shared/evidence/kinds.ts'
import { statusOf } from '../../../shared/evidence/status.ts'
import { isRecorded, textOf, valueOf } from '../../../shared/evidence/values.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { moment } from '../../ui/time.ts'
import { columnOf } from './columns.ts'
import { registerMessages } from './register-messages.ts'

/** What a table must know beside the records themselves. */
export type OnCanvas = (evidence: Evidence) => boolean

/** What a cell says. Empty where nothing is recorded, or where the kind has no such field. */
export function cellWords(evidence: Evidence, key: string, onCanvas: OnCanvas): string {
  if (key === 'canvas')
    return onCanvas(evidence) ? registerMessages.onCanvas : registerMessages.notOnCanvas
  return cached(cells, evidence, key, readCell)
}

/** Whether the kind has the field at all: a quote without a sensor lacks nothing. */
export function hasCell(evidence: Evidence, key: string): boolean {
  return !isField(key) || Object.hasOwn(evidenceFields[evidence.kind], key)
}

/** Whether a field that could say something says nothing. */
export function isGap(evidence: Evidence, key: string): boolean {
  return isField(key) && hasCell(evidence, key) && !isRecorded(evidence[key])
}

/** What a filter ticks: the stored choice, not its words. Null for fields that are no choice. */
export function choiceOf(evidence: Evidence, key: string): string | null {
  if (key === 'kind') return evidence.kind
  const field = evidenceFields[evidence.kind][key]
  if (field?.type === 'choice') return textOf(evidence, key) ?? ''
  if (field?.type === 'verification') return statusOf(evidence).status
  return null
}

/** The choices of a column in their own order; null where it is not one of choices. */
export function choicesOf(key: string): [value: string, label: string][] | null {
  if (key === 'kind') return kindNames.map((name) => [name, kinds[name].label])
  const all = new Map<string, string>()
  for (const name of kindNames) {
    const field = evidenceFields[name][key]
    if (field?.type === 'verification') return Object.entries(verificationStatuses)
    if (field?.type === 'choice')
      for (const [value, label] of Object.entries(field.options)) all.set(value, label)
  }
  return all.size === 0 ? null : [...all]
}

/** By what a cell is sorted: gaps last in either direction, then numbers, then words. */
type SortKey = {
  place: 'said' | 'no year' | 'no date' | 'gap'
  number: number
  date: DateOrder | null
  text: string
}

/** Compares two items by a column; `direction` never moves gaps and dates without a year from the end. */
export function compareCells(
  a: Evidence,
  b: Evidence,
  { key, direction, onCanvas }: { key: string; direction: 1 | -1; onCanvas: OnCanvas },
): number {
  if (key === 'canvas') return direction * (Number(onCanvas(b)) - Number(onCanvas(a)))
  const [one, other] = [
    cached(sortKeys, a, key, readSortKey),
    cached(sortKeys, b, key, readSortKey),
  ]
  const byPlace = places[one.place] - places[other.place]
  if (byPlace !== 0) return byPlace
  if (one.date !== null && other.date !== null)
    return direction * compareDateOrder(one.date, other.date)
  if (one.number !== other.number) return direction * (one.number < other.number ? -1 : 1)
  return direction * collator.compare(one.text, other.text)
}

const places: Record<SortKey['place'], number> = { said: 0, 'no year': 1, 'no date': 2, gap: 3 }
const datePlaces = { year: 'said', 'no year': 'no year', 'no date': 'no date' } as const
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const comparatorOrder = ['<', '<=', '~', '=', '>=', '>']

function readSortKey(evidence: Evidence, key: string): SortKey {
  const said: SortKey = { place: 'said', number: 0, date: null, text: '' }
  if (key === 'createdAt') return { ...said, text: evidence.createdAt }
  const choice = choiceOf(evidence, key)
  if (choice) return { ...said, number: rankOfChoice(key, choice) }
  if (isField(key) && key !== 'title' && !isRecorded(evidence[key]))
    return { ...said, place: 'gap' }
  switch (evidenceFields[evidence.kind][key]?.type) {
    case 'date': {
      const date = dateOrderOf(textOf(evidence, key) ?? '')
      return { ...said, place: datePlaces[date.place], date }
    }
    case 'quantity': {
      const quantity = valueOf(evidence, key, 'quantity')
      const comparator = comparatorOrder.indexOf(quantity?.comparator ?? '=')
      return { ...said, number: quantity?.value ?? 0, text: String(comparator) }
    }
    case 'number':
      return { ...said, number: valueOf(evidence, key, 'number') ?? 0 }
    case 'entries':
      return { ...said, number: Number(readCell(evidence, key)) }
    default: {
      const text = readCell(evidence, key)
      return { ...said, place: text === '' ? 'gap' : 'said', text }
    }
  }
}

function rankOfChoice(key: string, value: string): number {
  return choicesOf(key)?.findIndex(([each]) => each === value) ?? 0
}

function readCell(evidence: Evidence, key: string): string {
  switch (key) {
    case 'title':
      return titleOf(evidence)
    case 'kind':
      return kinds[evidence.kind].label
    case 'createdAt':
      return moment(evidence.createdAt)
    case 'createdBy':
      return evidence.createdBy
    default:
      return fieldInWords(evidence, key)
  }
}

function isField(key: string): boolean {
  const type = columnOf(key)?.type
  return type !== 'kind' && type !== 'moment' && type !== 'person' && type !== 'canvas'
}

/** Read once a record and column: a record that changes is another object. */
const cells: Cache<string> = new WeakMap()
const sortKeys: Cache<SortKey> = new WeakMap()

type Cache<T> = WeakMap<Evidence, Map<string, T>>

function cached<T>(
  cache: Cache<T>,
  evidence: Evidence,
  key: string,
  read: (evidence: Evidence, key: string) => T,
): T {
  let ofItem = cache.get(evidence)
  if (!ofItem) cache.set(evidence, (ofItem = new Map()))
  const known = ofItem.get(key)
  if (known !== undefined) return known
  const value = read(evidence, key)
  ofItem.set(key, value)
  return value
}
