import { signal } from '../sync/signal.ts'
import type { Clip } from './clip.ts'
import { indexAt, middleOf } from './frame-times.ts'

export type PlayerState = {
  /** The frame on show. */
  index: number
  /** Where it begins, seconds. */
  timeS: number
  /** Times the usual speed; 0 at rest, below 0 backwards. */
  rate: number
  isMuted: boolean
  isLooping: boolean
  /** Marks of a range, frames by where they begin; the frame at `outS` belongs to it. */
  inS: number | null
  outS: number | null
  /** The frame asked for could not be decoded. */
  isBroken: boolean
  /** Which of the two elements shows the picture: the canvas with an exact frame, or the browser's own player. */
  shownBy: 'canvas' | 'video'
}

export type Range = { startS: number; endS: number }

const FASTEST = 8

/**
 * Looks at a clip. At rest the exact frame is drawn on the canvas; playing onwards is left to the browser's own
 * `<video>`, with sound; backwards, frames are decoded one by one as fast as this machine can.
 */
export class Player {
  readonly state = signal<PlayerState>({
    index: 0,
    timeS: 0,
    rate: 0,
    isMuted: true,
    isLooping: false,
    inS: null,
    outS: null,
    isBroken: false,
    shownBy: 'canvas',
  })
  readonly clip: Clip
  #video: HTMLVideoElement | null = null
  #canvas: HTMLCanvasElement | null = null
  #wanted = 0
  #isDrawing = false
  /** Whether the `<video>` can play this file; where it cannot, frames are decoded for playing too. */
  #isPlayable = true
  #isElementPlaying = false
  /** Counts beginnings and ends of playing: what belongs to an earlier one is over. */
  #run = 0

  constructor(clip: Clip) {
    this.clip = clip
  }

