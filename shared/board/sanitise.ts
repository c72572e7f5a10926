import type { TLRecord } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import type { BriefingRecord } from '../briefing/briefing-record.ts'
import type { Evidence } from '../evidence/kinds.ts'
import { BoardView, type SetAside } from './board-view.ts'

export type { SetAside } from './board-view.ts'

/** What a board holds once everything that must not reach a screen has been set aside. */
export type BoardContent = {
  /** Valid canvas records, mended in this view only: parents first, bindings last, at least one page. */
  canvas: TLRecord[]
  evidence: Evidence[]
  briefings: BriefingRecord[]
  setAside: SetAside[]
}

/** Reads a whole document. Never throws, whatever the document holds. A live board keeps a BoardView instead. */
export function readBoard(doc: Y.Doc): BoardContent {
  const view = new BoardView(doc)
  return {
    canvas: view.canvas(),
    evidence: [...view.evidence().values()],
    briefings: [...view.briefings().values()],
    setAside: view.setAside(),
  }
}
