import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { SetAside } from '../../shared/board/board-view.ts'
import type { Tie } from '../../shared/board/graph.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { Role } from '../../shared/protocol/http.ts'
import type { Duplicates } from '../duplicates/duplicates.ts'
import type { Signal } from '../sync/signal.ts'
import type { SyncState } from '../sync/sync-state.ts'

/** Somebody else who has this board open. One entry a person, however many windows they have. */
export type PersonHere = { id: string; name: string; colour: string }

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
    subscribe: (listener: () => void) => () => void
    all: () => readonly Evidence[]
    get: (id: EvidenceId) => Evidence | undefined
  }
  /** The one item whose card is selected alone, or that a panel has chosen. */
  chosen: {
    subscribe: (listener: () => void) => () => void
    get: () => EvidenceId | null
    choose: (id: EvidenceId | null) => void
  }
  /** The one item that is looked at closely, over the canvas. Opening one chooses it too. */
  viewing: {
    subscribe: (listener: () => void) => () => void
    get: () => EvidenceId | null
    open: (id: EvidenceId | null) => void
  }
  /** Records that nobody can show, each with a sentence. The array is the same until something changes. */
  setAside: { subscribe: (listener: () => void) => () => void; all: () => readonly SetAside[] }
  /** Brings the item's card into view and selects it; false where it has no card. */
  showOnCanvas(id: EvidenceId): boolean
  /** Which items have cards on the canvas; the map is the same until that changes. */
  cards: {
    subscribe: (listener: () => void) => () => void
    all: () => ReadonlyMap<EvidenceId, readonly string[]>
  }
  hasCard(id: EvidenceId): boolean
  /** Puts a card in the middle of the view, or at a page point. */
  placeCard(id: EvidenceId, at?: { x: number; y: number }): void
  /** Relations in and out of an item's cards, derived from the arrows. */
  relationsOf(id: EvidenceId): {
    relation: RelationType | null
    direction: 'to' | 'from'
    other: EvidenceId
    /** Entries of `regions` that it ends at, on this item and on the other; null for the whole item. */
    ownRegion: string | null
    otherRegion: string | null
    arrowId: string
  }[]
  /** Every tie on the board; the array is the same until one changes. */
  ties: { subscribe: (listener: () => void) => () => void; all: () => readonly Tie[] }
  /** Items that are probably the same footage, by item; the comparing begins with the first listener. */
  duplicates: Signal<Duplicates>
  /** Other people here, ordered by name. The array is the same until somebody comes or goes. */
  people: { subscribe: (listener: () => void) => () => void; all: () => readonly PersonHere[] }
  /** Whose view this one follows; ends by itself when the person here moves the view or the other leaves. */
  following: {
    subscribe: (listener: () => void) => () => void
    get: () => string | null
    follow: (personId: string | null) => void
  }
  /** The object is the same until something changes. */
  sync: { subscribe: (listener: () => void) => () => void; get: () => SyncState }
  undo(): void
  redo(): void
}
