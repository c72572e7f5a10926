import { evidenceFields, type Evidence } from '../../../shared/evidence/kinds.ts'

/** What is typed or picked in the cell itself, and what has a form of its own that opens on it. */
const ways: Partial<Record<string, 'inline' | 'form'>> = {
  text: 'inline',
  date: 'inline',
  url: 'inline',
  number: 'inline',
  choice: 'inline',
  longText: 'form',
  list: 'form',
  place: 'form',
  verification: 'form',
  quantity: 'form',
}

/** How a cell is edited; undefined where it is not, or the kind has no such field. */
export function isEditable(evidence: Evidence, key: string): 'inline' | 'form' | undefined {
  const field = evidenceFields[evidence.kind][key]
  return field && ways[field.type]
}
