/**
 * The one way a value is written as JSON, after RFC 8785 (JSON Canonicalization Scheme): no white space, keys sorted
 * by UTF-16 code units, numbers and strings as ECMAScript writes them. What JSON has no word for, and a Yjs client
 * can write all the same, is an object with one key that begins with `$`: `$bytes` (hexadecimal), `$bigint`
 * (decimal), `$number` (`NaN`, `Infinity`, `-Infinity`), `$undefined` (true).
 *
 * Comes in pieces, so that a large document need not be in memory twice. However deeply a value is nested, it takes no
 * more of the call stack.
 *
 * @param unwrap turns what is no plain value into one (an object may be a Map from its keys); its parts are unwrapped
 *   when their turn comes
 */
export function* canonicalJson(
  value: unknown,
  unwrap: (value: unknown) => unknown = (plain) => plain,
): Generator<string> {
  const waiting: Step[] = [{ value }]
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (typeof step === 'string') yield step
    else {
      const plain = plainOf(unwrap(step.value))
      if (Array.isArray(plain)) waitForItems(waiting, plain)
      else if (plain instanceof Map) waitForKeys(waiting, plain)
      else yield JSON.stringify(plain)
    }
  }
}

type Step = string | { value: unknown }

/** A string, a finite number, a boolean or null; an array; or a map of an object's keys. */
function plainOf(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : new Map([['$number', String(value)]])
    case 'bigint':
      return new Map([['$bigint', String(value)]])
    case 'object':
      if (value === null || Array.isArray(value) || value instanceof Map) return value
      if (value instanceof Uint8Array) return new Map([['$bytes', hexOf(value)]])
      return new Map(Object.entries(value))
    default:
      return new Map([['$undefined', true]])
  }
}

/** The last is put on the stack first. */
function waitForItems(waiting: Step[], items: unknown[]): void {
  waiting.push(']')
  for (let at = items.length - 1; at >= 0; at--)
    waiting.push({ value: items[at] }, at > 0 ? ',' : '')
  waiting.push('[')
}

function waitForKeys(waiting: Step[], map: ReadonlyMap<string, unknown>): void {
  waiting.push('}')
  const keys = [...map.keys()].toSorted()
  for (let at = keys.length - 1; at >= 0; at--) {
    const key = keys[at] ?? ''
    waiting.push({ value: map.get(key) }, `${at > 0 ? ',' : ''}${JSON.stringify(key)}:`)
  }
  waiting.push('{')
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
