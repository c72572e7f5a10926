import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { layoutOf, LAYOUT_VERSION } from '../../shared/board/layout.ts'
import { closeCode, type Notice } from '../../shared/protocol/frames.ts'
import type { Role } from '../../shared/protocol/http.ts'
import { Confirmations } from './confirmations.ts'
import { keepHere, type KeptHere } from './kept-here.ts'
import { makeProvider, sendMark } from './provider.ts'
import { signal, type Signal } from './signal.ts'
import type { RefusalReason, SyncState } from './sync-state.ts'

/** One board, open in this page: its document, who is here, and how safe the person's work is. */
export type BoardSession = {
  boardId: string
  doc: Y.Doc
  awareness: Awareness
  sync: Signal<SyncState>
  /** True once there is a document to show, from the server or from this browser. */
  ready: Signal<boolean>
  /** The role as the server last said it, or null while it has said nothing. */
  role: Signal<Role | null>
  /** The canvas says whether it holds edits that are not in the document yet: until they are, nothing is saved. */
  setUnwritten(isUnwritten: boolean): void
  close(): void
}

export type SessionOptions = {
  boardId: string
  personId: string
  /** Where the sync server listens: `ws://host/sync`. */
  url?: string
}

/** How long a person sees "opening" or "saving" before an unreachable server is called offline. */
const PATIENCE_MS = 3_000
/** A mark that is not answered in this time means that the connection is dead, whatever the socket says. */
const DEAD_AFTER_MS = 20_000
/** The same, once the browser has said that the network went or came. */
const DEAD_IN_DOUBT_MS = 1_500
const MARK_DELAY_MS = 20

/** Opens a board: from this browser's copy and the server at once, whichever comes first. */
export function openBoardSession(options: SessionOptions): BoardSession {
  return new OpenSession(options)
}

class OpenSession implements BoardSession {
  readonly boardId: string
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly sync = signal<SyncState>({ kind: 'opening' })
  readonly ready = signal(false)
  readonly role = signal<Role | null>(null)
  readonly #provider: WebsocketProvider
  readonly #confirmations = new Confirmations()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #kept: KeptHere | null = null
  #refusal: RefusalReason | null = null
  #trouble: string | null = null
  #isViewOnly = false
  #isUnwritten = false
  #isPatient = true
  #markTimer: ReturnType<typeof setTimeout> | undefined
  #deadTimer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor({ boardId, personId, url = syncAddress() }: SessionOptions) {
    this.boardId = boardId
    this.#provider = makeProvider(
      { url, boardId, doc: this.doc, awareness: this.awareness },
      { onMark: (n) => this.#onMark(n), onNotice: (notice) => this.#onNotice(notice) },
    )
    this.doc.on('update', this.#onUpdate)
    this.#provider.on('sync', (isSynced) => this.#onSync(isSynced))
    this.#provider.on('status', () => this.#tell())
    this.#provider.on('connection-close', (event) => {
      this.#confirmations.lost()
      clearTimeout(this.#deadTimer)
      this.#isPatient = false
      // y-websocket itself retries after 1009; sending the same again would not help.
      if (event?.code === closeCode.TOO_LARGE) this.#refuse('too-large')
      this.#tell()
    })
    this.#provider.on('closed', ({ code }) => this.#refuse(refusalOf(code)))
    window.addEventListener('offline', this.#onNetworkChange)
    window.addEventListener('online', this.#onNetworkChange)
    window.addEventListener('beforeunload', this.#onLeaving)
    this.#later(PATIENCE_MS, () => {
      this.#isPatient = false
      this.#tell()
    })
    void this.#start(`redstring:${personId}:${boardId}`)
  }

  setUnwritten(isUnwritten: boolean): void {
    this.#isUnwritten = isUnwritten
    this.#tell()
  }

