import type * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import { recordsOf } from '../../shared/board/layout.ts'

import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { CaptureAnswer } from '../../shared/protocol/http.ts'
import type { SyncState } from '../sync/sync-state.ts'
import { linkOf, noteCapture, noteFailure } from './capture-records.ts'

export type CaptureState =
  /** In line, or until the line to the server is back. */
  | { kind: 'waiting'; isOffline: boolean }
  | { kind: 'capturing' }
  /** It could not even be asked for; nothing of it stands on the board. */
  | { kind: 'refused'; message: string }

type Parts = {
  doc: Y.Doc
  me: { name: string }
  sync: { subscribe: (listener: () => void) => () => void; get: () => SyncState }
  canEdit: () => boolean
  /** Asks the server to fetch and keep a page. */
  capture: (url: string) => Promise<CaptureAnswer>
  againMs?: number
}

const AT_ONCE = 2
const AGAIN_MS = 15_000
/** A link that is younger may still be on its way in another window; one that is older than a day is left alone. */
const LEAST_AGE_MS = 3 * 60_000
const MOST_AGE_MS = 24 * 60 * 60_000

/**
 * The links of one open board on their way to being captured. What somebody adds in this window is captured by
 * itself; what they added while offline as soon as the line is back, after the page was closed too.
 */
export class BoardCaptures {
  readonly #parts: Parts
  readonly #states = new Map<EvidenceId, CaptureState>()
  readonly #listeners = new Set<() => void>()
  readonly #seen = new Set<string>()
  readonly #stops: (() => void)[] = []
  #line: EvidenceId[] = []
  #underWay = 0
  #hasMended = false
  #again: ReturnType<typeof setTimeout> | undefined
  /** After a refusal for now, until the next try. */
  #isResting = false
  #isClosed = false

  constructor(parts: Parts) {
    this.#parts = parts
    const records = recordsOf(parts.doc)
    records.observeDeep(this.#onChange)
    this.#stops.push(() => records.unobserveDeep(this.#onChange))
    this.#stops.push(parts.sync.subscribe(() => this.#onSync()))
    this.#onSync()
  }

  /** The same object until it changes. */
  stateOf(id: EvidenceId): CaptureState | null {
    return this.#states.get(id) ?? null
  }

  /** Captures a link now, however often it has been captured before. */
  capture(id: EvidenceId): void {
    const state = this.#states.get(id)
    if (state?.kind === 'waiting' || state?.kind === 'capturing') return
    if (!this.#parts.canEdit() || !linkOf(this.#parts.doc, id)) return
    this.#line.push(id)
    this.#set(id, { kind: 'waiting', isOffline: !this.#isOnline })
    this.#pump()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#again)
    for (const stop of this.#stops) stop()
  }

  readonly #onChange = (
    events: Y.YEvent<Y.AbstractType<unknown>>[],
    { local }: Y.Transaction,
  ): void => {
    if (!local || !this.#parts.canEdit()) return
    const ids = events.flatMap(({ path, changes }) =>
      path.length === 0 ? [...changes.keys.keys()] : [String(path[0])],
    )
    for (const id of new Set(ids)) this.#captureNew(id, () => true)
  }

  #onSync(): void {
    if (!this.#isOnline) {
      // Once the line is back, nobody has to wait for the next try.
      this.#isResting = false
      for (const id of this.#line) this.#set(id, { kind: 'waiting', isOffline: true })
      return
    }
    for (const id of this.#line) this.#set(id, { kind: 'waiting', isOffline: false })
    if (!this.#hasMended && this.#parts.sync.get().kind === 'saved' && this.#parts.canEdit()) {
      this.#hasMended = true
      for (const id of recordsOf(this.#parts.doc).keys())
        this.#captureNew(id, ({ createdBy, createdAt }) => {
          const age = Date.now() - Date.parse(createdAt)
          return createdBy === this.#parts.me.name && age > LEAST_AGE_MS && age < MOST_AGE_MS
        })
    }
    this.#pump()
  }

  #captureNew(id: string, isMine: (link: { createdBy: string; createdAt: string }) => boolean) {
    if (!isEvidenceId(id)) return
    const link = linkOf(this.#parts.doc, id)
    if (!link || link.wasTried || this.#seen.has(id) || !isMine(link)) return
    this.#seen.add(id)
    this.capture(id)
  }

  get #isOnline(): boolean {
    const { kind } = this.#parts.sync.get()
    return kind === 'saved' || kind === 'saving' || kind === 'trouble'
  }

  #pump(): void {
    while (!this.#isClosed && !this.#isResting && this.#isOnline && this.#underWay < AT_ONCE) {
      const id = this.#line.shift()
      if (id === undefined) return
      void this.#run(id)
    }
  }

  async #run(id: EvidenceId): Promise<void> {
    const { doc, me, capture } = this.#parts
    const link = linkOf(doc, id)
    if (!link) return this.#set(id, null)
    this.#underWay++
    this.#set(id, { kind: 'capturing' })
    try {
      const answer = await capture(link.url)
      if (this.#isClosed) return
      noteCapture(doc, id, answer)
      this.#set(id, null)
    } catch (error) {
      if (!this.#isClosed) this.#onFailure(id, { url: link.url, by: me.name, error })
    } finally {
      this.#underWay--
      this.#pump()
    }
  }

  #onFailure(id: EvidenceId, { url, by, error }: { url: string; by: string; error: unknown }) {
    const code = error instanceof AppError ? error.code : ''
    const reason = error instanceof Error ? error.message : ''
    if (code === 'capture/failed' || code === 'capture/refused') {
      noteFailure(this.#parts.doc, id, { url, by, reason })
      return this.#set(id, null)
    }
    if (code !== 'server/stopping' && code !== 'capture/busy')
      return this.#set(id, { kind: 'refused', message: reason })
    this.#line.push(id)
    this.#set(id, { kind: 'waiting', isOffline: code === 'server/stopping' })
    // The line to the server can come back without the board noticing that it was gone.
    this.#isResting = true
    clearTimeout(this.#again)
    this.#again = setTimeout(() => {
      this.#isResting = false
      this.#onSync()
    }, this.#parts.againMs ?? AGAIN_MS)
  }

  #set(id: EvidenceId, state: CaptureState | null): void {
    const before = this.#states.get(id) ?? null
    if (JSON.stringify(before) === JSON.stringify(state)) return
    if (state) this.#states.set(id, state)
    else this.#states.delete(id)
    for (const listener of this.#listeners) listener()
  }
}

function isEvidenceId(id: string): id is EvidenceId {
  return id.startsWith('evidence:')
}
