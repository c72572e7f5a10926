import type { Facts } from './fields.ts'

const rest = 'some figures may be missing. The original is kept as received.'

/** What stands in the facts of a file whose reading was stopped, or ended by itself. */
export const unfinishedNotes = {
  late: `Reading the file took too long and was stopped: ${rest}`,
  failed: `The file could not be read: ${rest}`,
} as const

export const unfinishedSentences: readonly string[] = Object.values(unfinishedNotes)

/** Whether reading did not come to its end. A busy machine may have been the reason: it is worth another try. */
export function isUnfinished({ notes = [] }: Facts): boolean {
  return notes.some((note) => unfinishedSentences.includes(note))
}
