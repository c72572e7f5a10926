import { isEqual } from '@tldraw/utils'
import { isBriefingType } from '../../briefing/briefing-record.ts'
import { entryInWords, type Naming } from '../../evidence/entry-in-words.ts'
import { entryValidators, partsOfEntryKey } from '../../evidence/entries.ts'
import { fieldInWords } from '../../evidence/field-in-words.ts'
import type { Field } from '../../evidence/fields.ts'
import { withHedge } from '../../evidence/hedge.ts'
import { evidenceFields, kinds, type Evidence } from '../../evidence/kinds.ts'
import { verificationStatuses, verificationValue } from '../../evidence/verification.ts'
import { coordinates } from '../../evidence/wording.ts'
import { checkRecord } from '../check-record.ts'
import { isPlainObject } from '../plain-json.ts'
import { keysOf, type PlainRecord } from '../codec.ts'
import { linesOfScene } from './lines-of-scene.ts'
import { linesOfShape } from './lines-of-shape.ts'
import type { RecordChange } from './record-change.ts'

/** What differs in one respect, in words. Both are empty where it cannot be said in a line. */
export type Saying = { label: string; before: string; after: string; keys: string[] }

/** In which keys a record differs, each as people would say it. None where it came or went as a whole. */
export function linesOfRecord({ before, after }: RecordChange, name: Naming): Saying[] {
  if (before === null || after === null) return []
  const keys = differingKeys(before, after)
  if (before.typeName === 'shape') return linesOfShape({ before, after, keys })
  if (isBriefingType(before.typeName)) return linesOfScene({ before, after, keys }, name)
  if (before.typeName !== 'evidence') return []
  const both = { was: evidenceOf(before), is: evidenceOf(after), before, after }
  return keys.flatMap((key) => lineOfKey(key, both, name) ?? [])
}

export function differingKeys(before: PlainRecord, after: PlainRecord): string[] {
  const [then, now] = [keysOf(before), keysOf(after)]
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(
    (key) => !isEqual(then[key], now[key]),
  )
}

export function evidenceOf(record: PlainRecord | null): Evidence | null {
  if (record === null) return null
  const checked = checkRecord(record)
  return 'evidence' in checked ? checked.evidence : null
}

type Both = {
  was: Evidence | null
  is: Evidence | null
  before: PlainRecord
  after: PlainRecord
}

function lineOfKey(key: string, { was, is, before, after }: Both, name: Naming): Saying | null {
  const fieldName = partsOfEntryKey(key)?.field ?? key
  const evidence = is ?? was
  const field = evidence ? evidenceFields[evidence.kind][fieldName] : undefined
  const [stood, stands] = [keysOf(before)[key], keysOf(after)[key]]
  if (!field)
    return { label: fieldName, before: plainWord(stood), after: plainWord(stands), keys: [key] }
  if (isToldElsewhere(field)) return null
  const say = (of: Evidence | null, value: unknown) => {
    if (field.type === 'entries') return entryWords(field, value, name)
    return of ? wordsOf(of, fieldName, { field, name }) : ''
  }
  return {
    label: field.label,
    ...toldApart(
      { words: say(was, stood), value: stood },
      { words: say(is, stands), value: stands },
    ),
    keys: [key],
  }
}

type Said = { words: string; value: unknown }

/** Words that read the same although something differs: with what differs, so that no moved coordinate is overlooked. */
function toldApart(before: Said, after: Said): { before: string; after: string } {
  if (before.words !== after.words || before.words === '')
    return { before: before.words, after: after.words }
  const [was, is] = [detailsOf(before.value), detailsOf(after.value)]
  if (was === is) return { before: before.words, after: `${after.words} (changed in a detail)` }
  return { before: `${before.words} (${was})`, after: `${after.words} (${is})` }
}

function detailsOf(value: unknown): string {
  if (!isPlainObject(value)) return ''
  const { lat, lon, method, by, at, sha256 } = value
  const place =
    typeof lat === 'number' && typeof lon === 'number' ? coordinates({ lat, lon }) : undefined
  const hash = typeof sha256 === 'string' ? sha256.slice(0, 12) : undefined
  return [place, method, hash, by, at]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}

/** What stood under one key of an item at some moment, in words: the label of its field, and the value. */
export function keyInWords(
  evidence: Pick<Evidence, 'id' | 'kind'>,
  { key, value }: { key: string; value: unknown },
  name: Naming,
): { label: string; words: string } | null {
  const fieldName = partsOfEntryKey(key)?.field ?? key
  const field = evidenceFields[evidence.kind][fieldName]
  if (!field || isToldElsewhere(field)) return null
  if (field.type === 'entries') return { label: field.label, words: entryWords(field, value, name) }
  if (value === null || value === undefined) return { label: field.label, words: '' }
  if (field.type === 'verification') return { label: field.label, words: setTo(value) }
  const alone = evidenceOf({
    createdAt: '',
    createdBy: '',
    [key]: value,
    id: evidence.id,
    kind: evidence.kind,
    typeName: 'evidence',
  })
  return { label: field.label, words: alone ? wordsOf(alone, fieldName, { field, name }) : '' }
}

/** An upload under way becomes the file; the history of a status is told by the status. */
function isToldElsewhere(field: Field): boolean {
  return field.type === 'upload' || (field.type === 'entries' && field.entry === 'judgement')
}

function wordsOf(
  evidence: Evidence,
  fieldName: string,
  { field, name }: { field: Field; name: Naming },
): string {
  const value = evidence[fieldName]
  if (field.type === 'ref') return typeof value === 'string' ? name(value) : ''
  const words = fieldInWords(evidence, fieldName)
  const isSaid = fieldName === 'title' || fieldName === kinds[evidence.kind].lead
  if (isSaid && words !== '') return withHedge(evidence, words)
  return field.type === 'verification' ? withReason(words, value) : words
}

function withReason(words: string, value: unknown): string {
  const reason = isPlainObject(value) ? value['reason'] : ''
  return typeof reason === 'string' && reason.trim() !== '' ? `${words}: ${reason.trim()}` : words
}

/** What somebody set, which is not yet how the item stood: that depends on its checks. */
function setTo(value: unknown): string {
  const parsed = verificationValue.safeParse(value)
  if (!parsed.success) return ''
  const { status, override } = parsed.data
  const words = `Set to “${verificationStatuses[status]}”`
  return withReason(override ? `${words} against checks (${override.reason})` : words, value)
}

function entryWords(
  field: Extract<Field, { type: 'entries' }>,
  value: unknown,
  name: Naming,
): string {
  if (value === undefined) return ''
  const parsed = entryValidators[field.entry].safeParse(value)
  // The validator of this very entry has passed it.
  return parsed.success ? entryInWords(field.entry, parsed.data as never, name) : ''
}

function plainWord(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}
