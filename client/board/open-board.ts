import { atom, computed } from '@tldraw/state'
import { createTLStore, type Editor, type TLStore } from '@tldraw/tldraw'
import { audienceTokenOf } from '../../shared/audience/audience-messages.ts'
import { BoardView, type SetAside, type ViewChange } from '../../shared/board/board-view.ts'
import { canvasSchema } from '../../shared/board/canvas-schema.ts'
import { isOwnFileAddress } from '../../shared/board/check-record.ts'
import { briefingsOf, type BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import type { Frame } from '../../shared/briefing/scene.ts'
import type { ShownScene } from '../../shared/briefing/shown-scene.ts'
import { tiesOf, type Tie } from '../../shared/board/graph.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { Elsewhere } from '../../shared/evidence/names-elsewhere.ts'
import type { MediaRange } from '../../shared/evidence/references.ts'
import type { Role } from '../../shared/protocol/http.ts'
import { fileAddress } from '../api.ts'
import { DuplicatesWatch } from '../duplicates/duplicates.ts'
import type { BoardSession } from '../sync/board-session.ts'
import { signal, type Signal } from '../sync/signal.ts'
import { CanvasBinding } from './binding/canvas-binding.ts'
import type { BoardHandle, CanvasCommand, MediaMoment, PersonHere } from './board-handle.ts'
import { makeHandle } from './make-handle.ts'
import { watchPeople } from './presence/people-here.ts'
import type { ShapeMark } from './shape-marks.tsx'
import { UndoStack } from './undo/undo-stack.ts'

export type OpenBoardOptions = {
  /** The document and whatever stands behind it: the server, or a moment of the past. It is closed with the board. */
  session: BoardSession
  me: { id: string; name: string; colour: string }
  /** Which names in the items came with the board in a package. */
  elsewhere?: Elsewhere | null
}

/** What a canvas needs once there is a document to show. */
export type CanvasParts = { store: TLStore; view: BoardView; binding: CanvasBinding }

/** One board open in this page, from its session to what panels see of it. */
export class OpenBoard {
  readonly me: OpenBoardOptions['me']
  readonly session: BoardSession
  readonly undo: UndoStack
  readonly handle: BoardHandle
  readonly people: Signal<readonly PersonHere[]>
  /** Null until the document is here, from the server or from this browser. */
  readonly canvas = signal<CanvasParts | null>(null)
  readonly editor = signal<Editor | null>(null)
  /** Nothing can be edited until somebody has said who this is. */
  readonly role = signal<Role>('viewer')
  readonly evidence = signal<readonly Evidence[]>([])
  readonly briefings = signal<readonly BriefingWithScenes[]>([])
  readonly setAside = signal<readonly SetAside[]>([])
  readonly ties = signal<readonly Tie[]>([])
  /** Evidence ids with a card on the canvas, and the ids of those cards. */
  readonly cards = signal<ReadonlyMap<EvidenceId, readonly string[]>>(new Map())
  readonly chosen = signal<EvidenceId | null>(null)
  readonly selection = signal<ReadonlySet<EvidenceId>>(new Set())
  readonly viewing = signal<EvidenceId | null>(null)
  readonly commands = signal<readonly CanvasCommand[]>([])
  readonly viewingAt = signal<MediaMoment | null>(null)
  readonly markedRange = signal<MediaRange | null>(null)
  readonly following = signal<string | null>(null)
  /** Records that stand on the canvas to show where they were, and are not on the board: no list has them, and they tie nothing. */
  readonly ghosts = new Set<string>()
  readonly selectedShapes = signal<readonly string[]>([])
  /** A frame that is drawn on the canvas, of the scene somebody works on here. */
  readonly outlined = signal<Frame | null>(null)
  /** What is shown of it while it is presented; null while people work on it. */
  readonly stage = signal<ShownScene | null>(null)
  /** What is marked on the canvas, in a comparison of two moments. */
  readonly marks = signal<readonly ShapeMark[]>([])
  readonly duplicates = new DuplicatesWatch(this.evidence)
  /** Which names in the items came with the board in a package; null for one that was made here. */
  readonly elsewhere: Elsewhere | null
  readonly #isReadonly = atom('is readonly', true)
  readonly #stops: (() => void)[] = []

  constructor({ session, me, elsewhere = null }: OpenBoardOptions) {
    this.me = me
    this.elsewhere = elsewhere
    this.session = session
    this.undo = new UndoStack(this.session.doc)
    this.session.awareness.setLocalStateField('user', me)
    const watched = watchPeople(this.session.awareness, me.id)
    this.people = watched.people
    this.#stops.push(watched.stop)
    this.#stops.push(this.session.role.subscribe(() => this.setRole(this.role.get())))
    this.#stops.push(this.session.ready.subscribe(() => this.#start()))
    this.handle = makeHandle(this)
    if (this.session.ready.get()) this.#start()
  }

  evidenceOf(id: EvidenceId): Evidence | undefined {
    return this.canvas.get()?.view.evidence().get(id)
  }

  /** The role as the page knows it; what the server says on the open socket is newer. */
  setRole(known: Role): void {
    const role = this.session.role.get() ?? known
    this.role.set(role)
    this.#isReadonly.set(role === 'viewer')
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.duplicates.close()
    this.canvas.get()?.binding.close()
    this.undo.close()
    this.session.close()
  }

  #start(): void {
    if (this.canvas.get()) return
    const view = new BoardView(this.session.doc, { elsewhere: this.elsewhere })
    const mode = computed('mode', () => modeOf(this.#isReadonly.get()))
    const store = createTLStore({
      schema: canvasSchema,
      assets: {
        upload: refuseUpload,
        resolve: (asset) => ownAddress(asset.props.src, this.session.boardId),
      },
      collaboration: { status: atom('status', 'online' as const), mode },
    })
    const binding = new CanvasBinding({
      doc: this.session.doc,
      store,
      view,
      mayWrite: () => this.role.get() !== 'viewer',
      onView: (change) => this.#onView(view, change),
    })
    binding.whenPending(() => this.session.setUnwritten(binding.hasUnwritten))
    this.canvas.set({ store, view, binding })
    this.#onView(view, {
      put: view.canvas(),
      remove: [],
      evidence: true,
      briefings: true,
      setAside: true,
    })
  }

  #onView(view: BoardView, { put, remove, evidence, briefings, setAside }: ViewChange): void {
    if (evidence) this.evidence.set(this.#withoutGhosts(view.evidence().values()))
    if (briefings) this.briefings.set(briefingsOf(view.briefings().values()))
    if (setAside) this.setAside.set(view.setAside())
    const isAboutTies =
      remove.length > 0 ||
      put.some(
        (each) =>
          each.typeName === 'binding' || (each.typeName === 'shape' && isTieOrCard(each.type)),
      )
    if (isAboutTies) this.#readGraph(view)
  }

  #withoutGhosts<Each extends { id: string }>(records: Iterable<Each>): Each[] {
    return [...records].filter(({ id }) => !this.ghosts.has(id))
  }

  #readGraph(view: BoardView): void {
    const cards = new Map<EvidenceId, string[]>()
    for (const record of view.canvas()) {
      if (record.typeName !== 'shape' || record.type !== 'card') continue
      const { evidenceId } = record.props as unknown as { evidenceId: EvidenceId }
      cards.set(evidenceId, [...(cards.get(evidenceId) ?? []), record.id])
    }
    if (!isSameJson([...cards], [...this.cards.get()])) this.cards.set(cards)
    const ties = tiesOf(this.#withoutGhosts(view.canvas()))
    if (!isSameJson(ties, this.ties.get())) this.ties.set(ties)
  }
}

function modeOf(isReadonly: boolean): 'readonly' | 'readwrite' {
  return isReadonly ? 'readonly' : 'readwrite'
}

function isTieOrCard(type: string): boolean {
  return type === 'card' || type === 'arrow'
}

function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Pictures on the canvas come from this server or not at all. */
function ownAddress(src: string | null, boardId: string): string | null {
  if (src === null || !isOwnFileAddress(src)) return null
  // An audience is told no board: its files lie behind its link.
  const sha256 = /\/files\/([0-9a-f]{64})/.exec(src)?.[1]
  return audienceTokenOf(boardId) === null || !sha256 ? src : fileAddress(boardId, sha256)
}

async function refuseUpload(): Promise<never> {
  throw new Error('Files come onto a board as evidence.')
}
