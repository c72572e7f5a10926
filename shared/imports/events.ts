import { placeOfEvent } from './event-place.ts'
import {
  associationInWords,
  firstAddressOf,
  lineOfSource,
  nothingBeside,
  sourcesOf,
  type Beside,
} from './event-sources.ts'
import { newEvidenceId } from './new-ids.ts'
import { expectFew, leaveOut, type ImportPlan, type PlannedEvidence } from './import-plan.ts'
import { isObject, isSaid, labelOfKey, linesOfRest, wordsOf } from './said.ts'
import { dateReader, type SheetDate } from './sheet-dates.ts'
import { cut, longText, oneLine } from './texts.ts'

/** An event of TimeMap (Forensic Architecture), and of what was made from its data: its values are anything. */
type RawEvent = Readonly<Record<string, unknown>>

/** Says something of a day or a place. A source of TimeMap has a day and words too, and `paths`. */
function isEvent(value: unknown): boolean {
  if (!isObject(value)) return false
  const says = (name: string) => isSaid(wordsOf(value[name]))
  const isPlaced = says('latitude') || says('location')
  if ('paths' in value && !isPlaced) return false
  return (says('date') || isPlaced) && (says('description') || says('location'))
}

/** Whether a list is one of events: those that cannot be read are left out later. */
export function isEvents(values: readonly unknown[]): boolean {
  const events = values.filter(isEvent)
  return events.length > 0 && events.length * 2 >= values.length
}

/** A whole export: events, and beside them what they name by id. Null for any other object. */
export function planOfExport(value: unknown, name: string): ImportPlan | null {
  if (!isObject(value)) return null
  const { events: list, sources, associations, ...more } = value
  const events: unknown[] = Array.isArray(list) ? list : []
  if (!isEvents(events)) return null
  const beside = { sources: byId(sources), associations: byId(associations) }
  const plan = planOfEvents(events, { name, beside })
  const used = JSON.stringify(events)
  for (const [what, list] of [
    ['source that no event names', beside.sources],
    ['association that no event names', beside.associations],
  ] as const)
    leaveOut(plan, what, [...list.keys()].filter((id) => !used.includes(JSON.stringify(id))).length)
  for (const key of Object.keys(more)) leaveOut(plan, `“${oneLine(key, 60)}”`)
  return plan
}

/** Events as claims: somebody states that something was, somewhere and some day. Nothing of it is established by that. */
export function planOfEvents(
  values: readonly unknown[],
  {
    name,
    beside = nothingBeside,
    labelOf = labelOfKey,
    whereOf = () => `From the events “${name}”`,
  }: {
    name: string
    beside?: Beside
    labelOf?: (key: string) => string
    whereOf?: (index: number) => string
  },
): ImportPlan {
  expectFew({ items: values.length })
  const events = values.map((value) =>
    isObject(value) && (isSaid(wordsOf(value['description'])) || isSaid(wordsOf(value['location'])))
      ? value
      : undefined,
  )
  const readDate = dateReader(events.map((event) => wordsOf(event?.['date'])))
  const evidence = events.flatMap((event, index): PlannedEvidence[] =>
    event
      ? [
          {
            id: newEvidenceId(),
            kind: 'claim',
            fields: fieldsOf(event, { readDate, name, beside, labelOf, where: whereOf(index) }),
          },
        ]
      : [],
  )
  return { evidence, records: [], missing: [], leftOut: events.length - evidence.length }
}

/** What has a line or a field of its own; all other keys are told as they are called. */
export const told: ReadonlySet<string> = new Set(
  'id date time description location latitude longitude category type comments sources filters associations'.split(
    ' ',
  ),
)

