import type { Facts } from '../../../shared/evidence/fields.ts'
import { unfinishedSentences } from '../../../shared/evidence/unfinished-facts.ts'
import { withoutEmptyNotes } from '../facts/without-empty-notes.ts'

/** What was known of a file, with what another reading found; what others added meanwhile stays. */
export function readAgain(known: Facts, found: Facts): Facts {
  const kept = (known.notes ?? []).filter((note) => !unfinishedSentences.includes(note))
  const notes = [...new Set([...kept, ...(found.notes ?? [])])]
  return withoutEmptyNotes({ ...known, ...found, notes })
}
