import * as Y from 'yjs'
import type { LogStore } from '../store/log-store.ts'

/** Reads a board's document from the log, without a room: what is on disk, and nothing newer. */
export async function readStoredDocument(
  store: LogStore,
  boardId: string,
): Promise<{ seq: number; doc: Y.Doc }> {
  const { checkpoint, tail, seq } = await store.load(boardId)
  const doc = new Y.Doc()
  doc.transact(() => {
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state)
    for (const update of tail) Y.applyUpdate(doc, update)
  })
  return { seq, doc }
}
