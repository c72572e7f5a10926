import { recordsHash } from '../../shared/board/canonical-records.ts'
import type { LogStore } from '../store/log-store.ts'
import { documentAt } from './document-at.ts'

/** Hash of the board's canonical records after entry `seq`, hex. */
export async function recordsHashAt(
  store: Pick<LogStore, 'loadAt'>,
  boardId: string,
  seq: number,
): Promise<string> {
  const doc = await documentAt(store, boardId, seq)
  const hash = Buffer.from(recordsHash(doc)).toString('hex')
  doc.destroy()
  return hash
}
