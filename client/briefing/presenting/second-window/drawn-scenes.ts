import type { QueryClient } from '@tanstack/react-query'
import type { Scene } from '../../../../shared/briefing/scene.ts'
import { OpenBoard } from '../../../board/open-board.ts'
import { EASE_MS } from '../../../board/stage/ease.ts'
import { openBoardPictures, type BoardPictures } from '../../../board/picture/board-pictures.ts'
import { paintPiece } from '../../../export/picture/raster.ts'
import { signal } from '../../../sync/signal.ts'
import { whenIdle } from '../../../ui/when-idle.ts'
import type { SceneAtStep } from '../presenter-channel.ts'
import type { ToldBoard } from './told-board.ts'

export type DrawnScene =
  | { is: 'waiting' }
  /** `address` of a picture that shows the frame and nothing around it. */
  | { is: 'drawn'; address: string }
  | { is: 'failed' }
  /** It holds more shapes than are drawn for a look in passing. */
  | { is: 'too-much' }

type Options = { me: OpenBoard['me']; queries: QueryClient; isDark: boolean }

type Kept = { drawn: Exclude<DrawnScene, { is: 'waiting' }>; stamp: string }

/** Pixels: on the densest screen as large as a presenter's window shows it. */
const LARGEST = { w: 1280, h: 800 }
/** A small frame is not blown up any further. */
const MOST_SCALE = 2
const MOST_KEPT = 24
const MOST_SHAPES = 400
/** A board that is worked on is drawn again this seldom. */
const CHANGES_GATHER_MS = 4_000

/**
 * Pictures of scenes at their steps, of a board that another window tells. They are drawn one after the other while
 * nothing else is to do here, are kept, and are drawn again where the board has become another; the one before is
 * shown meanwhile.
 */
export class DrawnScenes {
  /** Is another number whenever a picture has come. */
  readonly come = signal(0)
  readonly #board: OpenBoard
  readonly #openPictures: () => Promise<BoardPictures>
  #pictures: Promise<BoardPictures> | null = null
  readonly #kept = new Map<string, Kept>()
  readonly #stop = new AbortController()
  readonly #stopListening: () => void
  #wanted: readonly SceneAtStep[] = []
  /** Until then the stage may be on its way from scene to scene, with all that the computer has. */
  #movesUntil = 0
  #changes = 0
  #changed: ReturnType<typeof setTimeout> | undefined
  #isRunning = false

  constructor(told: ToldBoard, { me, queries, isDark }: Options) {
    // The document goes on when this is made anew, in other colours.
    this.#board = new OpenBoard({ session: { ...told.session, close: () => {} }, me })
    this.#openPictures = () =>
      openBoardPictures(this.#board, { queries, isDark, showsSensitive: false })
    this.#stopListening = told.onChange(() => {
      this.#changed ??= setTimeout(() => this.#change(), CHANGES_GATHER_MS)
    })
    const { signal: isOver } = this.#stop
    document.addEventListener('visibilitychange', () => void this.#run(), { signal: isOver })
  }

  /** Which are wanted, the most wanted first. */
  want(wanted: readonly SceneAtStep[]): void {
    const isElsewhere = wanted[0] && this.#wanted[0] && keyOf(wanted[0]) !== keyOf(this.#wanted[0])
    if (isElsewhere) this.#movesUntil = performance.now() + EASE_MS
    this.#wanted = wanted
    void this.#run()
  }

  of(at: SceneAtStep): DrawnScene {
    return this.#kept.get(keyOf(at))?.drawn ?? { is: 'waiting' }
  }

  close(): void {
    this.#stop.abort()
    this.#stopListening()
    clearTimeout(this.#changed)
    for (const { drawn } of this.#kept.values()) forget(drawn)
    this.#kept.clear()
    const closeBoard = () => this.#board.close()
    if (this.#pictures === null) closeBoard()
    else void this.#pictures.then((pictures) => pictures.close()).then(closeBoard, closeBoard)
  }

  #change(): void {
    this.#changed = undefined
    this.#changes++
    void this.#run()
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    while (this.#due()) {
      // oxlint-disable-next-line no-await-in-loop -- one picture after the other
      await this.#calm()
      const next = this.#due()
      // oxlint-disable-next-line no-await-in-loop
      if (next) await this.#draw(next)
    }
    this.#isRunning = false
  }

  async #calm(): Promise<void> {
    const left = this.#movesUntil - performance.now()
    if (left > 0) await new Promise((done) => setTimeout(done, left))
    await new Promise<void>((idle) => whenIdle(idle))
  }

  #due(): SceneAtStep | undefined {
    if (this.#stop.signal.aborted || document.visibilityState === 'hidden') return undefined
    return this.#wanted.find((at) => this.#kept.get(keyOf(at))?.stamp !== this.#stampOf(at))
  }

  /** A scene may be edited though the board that is shown with it stands still. */
  #stampOf({ scene }: SceneAtStep): string {
    return `${this.#changes} ${JSON.stringify(viewOf(scene))}`
  }

  async #draw(at: SceneAtStep): Promise<void> {
    const stamp = this.#stampOf(at)
    const drawn = await this.#pictureOf(at).catch(() => ({ is: 'failed' }) as const)
    if (this.#stop.signal.aborted) forget(drawn)
    else this.#keep(keyOf(at), { stamp, drawn })
  }

  #keep(key: string, kept: Kept): void {
    const before = this.#kept.get(key)
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    if (before) forget(before.drawn)
    const wanted = new Set(this.#wanted.map(keyOf))
    for (const [old, { drawn }] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break
      if (wanted.has(old)) continue
      this.#kept.delete(old)
      forget(drawn)
    }
    this.come.set(this.come.get() + 1)
  }

  async #pictureOf(at: SceneAtStep): Promise<Kept['drawn']> {
    this.#pictures ??= this.#openPictures()
    const pictures = await this.#pictures
    pictures.forget()
    // A window that is not seen takes in nothing by itself.
    this.#board.canvas.get()?.binding.takeNow()
    const motif = pictures.motif({ kind: 'step', ...at })
    if (!motif) return { is: 'failed' }
    if (pictures.count(motif) > MOST_SHAPES) return { is: 'too-much' }
    const { w, h } = motif.area
    const layout = { w, h, drawing: { x: 0, y: 0, w, h }, legend: null }
    const scale = Math.min(MOST_SCALE, LARGEST.w / w, LARGEST.h / h)
    const piece = { x: 0, y: 0, w: Math.ceil(w * scale), h: Math.ceil(h * scale) }
    const work = { signal: this.#stop.signal, onDone: () => {} }
    const canvas = await paintPiece(piece, { pictures, motif, layout, scale, work })
    const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    return file ? { is: 'drawn', address: URL.createObjectURL(file) } : { is: 'failed' }
  }
}

function keyOf({ scene, step }: SceneAtStep): string {
  return `${scene.id} ${step}`
}

function viewOf({ page, frame, hides, emphasises, media, steps, reveals }: Scene) {
  return { page, frame, hides, emphasises, media, steps, reveals }
}

function forget(drawn: DrawnScene): void {
  if (drawn.is === 'drawn') URL.revokeObjectURL(drawn.address)
}
