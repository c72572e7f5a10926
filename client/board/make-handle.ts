import { addCard } from '../../shared/board/canvas-actions.ts'
import { kinds, type EvidenceId } from '../../shared/evidence/kinds.ts'
import { areasOf } from './areas.ts'
import { canvasViewOf } from './canvas-view.ts'
import type { BoardHandle } from './board-handle.ts'
import type { OpenBoard } from './open-board.ts'
import { select, showOnCanvas } from './selection.ts'
import { tieItems } from './tie-items.ts'

/** What panels, cards and menus see of an open board. */
export function makeHandle(board: OpenBoard): BoardHandle {
  const { session, me } = board
  return {
    boardId: session.boardId,
    doc: session.doc,
    awareness: session.awareness,
    get role() {
      return board.role.get()
    },
    me,
    evidence: {
      subscribe: board.evidence.subscribe,
      all: board.evidence.get,
      get: (id) => board.evidenceOf(id),
    },
    briefings: { subscribe: board.briefings.subscribe, all: board.briefings.get },
    canvasView: canvasViewOf(board),
    setAside: { subscribe: board.setAside.subscribe, all: board.setAside.get },
    chosen: {
      subscribe: board.chosen.subscribe,
      get: board.chosen.get,
      choose: (id) => board.chosen.set(id),
    },
    selection: { subscribe: board.selection.subscribe, get: board.selection.get },
    select: (ids) => select(board, ids),
    viewing: {
      subscribe: board.viewing.subscribe,
      get: board.viewing.get,
      open: (id, at) => {
        if (id !== null) board.chosen.set(id)
        board.viewingAt.set(at ?? null)
        board.viewing.set(id)
      },
      at: board.viewingAt,
      marked: board.markedRange,
      mark: (range) => board.markedRange.set(range),
    },
    showOnCanvas: (ids) => showOnCanvas(board, typeof ids === 'string' ? [ids] : ids),
    cards: { subscribe: board.cards.subscribe, all: board.cards.get },
    hasCard: (id) => board.cards.get().has(id),
    placeCard: (id, at) => placeCard(board, id, at),
    tie: (tie) => tieItems(board, tie),
    areas: () => {
      const editor = board.editor.get()
      return editor ? areasOf(editor) : []
    },
    commands: { subscribe: board.commands.subscribe, all: board.commands.get },
    ties: { subscribe: board.ties.subscribe, all: board.ties.get },
    duplicates: board.duplicates,
    relationsOf: (id) => relationsOf(board, id),
    people: { subscribe: board.people.subscribe, all: board.people.get },
    following: {
      subscribe: board.following.subscribe,
      get: board.following.get,
      follow: (personId) => follow(board, personId),
    },
    sync: session.sync,
    undo: () => board.editor.get()?.undo(),
    redo: () => board.editor.get()?.redo(),
  }
}

function relationsOf(board: OpenBoard, id: EvidenceId): ReturnType<BoardHandle['relationsOf']> {
  const found: ReturnType<BoardHandle['relationsOf']> = []
  for (const { from, to, relation, fromRegion, toRegion, arrowId } of board.ties.get()) {
    const own = { relation, arrowId }
    if (from === id)
      found.push({
        ...own,
        direction: 'to',
        other: to,
        ownRegion: fromRegion,
        otherRegion: toRegion,
      })
    else if (to === id)
      found.push({
        ...own,
        direction: 'from',
        other: from,
        ownRegion: toRegion,
        otherRegion: fromRegion,
      })
  }
  return found
}

function placeCard(
  board: OpenBoard,
  id: EvidenceId,
  at: { x: number; y: number } | undefined,
): void {
  const editor = board.editor.get()
  const kind = board.evidenceOf(id)?.kind
  if (!editor || !kind || board.role.get() === 'viewer') return
  const { w, h } = kinds[kind].card
  const middle = at ?? editor.getViewportPageBounds().center
  editor.markHistoryStoppingPoint('place card')
  const shapeId = addCard(board.session.doc, id, {
    x: middle.x - w / 2,
    y: middle.y - h / 2,
    pageId: editor.getCurrentPageId(),
  })
  board.canvas.get()?.binding.takeNow()
  editor.select(shapeId)
}

function follow(board: OpenBoard, personId: string | null): void {
  const editor = board.editor.get()
  if (!editor) return
  if (personId === null) editor.stopFollowingUser()
  else editor.startFollowingUser(personId)
}
