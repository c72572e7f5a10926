import type { EntryName } from '../../../shared/evidence/entries.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { ClaimantsField } from '../claims/claimants-field.tsx'

/** Parts that people add one by one. Each part's own component knows whether it may be changed here. */
export function EntriesControl({
  field,
  evidence,
  name,
  entry,
}: {
  field: Field
  evidence: Evidence
  name: string
  entry: EntryName
}) {
  switch (entry) {
    case 'claimant':
      return <ClaimantsField field={field} evidence={evidence} name={name} />
    default:
      return null
  }
}
