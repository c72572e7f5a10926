import { humanDate } from '../../shared/evidence/dates.ts'
import { hedgeOf } from '../../shared/evidence/hedge.ts'
import { isWithdrawn } from '../../shared/evidence/doubts.ts'
import { fieldInWords } from '../../shared/evidence/field-in-words.ts'
import { evidenceFields, kinds, type Evidence } from '../../shared/evidence/kinds.ts'
import { isRecorded, textOf } from '../../shared/evidence/values.ts'
import { messages as inspectorMessages } from '../evidence/inspector-messages.ts'
import { cardMessages } from '../evidence/card-messages.ts'
import { registerMessages } from './register/register-messages.ts'

/** What every list says of an item beside its title, which holds its hedge: its kind, its date, whether it is a stand-in. */
export function detailOf(evidence: Evidence): string {
  const date = mainDateOf(evidence)
  return [
    kinds[evidence.kind].label,
    hedgeOf(evidence) === undefined ? fieldInWords(evidence, 'modality') : '',
    date ? humanDate(date) : registerMessages.noDate,
    isRecorded(evidence['standIn']) ? cardMessages.standIn : '',
    isWithdrawn(evidence) ? inspectorMessages.withdraw.state : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** When it was taken, for what was taken from above; else when it shows or was said. */
export function mainDateOf(evidence: Evidence): string | undefined {
  return textOf(evidence, 'acquired' in evidenceFields[evidence.kind] ? 'acquired' : 'date')
}
