import type { EntryName } from '../../../shared/evidence/entries.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { PairsField } from './pairs-field.tsx'
import { RegionsField } from './regions-field.tsx'

/** Regions and pairs in the inspector; nothing for other entries. */
export function RegionEntries({
  entry,
  ...props
}: {
  entry: EntryName
  field: Field
  evidence: Evidence
}) {
  if (entry === 'region') return <RegionsField {...props} />
  return entry === 'pair' ? <PairsField {...props} /> : null
}
