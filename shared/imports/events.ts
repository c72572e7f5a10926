import { z } from 'zod'
import { newEvidenceId } from './new-ids.ts'
import type { ImportPlan, PlannedEvidence } from './import-plan.ts'
import { dateOfSheet, slashOrderOf, type SlashOrder } from './sheet-dates.ts'
import type { Sheet } from './sheet-rows.ts'
import { cut, oneLine, webAddress } from './texts.ts'

const text = z.union([z.string(), z.number().transform(String), z.null().transform(() => '')])

const source = z.union([
  z.string().transform((path) => ({ path, description: '' })),
  z
    .looseObject({
      path: text.optional(),
      paths: z.array(z.unknown()).optional(),
      url: text.optional(),
      description: text.optional(),
    })
    .transform(({ path, paths, url, description }) => ({
      path: path ?? url ?? (typeof paths?.[0] === 'string' ? paths[0] : ''),
      description: description ?? '',
    })),
])

/** An event of TimeMap (Forensic Architecture), and of what was made from its data. */
const timeMapEvent = z.looseObject({
  id: text.optional(),
  description: text.default(''),
  date: text.optional(),
  time: text.optional(),
  location: text.optional(),
  latitude: text.optional(),
  longitude: text.optional(),
  category: text.optional(),
  type: text.optional(),
  comments: text.optional(),
  sources: z.array(source).optional(),
  filters: z.array(z.looseObject({ key: text, value: text })).optional(),
})
type TimeMapEvent = z.infer<typeof timeMapEvent>

/** Says something of a day or a place. */
function isEvent(event: TimeMapEvent | undefined): event is TimeMapEvent {
  return (
    event !== undefined &&
    (isSaid(event.date) || isSaid(event.latitude) || isSaid(event.location)) &&
    (isSaid(event.description) || isSaid(event.location))
  )
}

/** Whether a list is one of events: those that cannot be read are left out later. */
export function isEvents(values: readonly unknown[]): boolean {
  const readable = values.filter((value) => {
    const { data } = timeMapEvent.safeParse(value)
    return isEvent(data)
  })
  return readable.length > 0 && readable.length * 2 >= values.length
}

/** A table of events: each has words, and a day or a place. */
export function isEventSheet({ columns }: Sheet): boolean {
  const has = (name: string) => columns.includes(name)
  return has('description') && (has('latitude') ? has('longitude') : has('date'))
}

export function planOfEventSheet(sheet: Sheet, name: string): ImportPlan {
  const events = sheet.rows.map((row) => ({
    ...row,
    id: row['id'] || row['slug'] || '',
    sources: Object.entries(row)
      .filter(([column]) => /^sources?(_?\d+)?$/.test(column))
      .flatMap(([, words]) => words.split(/[\s,]+/))
      .filter((words) => words !== ''),
  }))
  return planOfEvents(events, name)
}

/** Events as claims: somebody states that something was, somewhere and some day. Nothing of it is established by that. */
export function planOfEvents(values: readonly unknown[], name: string): ImportPlan {
  const events = values.map((value) => {
    const { data } = timeMapEvent.safeParse(value)
    return isEvent(data) ? data : undefined
  })
  const order = slashOrderOf(events.map((event) => event?.date ?? ''))
  const evidence = events.flatMap((event): PlannedEvidence[] =>
    event ? [{ id: newEvidenceId(), kind: 'claim', fields: fieldsOf(event, { order, name }) }] : [],
  )
  return { evidence, records: [], missing: [], leftOut: events.length - evidence.length }
}

function fieldsOf(
  event: TimeMapEvent,
  { order, name }: { order: SlashOrder; name: string },
): Record<string, unknown> {
  const { id = '', date = '', description } = event
  const read = dateOfSheet(date, order)
  const place = placeOf(event, name)
  const sources = event.sources ?? []
  const [url] = sources.map(({ path }) => webAddress(path)).filter((path) => path !== null)
  const words = isSaid(description) ? description : (event.location ?? '')
  const which = id === '' ? '' : `, ${id}`
  return {
    title: oneLine(id === '' ? words : `${id}: ${words}`, 120),
    ...(isSaid(description) && { statement: cut(description, 50_000) }),
    receivedFrom: cut(`From the events “${name}”${which}.`, 2_000),
    ...(read && { date: read.edtf }),
    ...(place && { claimedPlace: place }),
    ...(url !== undefined && { sourceUrl: url }),
    description: cut(
      [
        ...(date !== '' && !read ? [`Date as given: ${date}`] : []),
        ...(read?.note === undefined ? [] : [read.note]),
        ...(isSaid(event.time) ? [`Time as given: ${event.time}`] : []),
        ...[event.category, event.type].filter(isSaid).map((words) => `Category: ${words}`),
        ...(event.filters ?? []).map((filter) => `${filter.key}: ${filter.value}`),
        ...(isSaid(event.comments) ? [`Comments: ${event.comments}`] : []),
        ...sources.map(({ path, description: words }) =>
          ['Source:', path, words.trim() === '' ? '' : `(${words.trim()})`].join(' ').trim(),
        ),
      ].join('\n'),
      50_000,
    ),
  }
}

/** As the events state it. How exactly it was known is not said by its digits. */
function placeOf({ location = '', latitude = '', longitude = '' }: TimeMapEvent, name: string) {
  const [lat, lon] = [degrees(latitude, 90), degrees(longitude, 180)]
  const isKnown = lat !== null && lon !== null
  if (!isKnown && location.trim() === '') return null
  return {
    name: cut(location.trim(), 500),
    lat: isKnown ? lat : null,
    lon: isKnown ? lon : null,
    precision: 'unknown' as const,
    method: cut(`As stated in the events “${name}”.`, 2_000),
    by: '',
  }
}

function degrees(words: string, most: number): number | null {
  const number = words.trim() === '' ? Number.NaN : Number(words)
  return Number.isFinite(number) && Math.abs(number) <= most ? number : null
}

function isSaid(words: string | undefined): words is string {
  return words !== undefined && words.trim() !== ''
}
