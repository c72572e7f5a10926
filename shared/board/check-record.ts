import type { TLRecord } from '@tldraw/tlschema'
import { evidenceValidators, isKindName, type Evidence } from '../evidence/kinds.ts'
import {
  isBriefingType,
  readBriefingRecord,
  type BriefingRecord,
} from '../briefing/briefing-record.ts'
import { canvasSchema, canvasTypeNames, type CanvasTypeName } from './canvas-schema.ts'
import type { PlainRecord } from './codec.ts'
import { beyondLimits } from './limits.ts'
import { sizeOfJson } from './plain-json.ts'
import { isSafeLink, refusedInRichText } from './rich-text.ts'

/** One record on its own: whether it may reach a screen. How records hang together is structure.ts. */
export type Checked =
  | { canvas: TLRecord }
  | { evidence: Evidence }
  | { briefing: BriefingRecord }
  /** Why it was set aside, in a sentence for the person. */
  | { refused: string }

const MAX_EVIDENCE_BYTES = 2 * 1024 * 1024
const MAX_RECORD_BYTES = 2 * 1024 * 1024

/** Never throws, whatever it is given. */
export function checkRecord(record: PlainRecord): Checked {
  try {
    if (record.typeName === 'evidence') return checkEvidence(record)
    if (isBriefingType(record.typeName)) return checkBriefing(record, record.typeName)
    if (!isCanvasTypeName(record.typeName)) return { refused: 'It is of an unknown type.' }
    return checkCanvasRecord(record, record.typeName)
  } catch {
    return { refused: 'It cannot be read.' }
  }
}

function checkEvidence(record: PlainRecord): Checked {
  if (!isKindName(record['kind']))
    return { refused: 'It is a kind of evidence that is not known here.' }
  if (sizeOfJson(record, MAX_EVIDENCE_BYTES) !== null) return { refused: 'It is too large.' }
  const parsed = evidenceValidators[record['kind']].safeParse(record)
  if (parsed.success) return { evidence: parsed.data as Evidence }
  const field = parsed.error.issues[0]?.path.join('.')
  return { refused: `Its field “${field}” cannot be read.` }
}

function checkBriefing(record: PlainRecord, typeName: BriefingRecord['typeName']): Checked {
  if (sizeOfJson(record, MAX_RECORD_BYTES) !== null) return { refused: 'It is too large.' }
  const read = readBriefingRecord({ ...record, typeName })
  return 'record' in read
    ? { briefing: read.record }
    : { refused: `Its field “${read.unreadable}” cannot be read.` }
}

function checkCanvasRecord(record: PlainRecord, typeName: CanvasTypeName): Checked {
  if (!isRecordId(record.id, typeName)) return { refused: 'Its id is not that of its type.' }
  if (sizeOfJson(record, MAX_RECORD_BYTES) !== null)
    return { refused: 'It is too large, or not plain data.' }
  const type = record['type']
  if (typeName === 'shape' && (type === 'embed' || type === 'bookmark'))
    return { refused: 'Pages of other sites are not shown on a board; use a link card.' }
  if (typeName === 'asset' && type === 'bookmark')
    return { refused: 'Previews of other sites are not shown on a board.' }
  const valid = validated(record, typeName)
  if (!valid) return { refused: `It is not a readable ${typeName}.` }
  const fault = beyondLimits(record) ?? refusedAddress(record) ?? refusedText(record)
  return fault === null ? { canvas: valid } : { refused: fault }
}

function validated(record: PlainRecord, typeName: CanvasTypeName): TLRecord | null {
  try {
    return canvasSchema.types[typeName].validate(record)
  } catch {
    return null
  }
}

/** Pictures come from this board's own files: any other address would be asked for by every browser. */
function refusedAddress(record: PlainRecord): string | null {
  const props = record['props'] as Record<string, unknown> | undefined
  if (record.typeName === 'asset') {
    const src = props?.['src']
    return src === null || (typeof src === 'string' && isOwnFileAddress(src))
      ? null
      : 'Its picture lies outside this server.'
  }
  const url = props?.['url']
  return typeof url === 'string' && url !== '' && !isSafeLink(url)
    ? 'It holds a link that may not be opened.'
    : null
}

function refusedText(record: PlainRecord): string | null {
  const props = record['props'] as Record<string, unknown> | undefined
  return props && 'richText' in props ? refusedInRichText(props['richText']) : null
}

/** `/api/boards/<board>/files/<sha256>`, where this server serves originals and previews. */
export function isOwnFileAddress(address: string): boolean {
  return /^\/api\/boards\/[\w-]{1,64}\/files\/[0-9a-f]{64}(\/preview)?$/.test(address)
}

/** Ids become part of the page, so they hold only letters, digits and a few signs. */
function isRecordId(id: string, typeName: CanvasTypeName): boolean {
  return id.startsWith(`${typeName}:`) && id.length <= 200 && /^[a-z]+:[\w.:-]+$/.test(id)
}

function isCanvasTypeName(name: string): name is CanvasTypeName {
  return (canvasTypeNames as readonly string[]).includes(name)
}
