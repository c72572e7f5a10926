import * as Y from 'yjs'
import { recordsHash } from '../../shared/board/canonical-records.ts'
import type { LogStore } from '../store/log-store.ts'

/** Hash of the board's canonical records after entry `seq`, hex. */
export async function recordsHashAt(
  store: Pick<LogStore, 'loadAt'>,
  boardId: string,
  seq: number,
): Promise<string> {
  const { checkpoint, tail } = await store.loadAt(boardId, seq)
  const doc = new Y.Doc()
  doc.transact(() => {
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state)
    for (const update of tail) Y.applyUpdate(doc, update)
  })
  const hash = Buffer.from(recordsHash(doc)).toString('hex')
  doc.destroy()
  return hash
}
