/** Plain data as JSON knows it: what a record may be made of, and how much of it. */

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const MAX_DEPTH = 20

/**
 * Measures plain data, roughly in bytes of JSON, and stops as soon as it is past `most`.
 *
 * @returns null when it is plain and small enough, or how it is not: "is too large", "is not plain data"
 */
export function sizeOfJson(value: unknown, most: number): string | null {
  const left = measure(value, most, 0)
  if (left === NOT_PLAIN) return 'is not plain data'
  return left < 0 ? 'is too large' : null
}

const NOT_PLAIN = -Infinity

/** @returns how much of `left` remains; negative when too large, NOT_PLAIN when it is not JSON */
function measure(value: unknown, left: number, depth: number): number {
  if (depth > MAX_DEPTH) return NOT_PLAIN
  if (typeof value === 'string') return left - value.length - 2
  if (typeof value === 'number') return Number.isFinite(value) ? left - 8 : NOT_PLAIN
  if (typeof value === 'boolean' || value === null) return left - 4
  if (Array.isArray(value)) return measureAll(value, left - 2, depth)
  if (!isPlainObject(value)) return NOT_PLAIN
  let rest = left - 2
  for (const key in value) {
    if (key === '__proto__') return NOT_PLAIN
    rest = measure(value[key], rest - key.length - 4, depth + 1)
    if (rest < 0) return rest
  }
  return rest
}

function measureAll(values: unknown[], left: number, depth: number): number {
  let rest = left
  for (const value of values) {
    rest = measure(value, rest - 1, depth + 1)
    if (rest < 0) return rest
  }
  return rest
}
