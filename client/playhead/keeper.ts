import {
  correctionOf,
  isNear,
  patienceMs,
  standsAt,
  type Playhead,
} from '../../shared/briefing/playhead.ts'
import type { PlayheadHere } from './playhead-here.ts'

const LOOK_EVERY_MS = 100
/** Nobody is told of a delay that is over before it can be read. */
const PATIENT_MS = 900
/** Two times of media that are the same frame, seconds: browsers round to microseconds. */
const SAME_S = 0.001
/** How far before its end a clip still shows its last frame, seconds. */
const END_S = 0.005
const LONGEST_LEAD_S = 1

/** Keeps one `<video>` with the playhead, for as long as it is there. */
export class Keeper {
  readonly #video: HTMLVideoElement
  readonly #here: PlayheadHere
  readonly #stops: (() => void)[] = []
  readonly #timer: ReturnType<typeof setInterval>
  #startTimer: ReturnType<typeof setTimeout> | undefined
  #soughtMs = -Infinity
  /** Seeks without having been near the others in between. */
  #seeks = 0
  /** What a seek takes here: it aims so far ahead, seconds. */
  #leadS = 0.08
  #behindSinceMs: number | null = null

  constructor(video: HTMLVideoElement, here: PlayheadHere) {
    this.#video = video
    this.#here = here
    const stop = new AbortController()
    const onEvent = () => this.#look()
    for (const event of ['loadedmetadata', 'canplay', 'playing', 'waiting', 'ended'])
      video.addEventListener(event, onEvent, stop)
    video.addEventListener('seeked', () => this.#onSeeked(), stop)
    video.addEventListener('error', () => here.standing.set('failed'), stop)
    this.#stops.push(() => stop.abort())
    this.#stops.push(here.playhead.subscribe(onEvent), here.clock.isKnown.subscribe(onEvent))
    this.#timer = setInterval(onEvent, LOOK_EVERY_MS)
    here.standing.set('together')
    here.video.set(video)
    this.#look()
  }

  close(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#startTimer)
    for (const stop of this.#stops) stop()
    this.#video.pause()
    if (this.#here.video.get() === this.#video) this.#here.video.set(null)
  }

  #look(): void {
    const head = this.#here.playhead.get()
    if (!head || this.#here.standing.get() === 'failed') return
    if (this.#video.readyState < HTMLMediaElement.HAVE_METADATA) return this.#note(head, false)
    if (head.isPlaying && !this.#here.clock.isKnown.get()) return
    const now = this.#here.clock.now()
    const endS = Number.isFinite(this.#video.duration) ? this.#video.duration - END_S : Infinity
    const wantedS = standsAt(head, now, endS)
    clearTimeout(this.#startTimer)
    if (head.isPlaying && now < head.at)
      this.#startTimer = setTimeout(() => this.#look(), head.at - now)
    if (!head.isPlaying || now < head.at || wantedS >= endS) this.#rest(wantedS, head)
    else this.#goOn(wantedS, head)
  }

  #rest(wantedS: number, head: Playhead): void {
    const video = this.#video
    if (!video.paused) video.pause()
    if (video.playbackRate !== head.rate) video.playbackRate = head.rate
    // A seek that is under way is followed by a look.
    if (!video.seeking && Math.abs(video.currentTime - wantedS) > SAME_S)
      video.currentTime = wantedS
    this.#seeks = 0
    this.#note(head, !video.seeking && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
  }

  #goOn(wantedS: number, head: Playhead): void {
    const video = this.#video
    const { rate } = head
    if (video.seeking) return this.#note(head, false)
    const offS = video.currentTime - wantedS
    const now = performance.now()
    const maySeek = now - this.#soughtMs > patienceMs(this.#seeks)
    const next = correctionOf(offS, { rate, maySeek })
    if (isNear(offS, rate)) this.#seeks = 0
    if (next.do === 'seek') {
      this.#soughtMs = now
      this.#seeks++
      video.currentTime = wantedS + this.#leadS * rate
      return this.#note(head, false)
    }
    if (Math.abs(video.playbackRate - next.rate) > 0.004) video.playbackRate = next.rate
    if (video.paused) void this.#play()
    this.#note(head, video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && Math.abs(offS) < 1)
  }

  async #play(): Promise<void> {
    try {
      await this.#video.play()
    } catch (error) {
      // Pausing at once interrupts it too, and is no reason to ask anybody for anything.
      if (error instanceof DOMException && error.name === 'NotAllowedError')
        this.#here.standing.set('held-back')
    }
  }

  #onSeeked(): void {
    const tookS = (performance.now() - this.#soughtMs) / 1000
    if (tookS < LONGEST_LEAD_S) this.#leadS = (this.#leadS + tookS) / 2
    this.#look()
  }

  /** Says calmly that the clip is not where the others' is, once that lasts. */
  #note(head: Playhead, isTogether: boolean): void {
    const { standing } = this.#here
    if (standing.get() === 'failed') return
    if (isTogether) {
      this.#behindSinceMs = null
      const isHeldBack = standing.get() === 'held-back' && head.isPlaying && this.#video.paused
      if (!isHeldBack) standing.set('together')
      return
    }
    const now = performance.now()
    this.#behindSinceMs ??= now
    if (now - this.#behindSinceMs > PATIENT_MS) standing.set('catching-up')
  }
}
