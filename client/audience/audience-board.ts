import {
  audienceBoardId,
  audienceClose,
  audienceMessage,
  type AudienceMessage,
  type AudienceRecord,
} from '../../shared/audience/audience-messages.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { Ink } from '../../shared/briefing/ink.ts'
import { withInkChange, type InkChange } from '../../shared/briefing/ink-change.ts'
import type { Playhead } from '../../shared/briefing/playhead.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import { OpenBoard } from '../board/open-board.ts'
import { pastSession, type PastSession } from '../history/past-session.ts'
import { signal } from '../sync/signal.ts'

type AudienceState = 'opening' | 'watching' | 'lost' | 'gone' | 'not-let-in' | 'full'

/** The server says that it is there every twelve seconds. */
const SILENCE_MS = 30_000
const RETRY_MS = { first: 500, most: 10_000 }

const nobody = { id: 'audience', name: '', colour: '#868e96' }

/** What an audience is shown, as an open board that nobody can edit, for as long as the page is there. */
export class AudienceBoard {
  readonly board: OpenBoard
  readonly state = signal<AudienceState>('opening')
  /** Null while nothing is presented. */
  readonly scene = signal<Scene | null>(null)
  readonly isBlack = signal(false)
  /** Of the clip that is played; null while none is. */
  readonly playhead = signal<Playhead | null>(null)
  /** What is written and pointed at, on the scene that it names. */
  readonly ink = signal<Ink | null>(null)
  /** Items that this person has not chosen to see. */
  readonly covered = signal<readonly string[]>([])
  readonly #address: string
  readonly #session: PastSession
  readonly #sensitive = new Map<string, AudienceRecord>()
  readonly #uncovered = new Set<string>()
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #retryMs = RETRY_MS.first
  #isClosed = false

  constructor(token: string) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    this.#address = `${scheme}://${location.host}/api/watch/${encodeURIComponent(token)}/live`
    this.#session = pastSession(audienceBoardId(token))
    this.board = new OpenBoard({ session: this.#session, me: nobody })
    this.connect()
  }

  connect(): void {
    clearTimeout(this.#timer)
    const socket = new WebSocket(this.#address)
    this.#socket = socket
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (socket === this.#socket && typeof data === 'string') this.#hear(data)
    })
    socket.addEventListener('close', ({ code }) => {
      if (socket === this.#socket) this.#lose(code)
    })
    this.#expectWord()
  }

  /** This person chose to see what is covered now. */
  uncover(): void {
    for (const id of this.covered.get()) this.#uncovered.add(id)
    this.#put({ put: [...this.#sensitive.values()], remove: [] })
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#socket = null
    this.board.close()
  }

  #hear(text: string): void {
    const parsed = audienceMessage.safeParse(JSON.parse(text))
    if (!parsed.success) return
    this.#retryMs = RETRY_MS.first
    this.#expectWord()
    const { data: message } = parsed
    if (message.type === 'shown') this.#show(message)
    if (message.type === 'shown' || message.type === 'playhead') this.playhead.set(message.playhead)
    if (message.type === 'shown' || message.type === 'ink') this.#write(message.ink)
    this.state.set('watching')
  }

  #show({
    isWhole,
    put,
    remove,
    scene,
    isBlack,
  }: Extract<AudienceMessage, { type: 'shown' }>): void {
    const told = new Set(put.map(({ id }) => id))
    const gone = isWhole
      ? [...recordsOf(this.#session.doc).keys()].filter((id) => !told.has(id))
      : remove
    this.#put({ put, remove: gone })
    this.#session.ready.set(true)
    // The same scene again is no reason for the camera to set out anew.
    if (JSON.stringify(scene) !== JSON.stringify(this.scene.get())) this.scene.set(scene)
    this.isBlack.set(isBlack)
  }

  /** @param change null takes all of it away; undefined: it stays */
  #write(change: InkChange | null | undefined): void {
    if (change !== undefined) this.ink.set(change && withInkChange(this.ink.get(), change))
  }

  #put({ put, remove }: { put: readonly AudienceRecord[]; remove: readonly string[] }): void {
    const { doc } = this.#session
    const records = recordsOf(doc)
    for (const id of remove) this.#sensitive.delete(id)
    doc.transact(() => {
      for (const id of remove) records.delete(id)
      for (const record of put) insertRecord(records, this.#asChosen(record))
    })
    this.board.canvas.get()?.binding.takeNow()
    this.covered.set([...this.#sensitive.keys()].filter((id) => !this.#uncovered.has(id)))
  }

  /** Cards keep covered what is marked; of what this person chose to see the mark is taken off, here alone. */
  #asChosen(record: AudienceRecord): AudienceRecord {
    const isSensitive = ['graphic', 'personal-information'].includes(String(record['sensitivity']))
    if (isSensitive) this.#sensitive.set(record.id, record)
    else this.#sensitive.delete(record.id)
    return isSensitive && this.#uncovered.has(record.id)
      ? { ...record, sensitivity: 'not-sensitive' }
      : record
  }

  #lose(code: number): void {
    clearTimeout(this.#timer)
    this.#socket = null
    // Nobody is heard of who holds the laser.
    const ink = this.ink.get()
    this.ink.set(ink && { ...ink, laser: null })
    if (this.#isClosed) return
    if (code === audienceClose.GONE) return this.state.set('gone')
    if (code === audienceClose.NOT_LET_IN) return this.state.set('not-let-in')
    if (code === audienceClose.FULL) return this.state.set('full')
    if (this.state.get() === 'watching') this.state.set('lost')
    this.#timer = setTimeout(() => this.connect(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS.most)
  }

  #expectWord(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const socket = this.#socket
      this.#lose(0)
      socket?.close()
    }, SILENCE_MS)
  }
}
