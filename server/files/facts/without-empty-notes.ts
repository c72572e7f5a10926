import type { Facts } from '../../../shared/evidence/fields.ts'

/** Facts as they are stored: no empty list of notes, none twice. */
export function withoutEmptyNotes(facts: Facts): Facts {
  const { notes, ...figures } = facts
  return notes && notes.length > 0 ? { ...figures, notes: [...new Set(notes)] } : figures
}
