import { restoreRecords, type Restored } from '../../shared/board/restoring.ts'
import type { OpenBoard } from '../board/open-board.ts'

/** Makes records of the live board what they were, as one edit of the person here: one step of undo. */
export function bringBack(live: OpenBoard, items: readonly Restored[]): void {
  const mark = `bring back ${performance.now()}`
  const binding = live.canvas.get()?.binding
  binding?.flush()
  live.undo.mark(mark)
  try {
    restoreRecords(live.session.doc, items)
  } finally {
    live.undo.squashTo(mark)
    binding?.takeNow()
  }
}

/** Resolves once all that was done here is on the server's disk; where it cannot be, once that is known. */
export function onceSaved({ sync }: OpenBoard['session']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (sync.get().kind === 'saving') return
      stop()
      resolve()
    }
    const stop = sync.subscribe(look)
    look()
  })
}
