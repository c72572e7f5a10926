import { createHmac, randomBytes } from 'node:crypto'
import type { AudienceMessage, AudienceRecord } from '../../shared/audience/audience-messages.ts'
import { withNamedFiles } from '../../shared/audience/named-files.ts'
import { projectionOf, type FileUse } from '../../shared/audience/projection.ts'
import type { BoardView } from '../../shared/board/board-view.ts'
import type { Ink } from '../../shared/briefing/ink.ts'
import type { InkChange } from '../../shared/briefing/ink-change.ts'
import type { Playhead } from '../../shared/briefing/playhead.ts'
import type { Presenting } from '../../shared/briefing/presenting.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import { momentChange } from '../../shared/protocol/history.ts'
import type { Elsewhere } from '../../shared/evidence/names-elsewhere.ts'
import type { Past } from '../history/past/past.ts'
import type { Presented } from '../rooms/room.ts'
import type { Watched } from '../rooms/rooms.ts'
import { asMarkedNow, sceneOf } from './as-presented.ts'
import { InkTelling } from './ink-telling.ts'
import { boardOf, LiveBoard } from './live-board.ts'

/** The board is looked at again so long after a change, ms: what comes in between goes out together. */
const EVERY_MS = 250

/** And so long where something else is presented: nobody waits for the next step because others edit. */
const STEP_EVERY_MS = 50

/** Where a clip stands is told so often at most, ms: somebody drags along its time line. */
const PLAYHEAD_EVERY_MS = 100

/** And after a look that failed. */
const AFTER_ERROR_MS = 2000

type Parts = {
  boardId: string
  briefing: string
  past: Pick<Past, 'ask'>
  /** Which names in its items came with the board in a package. */
  elsewhere: () => Promise<Elsewhere | null>
  /** Called with what differs, to be sent to everyone. */
  onChange: (message: AudienceMessage) => void
  onError: (error: unknown) => void
}

type Projection = { scene: Scene; clips: ReadonlySet<string> } & ReturnType<
  typeof withNamedFiles<FileUse>
>
type Shown = {
  projection: Projection | null
  isBlack: boolean
  texts: ReadonlyMap<string, string>
  /** What was presented when this was worked out. */
  key: string
}

const nothing: Shown = { projection: null, isBlack: false, texts: new Map(), key: '' }

