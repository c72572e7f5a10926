/** Values of JSON that nobody promised, as words: nothing is thrown for being of another type. */
export function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.map(wordsOf).join(', ')
  return JSON.stringify(value)
}

export function isSaid(words: string | undefined): words is string {
  return words !== undefined && words.trim() !== ''
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** "Date posted: 3 May", a line for each key that says something and is not `told` elsewhere. */
export function linesOfRest(
  values: Readonly<Record<string, unknown>>,
  { told, labelOf }: { told: ReadonlySet<string>; labelOf: (name: string) => string },
): string[] {
  return Object.entries(values)
    .map(([name, value]) => [name, wordsOf(value)] as const)
    .filter(([name, words]) => isSaid(words) && !told.has(name))
    .map(([name, words]) => `${labelOf(name)}: ${words}`)
}

/** `time_display` → "Time display". */
export function labelOfKey(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
