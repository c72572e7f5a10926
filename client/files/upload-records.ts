import type * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { isKindName } from '../../shared/evidence/kinds.ts'
import { uploadValue, type Facts, type Upload } from '../../shared/evidence/fields.ts'
import type { StoredFile } from '../../shared/protocol/http.ts'
import { kindOfStored } from './file-kind.ts'

/**
 * Origin of what an upload writes by itself into an item. It is not the person's own edit, so undo does not take
 * the original away from its item.
 */
export const UPLOAD_EDIT = 'upload'

/** The item has its original now, and what was read from it. An item that is gone stays gone. */
export function noteStored(doc: Y.Doc, id: EvidenceId, stored: StoredFile): void {
  const { facts, ...file } = stored
  edit(doc, id, (record) => {
    const guess = record.get('kind')
    if (isKindName(guess)) {
      // Somebody has laid it on the ground: it is a picture from above, whatever its bytes do not say.
      const isPlaced = record.has('georeference') && stored.type.startsWith('image/')
      const kind = isPlaced ? 'satellite' : kindOfStored(guess, stored)
      if (kind !== guess) record.set('kind', kind)
    }
    record.set('file', file)
    record.set('facts', facts)
    record.delete('upload')
  })
}

export function noteFacts(doc: Y.Doc, id: EvidenceId, sha256: string, facts: Facts): void {
  edit(doc, id, (record) => {
    const file = record.get('file') as { sha256?: unknown } | undefined
    if (file?.sha256 === sha256) record.set('facts', facts)
  })
}

export function noteUpload(doc: Y.Doc, id: EvidenceId, upload: Upload): void {
  edit(doc, id, (record) => {
    if (!record.has('file')) record.set('upload', upload)
  })
}

/** The upload that an item waits for; null where it waits for none. */
export function uploadOf(doc: Y.Doc, id: EvidenceId): Upload | null {
  const parsed = uploadValue.safeParse(recordsOf(doc).get(id)?.get('upload'))
  return parsed.success ? parsed.data : null
}

/** Takes an item that never got its file off the board again, with its cards. */
export function removeUnsent(doc: Y.Doc, id: EvidenceId): void {
  doc.transact(() => {
    const records = recordsOf(doc)
    if (records.get(id)?.has('file')) return
    for (const [recordId, record] of records) {
      if (shownBy(record) === id) records.delete(recordId)
    }
    records.delete(id)
  }, UPLOAD_EDIT)
}

/** The item that a record is a card of. */
function shownBy(record: Y.Map<unknown>): unknown {
  const props = record.get('rest')
  return typeof props === 'object' && props !== null && 'evidenceId' in props
    ? props.evidenceId
    : undefined
}

function edit(doc: Y.Doc, id: EvidenceId, change: (record: Y.Map<unknown>) => void): void {
  doc.transact(() => {
    const record = recordsOf(doc).get(id)
    if (record) change(record)
  }, UPLOAD_EDIT)
}
