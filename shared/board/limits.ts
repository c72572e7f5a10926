import { isPlainObject, sizeOfJson } from './plain-json.ts'
import type { PlainRecord } from './codec.ts'

/**
 * What tldraw's own validators let through although it hangs or breaks every browser that draws it: a scale of
 * 1e15, a width of 1e-9, a pen stroke without a point. The ranges are far beyond what a person can draw.
 */

type Range = readonly [least: number, most: number]

const coordinate: Range = [-1e6, 1e6]
const extent: Range = [0.01, 1e5]
const growth: Range = [0, 1e5]
const scale: Range = [0.005, 1_000]
const seconds: Range = [0, 1e6]

/** Canvas pixels, radians and seconds. Properties that several types share have one range. */
const rangeOfProp: Record<string, Range> = {
  w: extent,
  h: extent,
  growY: growth,
  scale,
  fontSizeAdjustment: [0, 1_000],
  bend: [-1e5, 1e5],
  labelPosition: [0, 1],
  elbowMidPoint: [-1, 2],
  time: seconds,
  mediaTimeS: seconds,
}

const lengthOfProp: Record<string, number> = {
  text: 20_000,
  name: 2_000,
  altText: 20_000,
  url: 8_000,
  evidenceId: 200,
}

const MAX_POINTS = 20_000
const MAX_LINE_POINTS = 2_000
const MAX_META_BYTES = 16 * 1024
const MAX_INDEX_LENGTH = 500
const MAX_NAME_LENGTH = 500

/**
 * Checks a record that tldraw's validators have passed.
 *
 * @returns a sentence saying what is beyond the limits, or null
 */
export function beyondLimits(record: PlainRecord): string | null {
  const meta = sizeOfJson(record['meta'] ?? {}, MAX_META_BYTES)
  if (meta !== null) return `Its additional information ${meta}.`
  const index = record['index']
  if (typeof index === 'string' && index.length > MAX_INDEX_LENGTH)
    return 'Its place in the order is unreadable.'
  switch (record.typeName) {
    case 'shape':
      return beyondShapeLimits(record)
    case 'page':
      return String(record['name']).length > MAX_NAME_LENGTH ? 'Its name is too long.' : null
    case 'document':
      return isWithin(record['gridSize'], [1, 1_000]) ? null : 'Its grid is out of range.'
    case 'binding':
      return beyondAnchorLimits(asObject(record['props']))
    default:
      return null
  }
}

function beyondShapeLimits(record: PlainRecord): string | null {
  if (!isWithin(record['x'], coordinate) || !isWithin(record['y'], coordinate))
    return 'It lies too far away.'
  if (!isWithin(record['rotation'], [-1e4, 1e4])) return 'Its rotation is out of range.'
  const props = asObject(record['props'])
  for (const [name, value] of Object.entries(props)) {
    const range = rangeOfProp[name]
    if (range && !isWithin(value, range)) return `Its ${name} is out of range.`
    const most = lengthOfProp[name]
    if (most !== undefined && typeof value === 'string' && value.length > most)
      return `Its ${name} is too long.`
  }
  return (
    beyondEnds(props) ??
    beyondStroke(props['segments']) ??
    beyondLine(props['points']) ??
    beyondCrop(props['crop'])
  )
}

function beyondEnds(props: Record<string, unknown>): string | null {
  for (const name of ['start', 'end']) {
    if (name in props && !isPoint(props[name])) return 'It reaches too far away.'
  }
  return null
}

function beyondStroke(segments: unknown): string | null {
  if (!Array.isArray(segments)) return null
  if (segments.length === 0) return 'It is a stroke without points.'
  let points = 0
  for (const segment of segments as { type: string; points: unknown[] }[]) {
    if (segment.points.length < (segment.type === 'straight' ? 2 : 1))
      return 'It is a stroke without points.'
    points += segment.points.length
    if (points > MAX_POINTS || segments.length > MAX_POINTS)
      return 'It is a stroke of too many points.'
    if (!segment.points.every(isPoint)) return 'It reaches too far away.'
  }
  return null
}

function beyondLine(points: unknown): string | null {
  if (!isPlainObject(points)) return null
  const all = Object.entries(points) as [string, { id: string; index: string }][]
  if (all.length < 2) return 'It is a line without ends.'
  if (all.length > MAX_LINE_POINTS) return 'It is a line of too many points.'
  for (const [key, point] of all) {
    if (point.id !== key || point.index.length > MAX_INDEX_LENGTH)
      return 'The points of its line are mixed up.'
    if (!isPoint(point)) return 'It reaches too far away.'
  }
  return new Set(all.map(([, point]) => point.index)).size === all.length
    ? null
    : 'The points of its line are mixed up.'
}

function beyondCrop(crop: unknown): string | null {
  if (!isPlainObject(crop)) return null
  const [from, to] = [asObject(crop['topLeft']), asObject(crop['bottomRight'])]
  const inOrder = (low: unknown, high: unknown) =>
    isWithin(low, [0, 1]) && isWithin(high, [0, 1]) && Number(high) - Number(low) > 1e-4
  return inOrder(from['x'], to['x']) && inOrder(from['y'], to['y']) ? null : 'Its crop is empty.'
}

function beyondAnchorLimits(props: Record<string, unknown>): string | null {
  const anchor = asObject(props['normalizedAnchor'])
  return isWithin(anchor['x'], [-10, 10]) && isWithin(anchor['y'], [-10, 10])
    ? null
    : 'It is tied to a point too far away.'
}

function isPoint(value: unknown): boolean {
  const { x, y, z } = asObject(value)
  return (
    isWithin(x, coordinate) &&
    isWithin(y, coordinate) &&
    (z === undefined || isWithin(z, [-10, 10]))
  )
}

function isWithin(value: unknown, [least, most]: Range): boolean {
  return typeof value === 'number' && value >= least && value <= most
}

function asObject(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {}
}