function fieldsOf(
  event: RawEvent,
  {
    readDate,
    name,
    beside,
    labelOf,
    where,
  }: {
    readDate: (text: string) => SheetDate | null
    name: string
    beside: Beside
    labelOf: (key: string) => string
    where: string
  },
): Record<string, unknown> {
  const says = (key: string) => wordsOf(event[key])
  const id = says('id').trim()
  const read = asExactly(readDate(says('date')), {
    typed: says('date'),
    precision: says('time_precision'),
  })
  const place = placeOfEvent(event, name)
  const sources = sourcesOf(event['sources'], beside)
  const url = firstAddressOf(sources)
  const description = says('description')
  const words = isSaid(description) ? description : says('location')
  return {
    title: oneLine(id === '' ? words : `${id}: ${words}`, 120),
    ...(isSaid(description) && { statement: longText(description) }),
    receivedFrom: cut(`${where}${id === '' ? '' : `, ${id}`}.`, 2_000),
    ...(read.edtf !== undefined && { date: read.edtf }),
    ...(place.field && { claimedPlace: place.field }),
    ...(url !== null && { sourceUrl: url }),
    description: longText(
      [
        ...(isSaid(says('date')) && read.edtf === undefined
          ? [`Date as given: ${says('date')}`]
          : []),
        ...read.notes,
        ...place.notes,
        ...(isSaid(says('time')) ? [`Time as given: ${says('time')}`] : []),
        ...['category', 'type']
          .map(says)
          .filter(isSaid)
          .map((each) => `Category: ${each}`),
        ...filtersOf(event['filters']),
        ...associationsOf(event['associations'], beside),
        ...(isSaid(says('comments')) ? [`Comments: ${says('comments')}`] : []),
        ...linesOfRest(event, { told, labelOf }),
        ...sources.flatMap(lineOfSource),
      ].join('\n'),
    ),
  }
}

/** A date is no more exact than its list says: 2020-01-01 "to the month" is January 2020. */
function asExactly(
  read: SheetDate | null,
  { typed, precision }: { typed: string; precision: string },
): { edtf?: string; notes: readonly string[] } {
  if (!read) return { notes: [] }
  const notes = read.note === undefined ? [] : [read.note]
  const day = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(read.edtf)?.[1]
  if (!isSaid(precision) || day === undefined) return { edtf: read.edtf, notes }
  const length = lengths.find(([name]) => name.test(precision.trim()))?.[1]
  if (length === undefined) return { notes: [] }
  const edtf = read.edtf.slice(0, length)
  const isLess = edtf !== read.edtf && read.note === undefined
  return { edtf, notes: isLess ? [`Date as given: ${typed}`] : notes }
}

/** How many characters of an EDTF date each precision leaves. A precision in other words leaves the date to the notes. */
const lengths: readonly [RegExp, number | undefined][] = [
  [/^(year|y|yearly|annual)$/i, 4],
  [/^(month|m|monthly)$/i, 7],
  [/^(day|d|date|daily|exact day)$/i, 10],
  [/^(hour|minute|second|time|exact|precise|timestamp|exact time)s?$/i, 40],
]

function filtersOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value]
  return all.flatMap((each) => {
    if (!isObject(each) || !('key' in each))
      return isSaid(wordsOf(each)) ? [`Filter: ${wordsOf(each)}`] : []
    const { key, value: filtered, ...more } = each
    const rest = Object.keys(more).length > 0 ? ` (${wordsOf(more)})` : ''
    return [`${wordsOf(key)}: ${wordsOf(filtered)}${rest}`]
  })
}

function associationsOf(value: unknown, beside: Beside): string[] {
  const all = Array.isArray(value) ? value : [value]
  const words = all.map((each) => associationInWords(each, beside)).filter(isSaid)
  return words.length > 0 ? [`Associations: ${words.join(', ')}`] : []
}

function byId(list: unknown): Map<string, unknown> {
  const all = Array.isArray(list) ? list : isObject(list) ? Object.values(list) : []
  return new Map(
    all.flatMap((each) => (isObject(each) ? [[wordsOf(each['id']), each] as const] : [])),
  )
}
