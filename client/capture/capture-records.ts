import * as Y from 'yjs'
import { editText, longTextOf } from '../../shared/board/long-text.ts'
import { putEntry, setField } from '../../shared/board/actions.ts'
import { QUIET_EDIT } from '../../shared/board/edit.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { Capture } from '../../shared/evidence/capture.ts'
import { partsOfEntryKey } from '../../shared/evidence/entries.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { CaptureAnswer, PageReading } from '../../shared/protocol/http.ts'
import { linkFieldsOf } from '../board/ways-in-text.ts'
import { webAddress } from '../evidence/web-address.ts'

/** A link as far as capturing it goes. */
export type LinkRecord = {
  url: string
  createdBy: string
  createdAt: string
  /** Something was kept, or an attempt has failed. */
  wasTried: boolean
}

/** Undefined for what is no link, is gone, or holds no address of the web. */
export function linkOf(doc: Y.Doc, id: string): LinkRecord | undefined {
  const record = recordsOf(doc).get(id)
  if (record?.get('kind') !== 'link') return undefined
  const url = textIn(record.get('url'))
  if (!webAddress(url)) return undefined
  return {
    url,
    createdBy: String(record.get('createdBy')),
    createdAt: String(record.get('createdAt')),
    wasTried: [...record.keys()].some((key) => partsOfEntryKey(key)?.field === 'captures'),
  }
}

/**
 * Writes a capture to its link, and what the page says into fields that are still empty: nobody's words are written
 * over. What a page says that answers with an error is about the error, so it fills nothing.
 */
export function noteCapture(doc: Y.Doc, id: EvidenceId, answer: CaptureAnswer): void {
  const { page, ...capture } = answer
  doc.transact(() => {
    noteEntry(doc, id, capture)
    if (capture.status < 400) fillEmpty(doc, id, page)
  }, QUIET_EDIT)
}

export function noteFailure(
  doc: Y.Doc,
  id: EvidenceId,
  { url, by, reason }: { url: string; by: string; reason: string },
): void {
  doc.transact(
    () =>
      noteEntry(doc, id, {
        outcome: 'failed',
        url,
        by,
        reason: reason.slice(0, 500),
        capturedAt: new Date().toISOString(),
      }),
    QUIET_EDIT,
  )
}

function noteEntry(doc: Y.Doc, id: EvidenceId, capture: Capture): void {
  putEntry(doc, id, { field: 'captures', entry: 'capture' }, capture)
}

function fillEmpty(doc: Y.Doc, id: EvidenceId, page: PageReading): void {
  const record = recordsOf(doc).get(id)
  if (!record) return
  const url = textIn(record.get('url'))
  const made: Record<string, string> = webAddress(url) ? linkFieldsOf(url) : {}
  for (const [key, value] of Object.entries(page)) {
    const now = textIn(record.get(key))
    // A title made from the address stands only until the page has said its own.
    if (now !== '' && now !== made[key]) continue
    if (key === 'text') editText(doc, id, key, { base: longTextOf(doc, id, key), next: value })
    else setField(doc, id, key, value)
  }
}

function textIn(value: unknown): string {
  if (value instanceof Y.Text) return value.toJSON().trim()
  return typeof value === 'string' ? value.trim() : ''
}
