import type { PlainRecord } from '../board/codec.ts'
import { boundsOf } from '../board/record-bounds.ts'

/** A card narrower than this cannot be read; in other tools a picture may be an icon. */
const READABLE = 220
const MOST_TIMES = 5

/** A drawing whose pictures are icons, made larger as a whole, so that their cards can be read and lie apart. */
export function enlarged(records: PlainRecord[]): PlainRecord[] {
  const widths = records
    .filter(({ type }) => type === 'card')
    .map((record) => numberIn(propsOf(record), 'w'))
    .toSorted((a, b) => a - b)
  const middle = widths[Math.floor(widths.length / 2)]
  if (middle === undefined || middle >= READABLE) return records
  const times = Math.min(MOST_TIMES, READABLE / middle, roomIn(records))
  if (times <= 1) return records
  return records.map((record) => (record.typeName === 'shape' ? larger(record, times) : record))
}

/** A board ends somewhere, and no shape of it is larger than this. */
const WIDEST = 5e5
const LARGEST = 9e4

/** How many times a drawing can be enlarged and still lie on a board. */
function roomIn(records: readonly PlainRecord[]): number {
  const { w, h } = boundsOf(records)
  const sizes = records.flatMap((record) => {
    const props = propsOf(record)
    return ['w', 'h', 'growY'].map((name) => numberIn(props, name))
  })
  return Math.min(WIDEST / Math.max(w, h, 1), LARGEST / sizes.reduce((a, b) => Math.max(a, b), 1))
}

/** Lengths in canvas pixels; what `scale` multiplies already is not among them. */
const lengths: Record<string, readonly string[]> = {
  card: ['w', 'h'],
  frame: ['w', 'h'],
  geo: ['w', 'h', 'growY'],
  arrow: ['bend'],
}

function larger(record: PlainRecord, times: number): PlainRecord {
  const type = String(record['type'])
  const props = { ...propsOf(record) }
  for (const name of lengths[type] ?? []) props[name] = numberIn(props, name) * times
  if ('scale' in props) props['scale'] = numberIn(props, 'scale') * times
  if (type === 'arrow')
    for (const end of ['start', 'end']) props[end] = largerPoint(props[end], times)
  if (Array.isArray(props['segments']))
    props['segments'] = props['segments'].map((segment: unknown) => ({
      ...asObject(segment),
      points: pointsOf(asObject(segment)['points']).map((point) => largerPoint(point, times)),
    }))
  if (type === 'line')
    props['points'] = Object.fromEntries(
      Object.entries(asObject(props['points'])).map(([key, point]) => [
        key,
        largerPoint(point, times),
      ]),
    )
  return {
    ...record,
    x: numberIn(record, 'x') * times,
    y: numberIn(record, 'y') * times,
    props,
  }
}

function largerPoint(point: unknown, times: number): Record<string, unknown> {
  const own = asObject(point)
  return { ...own, x: numberIn(own, 'x') * times, y: numberIn(own, 'y') * times }
}

function pointsOf(points: unknown): unknown[] {
  return Array.isArray(points) ? points : []
}

function propsOf({ props }: PlainRecord): Record<string, unknown> {
  return asObject(props)
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function numberIn(object: Record<string, unknown>, name: string): number {
  return Number(object[name]) || 0
}
