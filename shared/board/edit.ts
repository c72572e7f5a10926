import { customAlphabet } from 'nanoid'
import type * as Y from 'yjs'
import { recordsOf, type RecordMap } from './layout.ts'

/** Origin of one person's own edits: what undo looks at. */
export const LOCAL_EDIT = 'local-edit'

/**
 * Origin of edits this person's page makes by itself (an upload that has arrived, a size that was measured):
 * kept and confirmed like any other, and never a step of undo. Wrap actions in a transaction of this origin.
 */
export const QUIET_EDIT = 'quiet-edit'

/**
 * Origin of what belongs to the edit before it: one act of this person that is too large for one message. Undo takes
 * all of it back at once.
 */
export const CONTINUED_EDIT = 'continued-edit'

/** One edit of this person: a transaction that undo, confirmation and history see. */
export function edit(doc: Y.Doc, change: (records: Y.Map<RecordMap>) => void): void {
  doc.transact(() => change(recordsOf(doc)), LOCAL_EDIT)
}

/** For records and entries: long enough that no two people make the same. */
export const newId = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  16,
)
