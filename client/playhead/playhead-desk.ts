import { playheadRates, standsAt, type Playhead } from '../../shared/briefing/playhead.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { indexAt, middleOf, type FrameTimes } from '../media/frame-times.ts'
import { signal } from '../sync/signal.ts'
import { PlayheadHere } from './playhead-here.ts'

/** A clip in the scene that is presented. */
export type ClipOnStage = {
  id: EvidenceId
  title: string
  /** Where it stands when it is first played, seconds of media time. */
  startS: number
  /** Of the file that is played. */
  address: string
}

/** Playing begins so much later for everyone, the presenter too, so that it reaches others in time. */
const LEAD_MS = 150
const LOOK_EVERY_MS = 200
/** Looks in a row at which the presenter's own clip had nothing to show, until everyone waits for it. */
const MOST_STALLED = 3
/** How far the presenter's own clip may be off before the playhead comes to it: what they see is what is meant. */
const MOST_OFF_S = 0.6
/** Where no frame times are known, a step is that of the slowest usual film. */
const USUAL_STEP_S = 0.04

/**
 * What the presenter does with the one clip: every action makes a new playhead, which their own player follows like
 * everyone's. Playing begins once the presenter's own clip has something to show.
 */
export class PlayheadDesk {
  readonly here: PlayheadHere
  /** Whether it plays, or will as soon as it can. */
  readonly wantsToPlay = signal(false)
  readonly #playhead = signal<Playhead | null>(null)
  #times: FrameTimes | null = null
  #reading = new AbortController()
  #stalled = 0

