import * as Y from 'yjs'
import type { LogStore } from '../store/log-store.ts'

/** The document as it stood after an edit. */
export async function documentAt(
  store: Pick<LogStore, 'loadAt'>,
  boardId: string,
  seq: number,
): Promise<Y.Doc> {
  const { checkpoint, tail } = await store.loadAt(boardId, seq)
  const doc = new Y.Doc()
  doc.transact(() => {
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state)
    for (const update of tail) Y.applyUpdate(doc, update)
  })
  return doc
}
