import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { languageAttributes, languageName } from '../../../shared/evidence/language.ts'
import { textOf, valueOf } from '../../../shared/evidence/values.ts'
import { coordinates, humanPlace, humanQuantity } from '../../../shared/evidence/wording.ts'
import { FrameSourceField } from '../../media/frame-source-field.tsx'
import { MediaRangeWords } from '../../media/media-range-field.tsx'
import { webAddress } from '../web-address.ts'
import { GeoreferenceField } from './entries-field.tsx'
import { EntriesControl } from './entries-control.tsx'
import { FactsField, FileField, UploadField } from './file-fields.tsx'
import { FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'
import { VerificationWords } from './verification-field.tsx'

/** A field for those who only view: what is recorded, and nothing where nothing is. */
export function FieldWords({
  evidence,
  name,
  field,
}: {
  evidence: Evidence
  name: string
  field: Field
}) {
  switch (field.type) {
    case 'file':
      return <FileField field={field} value={valueOf(evidence, name, 'file')} />
    case 'facts':
      return <FactsField field={field} value={valueOf(evidence, name, 'facts')} />
    case 'upload':
      return <UploadField evidence={evidence} />
    case 'mediaRange':
      return <MediaRangeWords field={field} value={valueOf(evidence, name, 'mediaRange')} />
    case 'frameSource':
      return <FrameSourceField field={field} value={valueOf(evidence, name, 'frameSource')} />
    case 'withdrawal':
    case 'ref':
      return null
    case 'georeference':
      return <GeoreferenceField field={field} evidence={evidence} />
    case 'entries':
      return <EntriesControl field={field} evidence={evidence} name={name} entry={field.entry} />
    case 'verification':
      return (
        <FieldGroup field={{ label: field.label }}>
          <VerificationWords evidence={evidence} />
        </FieldGroup>
      )
  }
  const lines = linesOf(evidence, name, field)
  if (lines.length === 0) return null
  const address = field.type === 'url' ? webAddress(lines[0] ?? '') : undefined
  return (
    <div className={css['field']} data-half={field.isHalf}>
      <p className={css['label']}>{field.label}</p>
      {address ? (
        <a href={address.href} target="_blank" rel="noreferrer noopener" className={css['words']}>
          {address.href}
        </a>
      ) : (
        lines.map((line) => (
          <p
            key={line}
            className={css['words']}
            data-title={name === 'title' || undefined}
            {...(field.type === 'longText' && field.languageIn !== undefined
              ? languageAttributes(textOf(evidence, field.languageIn))
              : {})}
          >
            {line}
          </p>
        ))
      )}
    </div>
  )
}

function linesOf(evidence: Evidence, name: string, field: Field): string[] {
  switch (field.type) {
    case 'text':
      return wordsOf(textOf(evidence, name), (text) =>
        field.holds === 'language' ? languageName(text) : text,
      )
    case 'date':
      return wordsOf(textOf(evidence, name), humanDate)
    case 'choice':
      return wordsOf(textOf(evidence, name), (key) => field.options[key] ?? key)
    case 'list':
      return valueOf(evidence, name, 'list') ?? []
    case 'number':
      return wordsOf(valueOf(evidence, name, 'number'), (number) => number.toLocaleString('en-GB'))
    case 'quantity':
      return wordsOf(valueOf(evidence, name, 'quantity'), (quantity) =>
        [humanQuantity(quantity), quantity.scope].filter((part) => part !== '').join(', '),
      )
    case 'place': {
      const place = valueOf(evidence, name, 'place')
      if (!place) return []
      return [humanPlace(place), coordinates(place), place.method, place.by].filter(
        (line, at, all) => line !== '' && all.indexOf(line) === at,
      )
    }
    default:
      return wordsOf(textOf(evidence, name), (text) => text)
  }
}

function wordsOf<T>(value: T | undefined, say: (value: T) => string): string[] {
  return value === undefined ? [] : [say(value)]
}
