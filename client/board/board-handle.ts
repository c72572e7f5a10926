import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { SetAside } from '../../shared/board/board-view.ts'
import type { SceneView } from '../../shared/briefing/actions.ts'
import type { BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import type { Frame, Scene } from '../../shared/briefing/scene.ts'
import type { Tie } from '../../shared/board/graph.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { MediaRange } from '../../shared/evidence/references.ts'
import type { Role } from '../../shared/protocol/http.ts'
import type { Duplicates } from '../duplicates/duplicates.ts'
import type { Signal } from '../sync/signal.ts'
import type { SyncState } from '../sync/sync-state.ts'
import type { Area } from './areas.ts'
import type { NewTie } from './tie-items.ts'

/** Somebody else who has this board open. One entry a person, however many windows they have. */
export type PersonHere = { id: string; name: string; colour: string }

/** One of the canvas's own actions or tools, to be asked for by name. */
export type CanvasCommand = {
  id: string
  type: 'action' | 'tool'
  label: string
  /** "Ctrl Shift C"; null where there are none. */
  keys: string | null
  run: () => void
}

/** Where in a clip to look: a moment, or a range that is played again and again. Seconds of media time. */
export type MediaMoment = { startS: number; endS: number | null }

/** Where shapes of a scene lie within its frame, page pixels: enough for a small picture. */
export type Outline = {
  frame: Frame
  shapes: readonly {
    id: string
    x: number
    y: number
    w: number
    h: number
    /** As tldraw calls its type. */
    kind: string
    isDimmed: boolean
  }[]
}

/** The canvas as scenes are made of it and shown on it. */
export type CanvasView = {
  /** Whether there is a canvas to look at: it comes a moment after the panels. */
  isThere: { subscribe: (listener: () => void) => () => void; get: () => boolean }
  /** Ids of the shapes that are selected on the canvas; the array is the same until that changes. */
  selected: { subscribe: (listener: () => void) => () => void; get: () => readonly string[] }
  /** What is in view; null while there is no canvas. */
  inView(): SceneView | null
  /** A view around what is selected; null where nothing is. */
  ofSelection(): SceneView | null
  /** Brings a scene's frame into view. */
  show(scene: Pick<Scene, 'page' | 'frame'>): void
  /** Draws a frame on the canvas, for this person only; null takes it away. */
  outline(frame: Frame | null): void
  /** A scene with so many steps taken, or all, as it is now; null while there is no canvas. Not live. */
  outlineOf(scene: Scene, step?: number): Outline | null
  /** Whether it is on the board. */
  has(shapeId: string): boolean
  /** These shapes and, of groups among them, all that is in them: it may be taken out of its group later. */
  withGrouped(ids: readonly string[]): string[]
  /** Those of these shapes that lie in no group among them. */
  outermost(ids: readonly string[]): readonly string[]
  /** The item of a card by its title, anything else by what it is. */
  nameOf(shapeId: string): string
  selectShapes(ids: readonly string[]): void
}

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
  /**
   * Items that are selected, on the canvas or in a view; those without a card too. The set is the same until that
   * changes. `chosen` is the one of them where there is one.
   */
  selection: { subscribe: (listener: () => void) => () => void; get: () => ReadonlySet<EvidenceId> }
  /** Selects these items and, on the canvas, their cards. Moves no view. */
  select(ids: readonly EvidenceId[]): void
  /** The one item that is looked at closely, over the canvas. Opening one chooses it too. */
  viewing: {
    subscribe: (listener: () => void) => () => void
    get: () => EvidenceId | null
    open: (id: EvidenceId | null, at?: MediaMoment) => void
    /** Where in a clip whoever opened it wants to look. */
    at: { subscribe: (listener: () => void) => () => void; get: () => MediaMoment | null }
    /** The range that is marked in the clip on show, so that a panel can take it over. */
    marked: { subscribe: (listener: () => void) => () => void; get: () => MediaRange | null }
    mark: (range: MediaRange | null) => void
  }
  /** Briefings with their scenes. The array is the same until one of them changes. */
  briefings: {
    subscribe: (listener: () => void) => () => void
    all: () => readonly BriefingWithScenes[]
  }
  canvasView: CanvasView
  /** Records that nobody can show, each with a sentence. The array is the same until something changes. */
  setAside: { subscribe: (listener: () => void) => () => void; all: () => readonly SetAside[] }
  /** Selects the cards of one item or of several and brings them all into view; false where none has a card. */
  showOnCanvas(ids: EvidenceId | readonly EvidenceId[]): boolean
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
  /** Ties two items by an arrow between their cards, placing cards where there are none; false where it may not. */
  tie(tie: NewTie): boolean
  /** What is set apart on the canvas, as it lies now: empty where nothing is. Not live. */
  areas(): readonly Area[]
  /** The canvas's own actions and tools that can be used now; empty while there is no canvas. */
  commands: { subscribe: (listener: () => void) => () => void; all: () => readonly CanvasCommand[] }
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