  constructor() {
    this.here = new PlayheadHere(this.#playhead, { isPresenter: true })
  }

  /** Begins to look after the clip; returns how to stop. */
  open(): () => void {
    const { clock, video } = this.here
    const stopClock = clock.open()
    let stopVideo = new AbortController()
    const onVideo = () => {
      stopVideo.abort()
      stopVideo = new AbortController()
      const begin = () => this.#begin()
      for (const event of ['canplay', 'seeked', 'playing'])
        video.get()?.addEventListener(event, begin, { signal: stopVideo.signal })
      begin()
    }
    const stops = [video.subscribe(onVideo), clock.isKnown.subscribe(() => this.#begin())]
    const timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      stopVideo.abort()
      for (const stop of stops) stop()
      stopClock()
      this.stop()
    }
  }

  toggle(clip: ClipOnStage): void {
    if (this.#playhead.get()?.item === clip.id && this.wantsToPlay.get()) this.pause()
    else this.play(clip)
  }

  play(clip: ClipOnStage): void {
    const head = this.#lay(clip)
    this.wantsToPlay.set(true)
    // From its end it begins anew.
    if (!head.isPlaying && head.positionS >= this.#endS) this.#rest(0)
    this.#begin()
  }

  /** Everyone stands at the very frame that is on show here. */
  pause(): void {
    if (!this.#playhead.get()) return
    this.wantsToPlay.set(false)
    this.#rest(this.standsAtS)
  }

  seek(clip: ClipOnStage, timeS: number): void {
    this.#lay(clip)
    this.#rest(Math.max(0, Math.min(timeS, this.#endS)))
  }

  /** By frames; playing ends with it. */
  step(clip: ClipOnStage, by: number): void {
    this.#lay(clip)
    this.wantsToPlay.set(false)
    const now = this.standsAtS
    const times = this.#times
    const last = times ? times.startsS.length - 1 : 0
    const next = times && Math.max(0, Math.min(last, indexAt(times, now) + by))
    this.#rest(
      times && next !== null ? middleOf(times, next) : Math.max(0, now + by * USUAL_STEP_S),
    )
  }

  setRate(clip: ClipOnStage, rate: number): void {
    const head = this.#lay(clip)
    const now = this.here.clock.now()
    // What has not begun yet begins when it was meant to.
    if (head.isPlaying && now >= head.at)
      this.#tell({ ...head, positionS: this.standsAtS, rate, at: now })
    else this.#tell({ ...head, rate })
  }

  nextRate(clip: ClipOnStage): void {
    const now = this.#playhead.get()?.rate ?? 1
    const at = playheadRates.findIndex((each) => each >= now)
    this.setRate(clip, playheadRates[(at + 1) % playheadRates.length] ?? 1)
  }

  /** No clip is played any more. */
  stop(): void {
    this.wantsToPlay.set(false)
    this.#reading.abort()
    this.#times = null
    this.#playhead.set(null)
  }

  /** Where the presenter's own clip is, seconds of media time. */
  get standsAtS(): number {
    const head = this.#playhead.get()
    if (!head) return 0
    const video = this.here.video.get()
    if (video && head.isPlaying && !video.seeking && video.readyState >= 2) return video.currentTime
    return standsAt(head, this.here.clock.now(), this.#endS)
  }

  get #endS(): number {
    const durationS = this.here.video.get()?.duration ?? NaN
    return Number.isFinite(durationS) ? Math.max(0, durationS - 0.005) : Infinity
  }

  /** Makes it the clip that is played; at rest where it stands in the scene, if it was not before. */
  #lay(clip: ClipOnStage): Playhead {
    const head = this.#playhead.get()
    if (head?.item === clip.id) return head
    this.wantsToPlay.set(false)
    this.#reading.abort()
    this.#times = null
    const laid: Playhead = {
      item: clip.id,
      positionS: clip.startS,
      rate: 1,
      isPlaying: false,
      at: this.here.clock.now(),
    }
    this.#tell(laid)
    void this.#readTimes(clip.address)
    return laid
  }

  /** The frames' times, so that what is at rest is well inside one frame: then every browser shows that one. */
  async #readTimes(address: string): Promise<void> {
    const reading = new AbortController()
    this.#reading = reading
    const { frameTimesAt } = await import('../media/frame-times-at.ts')
    const times = await frameTimesAt(address, reading.signal)
    if (reading.signal.aborted || !times) return
    this.#times = times
    const head = this.#playhead.get()
    if (head && !head.isPlaying) this.#rest(head.positionS)
  }

  #rest(timeS: number): void {
    const head = this.#playhead.get()
    if (!head) return
    const times = this.#times
    const positionS = times ? middleOf(times, indexAt(times, timeS)) : timeS
    this.#tell({ ...head, positionS, isPlaying: false, at: this.here.clock.now() })
  }

  /** Where it is to play and has something to show here, it goes on for everyone from where it rests. */
  #begin(): void {
    const head = this.#playhead.get()
    const video = this.here.video.get()
    if (!head || head.isPlaying || !this.wantsToPlay.get() || !video) return
    const isThere = !video.seeking && Math.abs(video.currentTime - head.positionS) < 0.01
    const isLoaded = video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA
    if (!isThere || !isLoaded || !this.here.clock.isKnown.get()) return
    this.#stalled = 0
    this.#tell({ ...head, isPlaying: true, at: this.here.clock.now() + LEAD_MS })
  }

  /** The end of the clip, and a presenter's clip that cannot keep up: others wait for it rather than run ahead. */
  #look(): void {
    const head = this.#playhead.get()
    const video = this.here.video.get()
    if (!head || !video) return
    if (!head.isPlaying) return this.#begin()
    const now = this.here.clock.now()
    if (standsAt(head, now) >= this.#endS) {
      this.wantsToPlay.set(false)
      return this.#rest(this.#endS)
    }
    if (now < head.at + 2 * LOOK_EVERY_MS) return
    const offS = video.currentTime - standsAt(head, now)
    const isEmpty = video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA
    this.#stalled = isEmpty || Math.abs(offS) > MOST_OFF_S ? this.#stalled + 1 : 0
    if (this.#stalled < MOST_STALLED) return
    this.#stalled = 0
    if (isEmpty) this.#rest(video.currentTime)
    else this.#tell({ ...head, positionS: video.currentTime, at: now })
  }

  #tell(head: Playhead): void {
    this.#playhead.set(head)
  }
}