  close(): void {
    this.#isClosed = true
    for (const timer of this.#timers) clearTimeout(timer)
    clearTimeout(this.#markTimer)
    clearTimeout(this.#deadTimer)
    window.removeEventListener('offline', this.#onNetworkChange)
    window.removeEventListener('online', this.#onNetworkChange)
    window.removeEventListener('beforeunload', this.#onLeaving)
    this.#provider.destroy()
    this.awareness.destroy()
    void this.#kept?.close()
    this.doc.destroy()
  }

  async #start(name: string): Promise<void> {
    this.#kept = await keepHere(this.doc, name, { onFailure: () => this.#tell() })
    if (this.#isClosed) return void this.#kept?.close()
    if (this.#kept) {
      // The copy comes first, so that the server is asked only for what it lacks.
      const { open } = await this.#kept.loaded
      if (this.#isClosed) return
      this.#confirmations.inherit(open)
    }
    this.#checkLayout()
    if (this.#refusal === null) this.#provider.connect()
    this.#tell()
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider) {
      // What comes before "synced" is a part of the board: to show it would be to show less than there is.
      if (this.#provider.synced) this.#checkLayout()
      return
    }
    if (this.#kept !== null && origin === this.#kept.origin) return
    this.#confirmations.made()
    this.#kept?.note(this.#confirmations.open)
    this.#markSoon()
    this.#tell()
  }

  #onSync(isSynced: boolean): void {
    if (isSynced) {
      this.#checkLayout()
      this.#mark({ force: true })
      // A server that has seen this client leave takes its presence again only with a newer clock.
      this.awareness.setLocalState(this.awareness.getLocalState())
    }
    this.#tell()
  }

  #onMark(n: number): void {
    clearTimeout(this.#deadTimer)
    // What was refused is not confirmed by it; the next mark is asked once edits are taken again.
    if (this.#isViewOnly) return this.#confirmations.lost()
    this.#confirmations.answered(n)
    const { open } = this.#confirmations
    if (open === 0) this.#kept?.allConfirmed()
    else {
      this.#kept?.note(open)
      this.#markSoon()
    }
    this.#tell()
  }

  #onNotice(notice: Notice): void {
    if (notice.kind === 'storage-trouble') this.#trouble = notice.message
    if (notice.kind === 'storage-fine') this.#trouble = null
    if (notice.kind === 'read-only') this.#isViewOnly = true
    if (notice.kind === 'role') {
      this.role.set(notice.role)
      this.#isViewOnly &&= notice.role === 'viewer'
      if (!this.#isViewOnly) this.#markSoon()
    }
    this.#tell()
  }

  #markSoon(): void {
    this.#markTimer ??= setTimeout(() => {
      this.#markTimer = undefined
      this.#mark({ force: false })
    }, MARK_DELAY_MS)
  }

  #mark({ force, within = DEAD_AFTER_MS }: { force: boolean; within?: number }): void {
    if (!this.#provider.synced) return
    const n = this.#confirmations.next({ force })
    if (n !== null && !sendMark(this.#provider, n)) return this.#confirmations.lost()
    if (n === null && !force) return
    clearTimeout(this.#deadTimer)
    if (this.#trouble === null) this.#deadTimer = setTimeout(() => this.#reconnect(), within)
  }

  /** A browser says "offline" on a computer whose server runs on it, too: so it is asked, not believed. */
  readonly #onNetworkChange = (): void => {
    if (!navigator.onLine && !isThisComputer()) this.#reconnect()
    else if (this.#provider.wsconnected) this.#mark({ force: true, within: DEAD_IN_DOUBT_MS })
    else if (this.#refusal === null && this.#provider.shouldConnect) this.#reconnect()
  }

  /** What is neither on the server nor kept in this browser goes with the page: the person is asked first. */
  readonly #onLeaving = (event: BeforeUnloadEvent): void => {
    if (this.#confirmations.open > 0 && !this.#kept?.isKeeping()) event.preventDefault()
  }

  #reconnect(): void {
    if (this.#isClosed || this.#refusal !== null || this.#trouble !== null) return
    this.#provider.disconnect()
    this.#provider.connect()
  }

  #refuse(reason: RefusalReason): void {
    this.#refusal = reason
    this.#provider.disconnect()
    this.#tell()
  }

  #checkLayout(): void {
    const layout = layoutOf(this.doc)
    if (layout !== null && layout > LAYOUT_VERSION) return this.#refuse('reload')
    if (layout !== null || this.#provider.synced) this.ready.set(true)
  }

  #tell(): void {
    const next = this.#state()
    if (JSON.stringify(next) !== JSON.stringify(this.sync.get())) this.sync.set(next)
  }

  #state(): SyncState {
    const changes = this.#confirmations.open + (this.#isUnwritten ? 1 : 0)
    const isKept = this.#kept?.isKeeping() ?? false
    if (this.#refusal !== null) return { kind: 'refused', reason: this.#refusal, changes, isKept }
    if (!this.ready.get())
      return this.#isPatient ? { kind: 'opening' } : { kind: 'offline', changes, isKept }
    if (!this.#provider.synced)
      return this.#isPatient ? { kind: 'saving', changes } : { kind: 'offline', changes, isKept }
    if (this.#isViewOnly && changes > 0) return { kind: 'view-only', changes }
    if (this.#trouble !== null) return { kind: 'trouble', changes, message: this.#trouble }
    return changes > 0 ? { kind: 'saving', changes } : { kind: 'saved' }
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }
}

function refusalOf(code: number): RefusalReason {
  if (code === closeCode.SIGN_IN_NEEDED) return 'sign-in-needed'
  if (code === closeCode.NO_SUCH_BOARD) return 'no-such-board'
  if (code === closeCode.RELOAD) return 'reload'
  if (code === closeCode.TOO_LARGE) return 'too-large'
  return 'not-allowed'
}

function syncAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`
}

function isThisComputer(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname)
}
