import type { TLRecord } from '@tldraw/tlschema'
import { isEqual } from '@tldraw/utils'

/**
 * `next`, made of the parts of `before` wherever they are equal; `before` itself if nothing differs. Canvases
 * cache geometry and text by object identity: keeping it is worth two thirds of the work.
 */
export function keepingParts(before: TLRecord, next: TLRecord): TLRecord {
  if (before === next) return before
  const kept: Record<string, unknown> = {}
  let isSame = Object.keys(before).length === Object.keys(next).length
  const [old, fresh] = [entriesOf(before), entriesOf(next)]
  for (const key of Object.keys(fresh)) {
    const value =
      key === 'props' ? keepingProps(old[key], fresh[key]) : keepingValue(old[key], fresh[key])
    kept[key] = value
    if (value !== old[key]) isSame = false
  }
  return isSame ? before : (kept as unknown as TLRecord)
}

function keepingProps(before: unknown, next: unknown): unknown {
  if (typeof before !== 'object' || before === null || typeof next !== 'object' || next === null)
    return next
  const [old, fresh] = [entriesOf(before), entriesOf(next)]
  const kept: Record<string, unknown> = {}
  let isSame = Object.keys(old).length === Object.keys(fresh).length
  for (const key of Object.keys(fresh)) {
    const value = keepingValue(old[key], fresh[key])
    kept[key] = value
    if (value !== old[key]) isSame = false
  }
  return isSame ? before : kept
}

function keepingValue(before: unknown, next: unknown): unknown {
  return before !== next && isEqual(before, next) ? before : next
}

function entriesOf(value: object): Record<string, unknown> {
  return value as Record<string, unknown>
}
