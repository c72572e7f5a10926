import type { Facts } from '../../../shared/evidence/fields.ts'
import { withoutEmptyNotes } from '../facts/without-empty-notes.ts'

const rest = 'some figures may be missing. The original is kept as received.'

/** What stands in the facts of a file whose reading was stopped, or ended by itself. */
export const unfinishedNotes = {
  late: `Reading the file took too long and was stopped: ${rest}`,
  failed: `The file could not be read: ${rest}`,
} as const

const all: readonly string[] = Object.values(unfinishedNotes)

/** Whether reading did not come to its end. A busy machine may have been the reason: it is worth another try. */
export function isUnfinished({ notes = [] }: Facts): boolean {
  return notes.some((note) => all.includes(note))
}

/** What was known of a file, with what another reading found; what others added meanwhile stays. */
export function readAgain(known: Facts, found: Facts): Facts {
  const kept = (known.notes ?? []).filter((note) => !all.includes(note))
  const notes = [...new Set([...kept, ...(found.notes ?? [])])]
  return withoutEmptyNotes({ ...known, ...found, notes })
}
