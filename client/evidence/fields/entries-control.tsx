import type { EntryName } from '../../../shared/evidence/entries.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { ChecksField } from '../checks/checks-field.tsx'
import { PairsField } from '../regions/pairs-field.tsx'
import { RegionsField } from '../regions/regions-field.tsx'
import { RequestsField } from '../requests/requests-field.tsx'
import { TimeBounds } from '../time/time-bounds.tsx'
import { YearInferences } from '../time/year-inferences.tsx'
import { EntriesField } from './entries-field.tsx'
import { Judgements } from './judgements.tsx'
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
    case 'check':
      return <ChecksField field={field} evidence={evidence} />
    case 'judgement':
      return <Judgements evidence={evidence} />
    case 'request':
      return <RequestsField field={field} evidence={evidence} name={name} />
    case 'timeBound':
      return <TimeBounds field={field} evidence={evidence} name={name} />
    case 'yearInference':
      return <YearInferences field={field} evidence={evidence} name={name} />
    case 'claimant':
      return <ClaimantsField field={field} evidence={evidence} name={name} />
    case 'region':
      return <RegionsField field={field} evidence={evidence} />
    case 'pair':
      return <PairsField field={field} evidence={evidence} />
    case 'measurement':
    case 'snapshot':
    case 'change':
      return <EntriesField field={field} evidence={evidence} entry={entry} />
    default:
      return null
  }
}
