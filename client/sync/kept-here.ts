import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/** The copy of a board in this browser, and how many edits in it the server has not confirmed. */
export type KeptHere = {
  /** Origin of what is loaded from here. */
  origin: unknown
  /** Settles once the copy is in the document; `open` edits of earlier visits were not confirmed. */
  loaded: Promise<{ open: number }>
  /** Writes down how many edits of this visit are open. */
  note(open: number): void
  /** Everything in the copy is on the server. */
  allConfirmed(): void
  close(): Promise<void>
}

const PREFIX = 'open-edits:'

/**
 * Keeps a board in this browser (IndexedDB), one copy for each person and board. Where the browser refuses to
 * keep anything (some private windows), the board works as ever and `null` says that nothing outlives the page.
 */
export async function keepHere(doc: Y.Doc, name: string): Promise<KeptHere | null> {
  if (!(await canKeep())) return null
  const persistence = new IndexeddbPersistence(name, doc)
  const ownKey = `${PREFIX}${doc.clientID}`
  let noted = 0
  const loaded = persistence.whenSynced.then(async () => {
    const counts = await readCounts(persistence)
    return { open: counts.reduce((sum, [, count]) => sum + count, 0) }
  })
  return {
    origin: persistence,
    loaded,
    note(open) {
      if (open === noted) return
      noted = open
      void persistence.set(ownKey, open)
    },
    allConfirmed() {
      noted = 0
      void readCounts(persistence).then((counts) =>
        Promise.all(counts.map(([key]) => persistence.del(key))),
      )
    },
    close: () => persistence.destroy(),
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
