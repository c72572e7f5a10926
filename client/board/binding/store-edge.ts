import type { RecordsDiff } from '@tldraw/store'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { belongsToBoard } from './belongs-to-board.ts'

/**
 * The two places where tldraw's store is reached below its public surface. Public `listen` waits for the next
 * frame, too late to tell one gesture's edits from the next one's; and only the store itself can say that
 * changes which come from elsewhere have no consequences to work out here.
 */
type StoreInternals = {
  addHistoryInterceptor(
    heard: (entry: { changes: RecordsDiff<TLRecord> }, source: 'user' | 'remote') => void,
  ): () => void
  sideEffects: { setIsEnabled(enabled: boolean): void }
}

/** Tells at once which records of the board this person's canvas changed. */
export function watchStore(store: TLStore, onChange: (ids: string[]) => void): () => void {
  return internalsOf(store).addHistoryInterceptor(({ changes }, source) => {
    if (source !== 'user') return
    const ids: string[] = []
    for (const record of Object.values(changes.added))
      if (belongsToBoard(record.typeName)) ids.push(record.id)
    for (const [, to] of Object.values(changes.updated))
      if (belongsToBoard(to.typeName)) ids.push(to.id)
    for (const record of Object.values(changes.removed))
      if (belongsToBoard(record.typeName)) ids.push(record.id)
    if (ids.length > 0) onChange(ids)
  })
}

/** Puts in what the document says, without consequences and as nobody's own edit. */
export function applyToStore(
  store: TLStore,
  { put, remove }: { put: TLRecord[]; remove: string[] },
): void {
  if (put.length === 0 && remove.length === 0) return
  store.mergeRemoteChanges(() => {
    // Stays off until the merge is over, also for what the store does after it.
    internalsOf(store).sideEffects.setIsEnabled(false)
    if (put.length > 0) store.put(put)
    if (remove.length > 0) store.remove(remove as TLRecord['id'][])
  })
}

function internalsOf(store: TLStore): StoreInternals {
  return store as unknown as StoreInternals
}