/** What of one briefing is shown just now: worked out once, whoever many watch. */
export class Showing {
  readonly #parts: Parts
  readonly #live = new LiveBoard()
  #elsewhere: Elsewhere | null = null
  readonly #secret = randomBytes(32)
  #watched: Watched | null = null
  #shown: Shown = nothing
  /** As everyone was told. */
  #playhead: Playhead | null = null
  #playheadTimer: NodeJS.Timeout | null = null
  #playheadMs = 0
  readonly #ink = new InkTelling(
    () => this.#inkShown(),
    (ink) => this.#parts.onChange({ type: 'ink', ink }),
  )
  #presentedKey = ''
  #moment: { seq: number; view: BoardView } | null = null
  #timer: NodeJS.Timeout | null = null
  #timerAtMs = 0
  #isLooking = false
  #lastMs = 0
  #isClosed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Begins to look; `watch` opens the board. Resolves once there is something to say. */
  async open(watch: (onChange: () => void) => Promise<Watched>): Promise<void> {
    this.#elsewhere = await this.#parts.elsewhere()
    this.#watched = await watch(() => {
      this.#schedule()
      this.#followPlayhead()
      this.#ink.follow()
    })
    if (this.#isClosed) return this.#watched.stop()
    await this.#look()
  }

  /** All that is shown, for somebody who has just come. */
  whole(): AudienceMessage {
    const { projection, isBlack } = this.#shown
    return {
      type: 'shown',
      isWhole: true,
      scene: projection?.scene ?? null,
      isBlack,
      put: [...(projection?.records.values() ?? [])],
      remove: [],
      playhead: this.#playhead,
      ink: this.wholeInk(),
    }
  }

  /** All that is written and pointed at, as everyone was told it. */
  wholeInk(): InkChange | null {
    return this.#ink.whole()
  }

  /** What a file is that is shown now under a name, and how; null where it is not. */
  useOf(name: string): { key: string; use: FileUse } | null {
    return this.#shown.projection?.files.get(name) ?? null
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#playheadTimer) clearTimeout(this.#playheadTimer)
    this.#ink.close()
    this.#watched?.stop()
    this.#live.close()
  }

  #schedule(): void {
    if (this.#isLooking || this.#isClosed || !this.#mayDiffer()) return
    const everyMs = this.#isOtherPresented() ? STEP_EVERY_MS : EVERY_MS
    this.#lookAgain(Math.max(0, this.#lastMs + everyMs - performance.now()))
  }

  /** Unless it is looked at sooner anyway. */
  #lookAgain(waitMs: number): void {
    const atMs = performance.now() + waitMs
    if (this.#isClosed || (this.#timer && this.#timerAtMs <= atMs)) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timerAtMs = atMs
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#look()
    }, waitMs)
  }

  /** Cursors move many times a second, and change nothing here. */
  #mayDiffer(): boolean {
    const watched = this.#watched
    if (!watched) return false
    return (
      this.#isOtherPresented() || (this.#presentedKey !== '' && this.#live.isBehind(watched.doc()))
    )
  }

  #isOtherPresented(): boolean {
    return keyOf(this.#presenting()) !== this.#presentedKey
  }

  async #look(): Promise<void> {
    this.#isLooking = true
    let restMs = 0
    try {
      await this.#show(this.#presenting())
    } catch (error) {
      // Better nothing than something that may no longer be shown.
      this.#take(nothing)
      this.#parts.onError(error)
      restMs = AFTER_ERROR_MS
      this.#lookAgain(AFTER_ERROR_MS)
    } finally {
      this.#isLooking = false
      // From the end of this look: one that takes long leaves the server time for others.
      this.#lastMs = performance.now() + restMs
      this.#schedule()
    }
  }

  async #show(presenting: Presenting | null): Promise<void> {
    this.#presentedKey = keyOf(presenting)
    const watched = this.#watched
    if (!watched || !presenting) return this.#take(nothing)
    const { moment, step, isBlack } = presenting
    // What was shown until now may be just what is to be seen no longer.
    if (moment !== null && this.#moment?.seq !== moment) this.#take({ ...nothing, isBlack: true })
    const past = moment === null ? null : await this.#at(moment)
    // Something else is presented by now: it is looked at next.
    if (this.#isClosed || keyOf(this.#presenting()) !== this.#presentedKey) return
    const live = this.#live.read(watched.doc(), this.#elsewhere)
    const scene = sceneOf([past ?? live, live], presenting)
    if (!scene || isBlack || (moment !== null && !past)) return this.#take({ ...nothing, isBlack })
    const board = past
      ? { canvas: past.canvas(), evidence: asMarkedNow(past.evidence(), live.evidence()) }
      : { canvas: live.canvas(), evidence: live.evidence() }
    const told = projectionOf(board, { scene, step })
    const projection = {
      ...withNamedFiles(told, this.#nameOf),
      scene: told.scene,
      clips: told.clips,
    }
    const texts = new Map([...projection.records].map(([id, each]) => [id, JSON.stringify(each)]))
    this.#take({ projection, isBlack, texts, key: this.#presentedKey })
  }

  #take(shown: Shown): void {
    const before = this.#shown
    this.#shown = shown
    const put: AudienceRecord[] = []
    for (const [id, record] of shown.projection?.records ?? [])
      if (before.texts.get(id) !== shown.texts.get(id)) put.push(record)
    const remove = [...before.texts.keys()].filter((id) => !shown.texts.has(id))
    const scene = shown.projection?.scene ?? null
    const isSameScene =
      before.isBlack === shown.isBlack &&
      JSON.stringify(before.projection?.scene ?? null) === JSON.stringify(scene)
    if (isSameScene && put.length === 0 && remove.length === 0) this.#followPlayhead()
    else {
      this.#playhead = this.#playheadShown()
      this.#parts.onChange({
        type: 'shown',
        isWhole: false,
        scene,
        isBlack: shown.isBlack,
        put,
        remove,
        playhead: this.#playhead,
      })
    }
    this.#ink.follow()
  }

  readonly #nameOf = (key: string): string =>
    createHmac('sha256', this.#secret).update(key).digest('hex')

  /** At once, for a clip should not stand elsewhere for others while the board is looked at. */
  #followPlayhead(): void {
    if (this.#playheadTimer || this.#isClosed || isSame(this.#playheadShown(), this.#playhead))
      return
    const waitMs = this.#playheadMs + PLAYHEAD_EVERY_MS - performance.now()
    if (waitMs > 0) {
      this.#playheadTimer = setTimeout(() => {
        this.#playheadTimer = null
        this.#followPlayhead()
      }, waitMs)
      return
    }
    this.#playheadMs = performance.now()
    this.#playhead = this.#playheadShown()
    this.#parts.onChange({ type: 'playhead', playhead: this.#playhead })
  }

  /** Of a clip that is shown to this audience now, in the scene that it is shown; null of any other. */
  #playheadShown(): Playhead | null {
    const presenting = this.#presenting()
    const { projection, key } = this.#shown
    const playhead = presenting?.playhead
    if (!playhead || !projection || keyOf(presenting) !== key) return null
    return projection.clips.has(playhead.item) ? playhead : null
  }

  /** Made on the scene that this audience is shown now; null where nothing is. */
  #inkShown(): Ink | null {
    const { presenting, ink } = this.#presented() ?? {}
    const scene = this.#shown.projection?.scene.id
    if (!ink || !presenting || presenting.isBlack) return null
    return ink.scene === scene && presenting.scene === scene ? ink : null
  }

  #presenting(): Presenting | null {
    return this.#presented()?.presenting ?? null
  }

  #presented(): Presented | null {
    const all = this.#watched?.presented() ?? []
    return all.find(({ presenting }) => presenting.briefing === this.#parts.briefing) ?? null
  }

  async #at(seq: number): Promise<BoardView | null> {
    if (this.#moment?.seq === seq) return this.#moment.view
    const change = await this.#parts.past.ask('change', this.#parts.boardId, { from: 0, seq })
    if (!change) return null
    const { put } = momentChange.parse(JSON.parse(Buffer.from(change.body).toString()))
    this.#moment = { seq, view: boardOf(put, this.#elsewhere) }
    return this.#moment.view
  }
}

function keyOf(presenting: Presenting | null): string {
  if (!presenting) return ''
  const { scene, step, moment, isBlack } = presenting
  return JSON.stringify([scene, step, moment, isBlack])
}

function isSame(a: Playhead | null, b: Playhead | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
