import { humanDate } from './dates.ts'
import { factsInWords } from './facts-in-words.ts'
import { evidenceFields, type Evidence } from './kinds.ts'
import { statusOf } from './status.ts'
import { entriesOf, isRecorded, textOf, valueOf } from './values.ts'
import { clock, humanClaimant, humanPlace, humanQuantity, humanSize } from './wording.ts'

/**
 * What stands in a field, in one line and with its hedges: a comparator, a chain, a precision, "year not stated".
 * Empty where nothing is recorded or the kind has no such field.
 */
export function fieldInWords(evidence: Evidence, name: string): string {
  const field = evidenceFields[evidence.kind][name]
  if (!field || !isRecorded(evidence[name])) return ''
  switch (field.type) {
    case 'date':
      return said(textOf(evidence, name), humanDate)
    case 'choice':
      return said(textOf(evidence, name), (key) => field.options[key] ?? key)
    case 'list':
      return (valueOf(evidence, name, 'list') ?? []).join('; ')
    case 'number':
      return said(valueOf(evidence, name, 'number'), (number) => number.toLocaleString('en-GB'))
    case 'quantity':
      return said(valueOf(evidence, name, 'quantity'), (quantity) =>
        joined([humanQuantity(quantity), quantity.scope]),
      )
    case 'place':
      return said(valueOf(evidence, name, 'place'), humanPlace)
    case 'verification':
      return statusOf(evidence).label
    case 'withdrawal':
      return said(valueOf(evidence, name, 'withdrawal'), ({ reason, by }) => joined([reason, by]))
    case 'file':
      return said(valueOf(evidence, name, 'file'), ({ name, size }) =>
        joined([name, humanSize(size)]),
      )
    case 'upload':
      return said(valueOf(evidence, name, 'upload'), (upload) => upload.name)
    case 'facts':
      return said(valueOf(evidence, name, 'facts'), (facts) =>
        factsInWords(facts)
          .facts.map(([name, words]) => `${name}: ${words}`)
          .join('; '),
      )
    case 'mediaRange':
      return said(
        valueOf(evidence, name, 'mediaRange'),
        ({ startS, endS }) => `${clock(startS)}–${clock(endS)}`,
      )
    case 'frameSource':
      return said(
        valueOf(evidence, name, 'frameSource'),
        ({ timeS, index }) => `${clock(timeS)}, frame ${index}`,
      )
    case 'entries':
      if (field.entry === 'claimant')
        return entriesOf(evidence, name, 'claimant')
          .map(({ value }) => humanClaimant(value))
          .join('; ')
      return String(Object.keys(valueOf(evidence, name, 'entries') ?? {}).length)
    case 'ref':
      return ''
    default:
      return said(textOf(evidence, name), (text) => text.replaceAll(/\s+/gu, ' '))
  }
}

function said<T>(value: T | undefined, say: (value: T) => string): string {
  return value === undefined ? '' : say(value)
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join(', ')
}
