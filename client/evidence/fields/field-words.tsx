import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../../shared/evidence/values.ts'
import {
  acts,
  coordinates,
  humanChain,
  humanPlace,
  humanQuantity,
} from '../../../shared/evidence/wording.ts'
import { webAddress } from '../web-address.ts'
import { EntriesField, GeoreferenceField } from './entries-field.tsx'
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
    case 'ref':
    case 'mediaRange':
    case 'frameSource':
      return null
    case 'georeference':
      return <GeoreferenceField field={field} evidence={evidence} />
    case 'entries':
      return <EntriesField field={field} evidence={evidence} entry={field.entry} />
    case 'verification':
      return (
        <FieldGroup field={{ label: field.label }}>
          <VerificationWords value={valueOf(evidence, name, 'verification')} />
        </FieldGroup>
      )
  }
  const lines = linesOf(evidence, name, field)
  if (lines.length === 0) return null
  const address = field.type === 'url' ? webAddress(lines[0] ?? '') : undefined
  return (
    <div className={css['field']}>
      <p className={css['label']}>{field.label}</p>
      {address ? (
        <a href={address.href} target="_blank" rel="noreferrer noopener" className={css['words']}>
          {address.href}
        </a>
      ) : (
        lines.map((line) => (
          <p key={line} className={css['words']} data-title={name === 'title' || undefined}>
            {line}
          </p>
        ))
      )}
    </div>
  )
}

function linesOf(evidence: Evidence, name: string, field: Field): string[] {
  switch (field.type) {
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
    case 'claimants':
      return (valueOf(evidence, name, 'claimants') ?? []).map((each) =>
        [humanChain(each), acts[each.act], humanDate(each.date)]
          .filter((part) => part !== '')
          .join(', '),
      )
    default:
      return wordsOf(textOf(evidence, name), (text) => text)
  }
}

function wordsOf<T>(value: T | undefined, say: (value: T) => string): string[] {
  return value === undefined ? [] : [say(value)]
}
