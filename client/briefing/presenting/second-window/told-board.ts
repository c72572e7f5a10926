import * as Y from 'yjs'
import { pastSession } from '../../../history/past-session.ts'
import type { BoardSession } from '../../../sync/board-session.ts'

/** The board that is presented in another window, as that window tells it: to look at, and nobody else's. */
export type ToldBoard = {
  session: BoardSession
  /** What changed on it. */
  take: (update: Uint8Array) => void
  /** @returns ends it */
  onChange: (run: () => void) => () => void
  close: () => void
}

/** @param update all of it */
export function toldBoard(boardId: string, update: Uint8Array): ToldBoard {
  const session = pastSession(boardId)
  const { doc } = session
  Y.applyUpdate(doc, update)
  session.ready.set(true)
  return {
    session,
    take: (change) => Y.applyUpdate(doc, change),
    onChange: (run) => {
      doc.on('update', run)
      return () => doc.off('update', run)
    },
    close: () => session.close(),
  }
}
