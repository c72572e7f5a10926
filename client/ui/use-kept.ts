import { useCallback, useState } from 'react'
import type { z } from 'zod'

/**
 * State that this browser keeps under a key. What cannot be read, or was written by another release in another
 * form, is as if nothing had been kept; where nothing can be kept, the page goes on without.
 */
export function useKept<T>(
  key: string,
  { schema, initial }: { schema: z.ZodType<T>; initial: T },
): [T, (change: (before: T) => T) => void] {
  const [value, setValue] = useState(() => readKept(key, schema) ?? initial)
  const change = useCallback(
    (next: (before: T) => T) =>
      setValue((before) => {
        const after = next(before)
        keep(key, after)
        return after
      }),
    [key],
  )
  return [value, change]
}

export function readKept<T>(key: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A full or forbidden storage costs the memory of a setting and nothing else.
  }
}
