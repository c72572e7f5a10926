import { setField } from '../../../shared/board/actions.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../../shared/evidence/values.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { FrameSourceField } from '../../media/frame-source-field.tsx'
import { MediaRangeField } from '../../media/media-range-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { DateField } from './date-field.tsx'
import { GeoreferenceField } from './entries-field.tsx'
import { EntriesControl } from './entries-control.tsx'
import { FileField, FactsField, UploadField } from './file-fields.tsx'
import { ReadAgain } from './read-again.tsx'
import { LanguageField } from './language-field.tsx'
import { ListField } from './list-field.tsx'
import { LongTextField } from './long-text-field.tsx'
import { NumberField } from './number-field.tsx'
import { PlaceField } from './place-field.tsx'
import { QuantityField } from './quantity-field.tsx'
import { TextField } from './text-field.tsx'
import { UrlField } from './url-field.tsx'
import { VerificationField } from './verification-field.tsx'

export type FieldProps<T> = {
  field: Field
  value: T | undefined
  /** Undefined clears the field. */
  set: (value: T | undefined) => void
}

/** The control of any field, from its definition alone. Each change is one edit of one key of the document. */
export function FieldControl({
  evidence,
  name,
  field,
}: {
  evidence: Evidence
  name: string
  field: Field
}) {
  const { doc } = useBoard()
  const set = (value: unknown) => setField(doc, evidence.id, name, value)
  switch (field.type) {
    case 'text':
      if (field.holds === 'language')
        return <LanguageField field={field} value={textOf(evidence, name)} set={set} />
      return (
        <TextField
          field={field}
          value={textOf(evidence, name)}
          set={set}
          isTitle={name === 'title'}
        />
      )
    case 'longText':
      return <LongTextField field={field} evidence={evidence} name={name} />
    case 'date':
      return <DateField field={field} value={textOf(evidence, name)} set={set} />
    case 'url':
      return <UrlField field={field} value={textOf(evidence, name)} set={set} />
    case 'number':
      return <NumberField field={field} value={valueOf(evidence, name, 'number')} set={set} />
    case 'choice':
      return (
        <ChoiceField
          field={field}
          options={field.options}
          value={textOf(evidence, name)}
          set={set}
        />
      )
    case 'list':
      return <ListField field={field} value={valueOf(evidence, name, 'list')} set={set} />
    case 'place':
      return <PlaceField field={field} value={valueOf(evidence, name, 'place')} set={set} />
    case 'verification':
      return <VerificationField field={field} evidence={evidence} />
    case 'quantity':
      return <QuantityField field={field} value={valueOf(evidence, name, 'quantity')} set={set} />
    case 'file':
      return <FileField field={field} value={valueOf(evidence, name, 'file')} />
    case 'facts':
      return (
        <>
          <FactsField field={field} value={valueOf(evidence, name, 'facts')} />
          <ReadAgain evidence={evidence} />
        </>
      )
    case 'upload':
      return <UploadField evidence={evidence} />
    case 'mediaRange':
      return (
        <MediaRangeField field={field} value={valueOf(evidence, name, 'mediaRange')} set={set} />
      )
    case 'frameSource':
      return <FrameSourceField field={field} value={valueOf(evidence, name, 'frameSource')} />
    case 'withdrawal':
    case 'ref':
      return null
    case 'georeference':
      return <GeoreferenceField field={field} evidence={evidence} />
    case 'entries':
      return <EntriesControl field={field} evidence={evidence} name={name} entry={field.entry} />
  }
}
