import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/** The copy of a board in this browser, and how many edits in it the server has not confirmed. */
export type KeptHere = {
  /** Origin of what is loaded from here. */
  origin: unknown
  /** Settles once the copy is in the document; `open` edits of earlier visits were not confirmed. */
  loaded: Promise<{ open: number }>
  /** False once the browser has failed to open or to write the copy: nothing outlives the page then. */
  isKeeping(): boolean
  /** Writes down how many edits of this visit are open. */
  note(open: number): void
  /** Everything in the copy is on the server. */
  allConfirmed(): void
  close(): Promise<void>
}

const PREFIX = 'open-edits:'
/** A browser that has not opened the copy by then is gone on without. */
const PATIENCE_MS = 5_000

/**
 * Keeps a board in this browser (IndexedDB), one copy for each person and board. Where the browser refuses to
 * keep anything (some private windows), the board works as ever and `null` says that nothing outlives the page.
 *
 * @param onFailure called once where a copy that was begun cannot be kept up
 */
export async function keepHere(
  doc: Y.Doc,
  name: string,
  { onFailure }: { onFailure: () => void },
): Promise<KeptHere | null> {
  if (!(await canKeep())) return null
  const persistence = new IndexeddbPersistence(name, doc)
  const ownKey = `${PREFIX}${doc.clientID}`
  const inherited: string[] = []
  let noted = 0
  let isKeeping = true
  const fail = () => {
    if (!isKeeping) return
    isKeeping = false
    onFailure()
  }
  persistence._db.then((db) => {
    // What a write runs into (a full disk, above all) comes to the database as an event.
    for (const trouble of ['error', 'abort', 'close']) db.addEventListener(trouble, fail)
  }, fail)
  const loaded = Promise.race([
    persistence.whenSynced.then(async () => {
      const counts = await readCounts(persistence)
      inherited.push(...counts.map(([key]) => key))
      return { open: counts.reduce((sum, [, count]) => sum + count, 0) }
    }),
    // Settles only where the copy cannot be opened: nothing else would say so.
    persistence._db.then(() => new Promise<never>(() => {})),
    elapsed(PATIENCE_MS).then(() => ({ open: 0 })),
  ]).catch(() => {
    fail()
    return { open: 0 }
  })
  return {
    origin: persistence,
    loaded,
    isKeeping: () => isKeeping && persistence.synced,
    note(open) {
      if (open === noted) return
      noted = open
      persistence.set(ownKey, open).catch(fail)
    },
    allConfirmed() {
      noted = 0
      // Other windows of this person count for themselves.
      for (const key of [ownKey, ...inherited.splice(0)]) persistence.del(key).catch(fail)
    },
    close: async () => {
      for (const trouble of ['error', 'abort', 'close'])
        persistence.db?.removeEventListener(trouble, fail)
      await persistence.destroy().catch(() => {})
    },
  }
}

async function readCounts(persistence: IndexeddbPersistence): Promise<[string, number][]> {
  const db = persistence.db
  if (!db) return []
  const store = db.transaction('custom', 'readonly').objectStore('custom')
  const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
  return keys.flatMap((key, i) =>
    typeof key === 'string' && key.startsWith(PREFIX)
      ? [[key, Number(values[i]) || 0] as [string, number]]
      : [],
  )
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })
}

async function canKeep(): Promise<boolean> {
  try {
    const request = indexedDB.open('redstring-probe')
    const db = await settled(request)
    db.close()
    return true
  } catch {
    return false
  }
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
