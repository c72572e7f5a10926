import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Role } from '../../shared/protocol/http.ts'
import type { BoardSession } from '../sync/board-session.ts'
import { signal, type Source } from '../sync/signal.ts'
import type { SyncState } from '../sync/sync-state.ts'

export type PastSession = BoardSession & { ready: Source<boolean> }

/** What stands behind a board of the past: a document that nobody else sees, and that nobody may edit. */
export function pastSession(boardId: string): PastSession {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  return {
    boardId,
    doc,
    awareness,
    sync: signal<SyncState>({ kind: 'saved' }),
    ready: signal(false),
    role: signal<Role | null>('viewer'),
    setUnwritten: () => {},
    close: () => {
      awareness.destroy()
      doc.destroy()
    },
  }
}
