import { addCard } from '../../shared/board/actions.ts'
import { kinds, type EvidenceId } from '../../shared/evidence/kinds.ts'
import { coveredByInspector } from '../ui/covered.ts'
import type { BoardHandle } from './board-handle.ts'
import type { OpenBoard } from './open-board.ts'

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
    setAside: { subscribe: board.setAside.subscribe, all: board.setAside.get },
    chosen: {
      subscribe: board.chosen.subscribe,
      get: board.chosen.get,
      choose: (id) => board.chosen.set(id),
    },
    viewing: {
      subscribe: board.viewing.subscribe,
      get: board.viewing.get,
      open: (id) => {
        if (id !== null) board.chosen.set(id)
        board.viewing.set(id)
      },
    },
    showOnCanvas: (id) => showOnCanvas(board, id),
    cards: { subscribe: board.cards.subscribe, all: board.cards.get },
    hasCard: (id) => board.cards.get().has(id),
    placeCard: (id, at) => placeCard(board, id, at),
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

function showOnCanvas(board: OpenBoard, id: EvidenceId): boolean {
  const editor = board.editor.get()
  const cards = board.cards.get().get(id)
  const shape = editor && cards?.[0] !== undefined ? editor.getShape(cards[0] as never) : undefined
  if (!editor || !shape) return false
  const page = editor.getAncestorPageId(shape)
  if (page && page !== editor.getCurrentPageId()) editor.setCurrentPage(page)
  editor.stopFollowingUser()
  editor.select(shape.id)
  const bounds = editor.getShapePageBounds(shape)
  const view = editor.getViewportPageBounds()
  const covered = coveredByInspector()
  view.width -= covered / editor.getZoomLevel()
  if (bounds && !(view.contains(bounds) && editor.getZoomLevel() > 0.4)) {
    // At zoom 1 a canvas pixel is a screen pixel, so this leaves the card beside the inspector.
    bounds.width += covered
    editor.zoomToBounds(bounds, { targetZoom: 1, animation: { duration: 250 } })
  }
  board.chosen.set(id)
  return true
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
