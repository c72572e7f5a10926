import type { TLRecord } from '@tldraw/tlschema'
import { isEqual } from '@tldraw/utils'
import { keysOf, recordOf, type PlainRecord } from '../../../shared/board/codec.ts'

/**
 * The record as it came, with what this person has changed and not yet sent laid over it, key by key.
 *
 * @param base what both sides began with
 */
export function withPending(
  { base, mine }: { base: TLRecord; mine: TLRecord },
  theirs: TLRecord,
): PlainRecord {
  const [old, own] = [keysOf(plain(base)), keysOf(plain(mine))]
  const merged = keysOf(plain(theirs))
  for (const [key, value] of Object.entries(own)) {
    if (!isEqual(old[key], value)) merged[key] = value
  }
  return recordOf(theirs.id, Object.entries(merged))
}

/** A canvas record as the codec sees it. */
export function plain(record: TLRecord): PlainRecord {
  return record as unknown as PlainRecord
}
