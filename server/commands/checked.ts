import type { z } from 'zod'

/** @throws Error with a sentence naming the option that cannot be used */
export function checked<T extends z.ZodType>(schema: T, options: unknown): z.output<T> {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(`--${String(issue?.path[0])} cannot be used: ${issue?.message}.`)
}
