import type { Facts } from '../../../shared/evidence/fields.ts'
import { compareDates } from './date-conflicts.ts'
import { dateInName } from './name-date.ts'
import { withoutEmptyNotes } from './without-empty-notes.ts'

/**
 * The facts of a file as a board is told them: with the date in the name that it has on this board (the same
 * bytes may have another elsewhere), and what the dates say of one another.
 */
export function toldFacts(facts: Facts, { name, type }: { name: string; type: string }): Facts {
  const isMedia = /^(image|video|audio)\//.test(type)
  const named = isMedia ? dateInName(name) : null
  const dates = [...(facts.dates ?? []), ...(named ? [named] : [])]
  if (dates.length === 0) return facts
  const { conflicts, notes } = compareDates({
    dates,
    timeZone: facts.timeZone,
    durationS: facts.durationS,
  })
  const allConflicts = [...(facts.conflicts ?? []), ...conflicts]
  return withoutEmptyNotes({
    ...facts,
    dates,
    ...(allConflicts.length > 0 && { conflicts: allConflicts }),
    notes: [...(facts.notes ?? []), ...notes],
  })
}
