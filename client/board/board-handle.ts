import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { RelationType } from '../../shared/board/relations.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { Role } from '../../shared/protocol/http.ts'

/**
 * An open board as the panels, cards and menus see it: nothing of tldraw. The canvas provides it
 * (board-canvas.tsx), `useBoard()` hands it out. Evidence is changed through shared/board/actions.ts on `doc`.
 */
export type BoardHandle = {
  boardId: string
  doc: Y.Doc
  awareness: Awareness
  role: Role
  me: { id: string; name: string; colour: string }
  /** Valid evidence only, live: use with useSyncExternalStore. The array is the same until something changes. */
  evidence: {
    subscribe(listener: () => void): () => void
    all(): readonly Evidence[]
    get(id: EvidenceId): Evidence | undefined
  }
  /** The one item whose card is selected alone, or that a panel has chosen. */
  chosen: { subscribe(listener: () => void): () => void; get(): EvidenceId | null; choose(id: EvidenceId | null): void }
  /** Brings the item's card into view and selects it; false where it has no card. */
  showOnCanvas(id: EvidenceId): boolean
  hasCard(id: EvidenceId): boolean
  /** Puts a card in the middle of the view, or at a page point. */
  placeCard(id: EvidenceId, at?: { x: number; y: number }): void
  /** Relations in and out of an item's cards, derived from the arrows. */
  relationsOf(id: EvidenceId): { relation: RelationType | null; direction: 'to' | 'from'; other: EvidenceId }[]
  undo(): void
  redo(): void
}