  /** The elements to draw on; returns how to let go of them. */
  attach(video: HTMLVideoElement, canvas: HTMLCanvasElement): () => void {
    this.#video = video
    this.#canvas = canvas
    const stop = new AbortController()
    video.addEventListener('error', () => this.#cannotPlay(), stop)
    video.addEventListener('ended', () => this.#reachedEnd(), stop)
    void this.#draw()
    return () => {
      stop.abort()
      this.pause()
      this.#video = null
      this.#canvas = null
    }
  }

  toFrame(index: number): void {
    this.#rest()
    this.#wanted = Math.max(0, Math.min(this.clip.count - 1, index))
    void this.#draw()
  }

  toTime(timeS: number): void {
    this.toFrame(indexAt(this.clip.times, timeS))
  }

  step(by: number): void {
    this.toFrame((this.state.get().rate === 0 ? this.#wanted : this.state.get().index) + by)
  }

  play(rate = 1): void {
    if (this.clip.count === 0) return
    const { isLooping, inS, outS, index, timeS } = this.state.get()
    const isAtEnd = index >= this.clip.count - 1
    const isPastLoop = isLooping && inS !== null && outS !== null && (timeS >= outS || timeS < inS)
    const from = rate > 0 && isPastLoop ? indexAt(this.clip.times, inS) : isAtEnd ? 0 : index
    this.#start(rate, rate > 0 ? from : index)
  }

  pause(): void {
    if (this.state.get().rate === 0) return
    this.toFrame(this.state.get().index)
  }

  toggle(): void {
    if (this.state.get().rate === 0) this.play()
    else this.pause()
  }

  /** J and L: each press in the same direction doubles the speed. */
  shuttle(direction: 1 | -1): void {
    const { rate } = this.state.get()
    const isSame = Math.sign(rate) === direction
    this.play(isSame ? Math.sign(rate) * Math.min(FASTEST, Math.abs(rate) * 2) : direction)
  }

  /** Marks the frame on show as where a range begins or ends. The other mark goes if it lies on the wrong side. */
  mark(end: 'in' | 'out'): void {
    const { timeS, inS, outS } = this.state.get()
    if (end === 'in') this.#set({ inS: timeS, outS: outS !== null && outS < timeS ? null : outS })
    else this.#set({ outS: timeS, inS: inS !== null && inS > timeS ? null : inS })
  }

  clearMarks(): void {
    this.#set({ inS: null, outS: null, isLooping: false })
  }

  get range(): Range | null {
    const { inS, outS } = this.state.get()
    return inS === null || outS === null ? null : { startS: inS, endS: outS }
  }

  /** Turned on with a range marked, it begins to play that range. */
  toggleLoop(): void {
    const isLooping = !this.state.get().isLooping
    this.#set({ isLooping })
    if (isLooping && this.range) this.loop(this.range)
  }

  /** Marks a range and plays it again and again. */
  loop({ startS, endS }: Range): void {
    this.#set({ inS: startS, outS: endS, isLooping: true })
    this.#start(1, indexAt(this.clip.times, startS))
  }

  setMuted(isMuted: boolean): void {
    this.#set({ isMuted })
    if (this.#video) this.#video.muted = isMuted
  }

  #start(rate: number, from: number): void {
    const run = ++this.#run
    this.#video?.pause()
    this.#show(from)
    this.#set({ rate })
    this.#isElementPlaying = rate > 0 && this.#isPlayable && this.#video !== null
    if (this.#isElementPlaying && this.#video) void this.#playElement(this.#video, run)
    else void this.#playFrames(run)
  }

  async #playElement(video: HTMLVideoElement, run: number): Promise<void> {
    const { index, rate, isMuted } = this.state.get()
    video.muted = isMuted
    video.playbackRate = rate
    video.currentTime = middleOf(this.clip.times, index)
    const onFrame = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      if (run !== this.#run) return
      this.#show(indexAt(this.clip.times, mediaTime))
      this.#set({ shownBy: 'video' })
      if (!this.#turnedBack(run)) video.requestVideoFrameCallback(onFrame)
    }
    video.requestVideoFrameCallback(onFrame)
    try {
      await video.play()
    } catch {
      // Pausing at once interrupts playing; a file that cannot be played tells by its error event.
    }
  }

  async #playFrames(run: number): Promise<void> {
    const { rate, index } = this.state.get()
    const begun = performance.now()
    const from = this.clip.times.startsS[index] ?? 0
    while (run === this.#run) {
      const timeS = from + ((performance.now() - begun) / 1000) * rate
      const isOver = timeS < 0 || timeS >= this.clip.times.endS
      this.#wanted = indexAt(this.clip.times, Math.max(0, timeS))
      // oxlint-disable-next-line no-await-in-loop -- one frame after the other is what playing is
      await this.#draw()
      if (run !== this.#run) return
      if (this.#turnedBack(run)) return
      if (isOver) return this.#reachedEnd()
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }

  /** At the end of a looped range, playing begins anew where it began. */
  #turnedBack(run: number): boolean {
    const { isLooping, inS, outS, timeS, rate } = this.state.get()
    if (run !== this.#run || !isLooping || inS === null || outS === null) return false
    if (rate > 0 ? timeS <= outS : timeS >= inS) return false
    this.#start(rate, indexAt(this.clip.times, rate > 0 ? inS : outS))
    return true
  }

  #reachedEnd(): void {
    const { isLooping, inS, outS, rate } = this.state.get()
    if (rate === 0) return
    if (!isLooping) return this.toFrame(rate > 0 ? this.clip.count - 1 : 0)
    const range = { startS: inS ?? 0, endS: outS ?? this.clip.times.endS }
    this.#start(rate, indexAt(this.clip.times, rate > 0 ? range.startS : range.endS))
  }

  #cannotPlay(): void {
    this.#isPlayable = false
    const { rate, index } = this.state.get()
    if (rate > 0) this.#start(rate, index)
  }

  #rest(): void {
    this.#run++
    this.#isElementPlaying = false
    this.#video?.pause()
    this.#set({ rate: 0 })
  }

  /** Draws the newest frame that was asked for; those asked for meanwhile and given up are passed over. */
  async #draw(): Promise<void> {
    if (this.#isDrawing) return
    this.#isDrawing = true
    try {
      let drawn = -1
      while (drawn !== this.#wanted && this.#canvas) {
        drawn = this.#wanted
        // oxlint-disable-next-line no-await-in-loop
        await this.#drawOne(drawn, this.#canvas)
      }
    } finally {
      this.#isDrawing = false
    }
  }

  async #drawOne(index: number, canvas: HTMLCanvasElement): Promise<void> {
    const context = canvas.getContext('2d')
    try {
      const frame = await this.clip.frame(index)
      const isAskedFor = this.#canvas === canvas && !this.#isElementPlaying
      if (context && isAskedFor) frame.draw(context)
      frame.close()
      if (!isAskedFor) return
      this.#show(index)
      this.#set({ isBroken: false, shownBy: 'canvas' })
    } catch {
      if (this.#canvas !== canvas || this.#isElementPlaying) return
      context?.clearRect(0, 0, canvas.width, canvas.height)
      this.#show(index)
      this.#set({ isBroken: true, shownBy: 'canvas' })
    }
  }

  #show(index: number): void {
    this.#set({ index, timeS: this.clip.times.startsS[index] ?? 0 })
  }

  #set(change: Partial<PlayerState>): void {
    this.state.set({ ...this.state.get(), ...change })
  }
}
