import type { PlainRecord } from './codec.ts'
import { FIRST_PAGE } from './layout.ts'

/** What lies on the page itself, in a drawing that is not on a board yet. */
export function isRoot(record: PlainRecord): boolean {
  return record.typeName === 'shape' && record['parentId'] === FIRST_PAGE
}

export function movedBy(record: PlainRecord, by: { x: number; y: number }): PlainRecord {
  return { ...record, x: Number(record['x']) + by.x, y: Number(record['y']) + by.y }
}

/** Of what lies on the page itself, by the sizes that records state. */
export function boundsOf(drawing: readonly PlainRecord[]): {
  x: number
  y: number
  w: number
  h: number
} {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const record of drawing) {
    if (!isRoot(record)) continue
    const { w, h } = { w: 0, h: 0, ...asObject(record['props']) }
    const [x, y] = [Number(record['x']) || 0, Number(record['y']) || 0]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + (Number(w) || 0))
    bottom = Math.max(bottom, y + (Number(h) || 0))
  }
  if (left === Infinity) return { x: 0, y: 0, w: 0, h: 0 }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
