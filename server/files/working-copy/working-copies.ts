import { rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { WorkingCopy } from '../../../shared/protocol/http.ts'
import type { Logger } from '../../logger.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import { withoutEmptyNotes } from '../facts/without-empty-notes.ts'
import type { FileRow, FileRows } from '../file-rows.ts'
import type { FileCustody } from '../files.ts'
import type { Incoming } from '../incoming.ts'
import type { Placing } from '../placing.ts'
import { copyPlanOf, type CopyPlan } from './copy-plan.ts'
import { encoderOf, makeCopy, type CopyOutcome, type Encoder } from './ffmpeg-copy.ts'

/** How long an answer to `?wait` is held back. */
const PATIENCE_MS = 20_000

/** How often it is looked whether the disk still has room, at most. */
const LOOK_EVERY_MS = 2000

type Parts = {
  blobs: BlobStore
  rows: FileRows
  placing: Placing
  incoming: Incoming
  custody: Pick<FileCustody, 'addWhereHeld'>
  logger: Pick<Logger, 'warn'>
  /** The program's name or path. */
  ffmpeg: string
  /** Room that is left free on the disk. */
  reserveBytes: number
}

type Job = { isUnderWay: boolean; percent: number; done: Promise<void> }

/** Why there is no copy, in a sentence for people. */
const sentences = {
  unavailable:
    'No working copy can be made on this server: ffmpeg is not installed there, or cannot write H.264 or VP9.',
  failed:
    'No working copy could be made: the video may be damaged. The original is kept as received.',
  late: 'Making a working copy took too long and was stopped. The original is kept as received.',
  full: 'There is no room on the server’s disk for a working copy.',
}

/**
 * Copies for playing of clips that browsers do not play, made in the background, one at a time. The original is
 * the evidence and is never touched. Each is made once; again if a stop came between, when somebody asks.
 */
export class WorkingCopies {
  readonly #parts: Parts
  readonly #jobs = new Map<string, Job>()
  /** Tried in this run and not made: why. Not tried again until the next. */
  readonly #failed = new Map<string, string>()
  readonly #stop = new AbortController()
  #turn: Promise<void> = Promise.resolve()
  #encoder: Promise<Encoder | null> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Gives the file's board the copy there is, or begins to make one. */
  async shareOrStart(file: FileRow): Promise<void> {
    const { workingCopySha256 } = file.facts
    if (workingCopySha256 !== undefined) return this.#share(file, workingCopySha256)
    this.#start(file)
  }

  /** How far a file's copy is. Asking begins what a stop has ended. With `wait`, once it is made or some time has passed. */
  async stateOf(file: FileRow, { wait }: { wait: boolean }): Promise<WorkingCopy> {
    const { workingCopySha256 } = file.facts
    if (workingCopySha256 !== undefined)
      return { state: 'ready', percent: 100, sha256: workingCopySha256 }
    const job = this.#start(file)
    if (job && wait) {
      const patience = new AbortController()
      const waited = pause(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})
      await Promise.race([job.done, waited])
      patience.abort()
      const known = await this.#parts.rows.known(file.sha256)
      if (known?.facts.workingCopySha256 !== undefined)
        return { state: 'ready', percent: 100, sha256: known.facts.workingCopySha256 }
    }
    const now = this.#jobs.get(file.sha256)
    if (now) return { state: now.isUnderWay ? 'making' : 'waiting', percent: now.percent }
    const message = this.#failed.get(file.sha256)
    if (message === undefined) return { state: 'not-needed', percent: 0 }
    return {
      state: message === sentences.unavailable ? 'unavailable' : 'failed',
      percent: 0,
      message,
    }
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled([...this.#jobs.values()].map((job) => job.done))
  }

  /** The work on a file's copy, begun if it is missing; undefined where there is nothing to make. */
  #start(file: FileRow): Job | undefined {
    const running = this.#jobs.get(file.sha256)
    if (running || this.#stop.signal.aborted || this.#failed.has(file.sha256)) return running
    const plan = copyPlanOf(file)
    if (!plan.make) return undefined
    const job: Job = { isUnderWay: false, percent: 0, done: Promise.resolve() }
    job.done = this.#turn
      .then(() => this.#make(file, plan, job))
      .catch((error: unknown) => {
        this.#failed.set(file.sha256, sentences.failed)
        this.#parts.logger.warn({ err: error }, 'A working copy could not be stored')
      })
      .finally(() => this.#jobs.delete(file.sha256))
    this.#turn = job.done
    this.#jobs.set(file.sha256, job)
    return job
  }

  async #make(file: FileRow, plan: CopyPlan & { make: true }, job: Job): Promise<void> {
    const { blobs, rows, placing, incoming, custody, ffmpeg } = this.#parts
    const encoder = await (this.#encoder ??= encoderOf(ffmpeg))
    if (this.#stop.signal.aborted) return
    if (encoder === null) {
      // It may be installed before the next clip comes.
      this.#encoder = undefined
      this.#failed.set(file.sha256, sentences.unavailable)
      return
    }
    job.isUnderWay = true
    const target = incoming.newPath()
    try {
      const path = await blobs.localPath(file.sha256)
      const outcome = await this.#run({ path, target, encoder, plan, file, job })
      if (outcome.is === 'stopped') return
      if (outcome.is !== 'made' || outcome.frames === 0) {
        const why = outcome.is === 'made' ? 'failed' : outcome.is
        this.#failed.set(file.sha256, sentences[why])
        return
      }
      const copy = await incoming.measure(target)
      const type = encoder === 'h264' || !plan.isRemade ? 'video/mp4' : 'video/webm'
      const { sha256, size } = copy
      await placing.place({ sha256, path: target }, () =>
        rows.addUnnamed({ sha256, size, type, facts: {} }),
      )
      await this.#share(file, copy.sha256)
      await custody.addWhereHeld(file.sha256, {
        what: 'copy-made',
        personId: 'server',
        sha256: file.sha256,
        details: { copy: copy.sha256 },
      })
      const note = noteOf(plan, file.facts.frames, outcome.frames)
      await rows.changeFacts(file.sha256, (facts) =>
        withoutEmptyNotes({
          ...facts,
          workingCopySha256: copy.sha256,
          notes: [...(facts.notes ?? []), note],
        }),
      )
    } finally {
      await rm(target, { force: true })
    }
  }

  /** Runs ffmpeg and ends it when the server stops or the disk runs full. */
  async #run(work: {
    path: string
    target: string
    encoder: Encoder
    plan: CopyPlan & { make: true }
    file: FileRow
    job: Job
  }): Promise<CopyOutcome | { is: 'full' }> {
    const { path, target, encoder, plan, file, job } = work
    const full = new AbortController()
    let lookedAt = 0
    const outcome = await makeCopy({
      ffmpeg: this.#parts.ffmpeg,
      encoder,
      path,
      target,
      plan,
      durationS: file.facts.durationS,
      timeBaseHz: file.facts.timeBaseHz,
      signal: AbortSignal.any([this.#stop.signal, full.signal]),
      onPercent: (percent) => {
        job.percent = percent
        if (Date.now() - lookedAt < LOOK_EVERY_MS) return
        lookedAt = Date.now()
        void this.#hasRoom(target).then(
          (hasRoom) => hasRoom || full.abort(),
          () => {},
        )
      },
    })
    return full.signal.aborted && !this.#stop.signal.aborted ? { is: 'full' } : outcome
  }

  async #hasRoom(target: string): Promise<boolean> {
    const { bavail, bsize } = await statfs(dirname(target))
    return bavail * bsize > this.#parts.reserveBytes
  }

  async #share(file: FileRow, sha256: string): Promise<void> {
    const name = `${file.name.replace(/\.[^.]*$/, '')} (working copy)`
    await this.#parts.rows.shareWithBoardsOf(file.sha256, { sha256, name })
  }
}

function noteOf(
  plan: CopyPlan & { make: true },
  inOriginal: number | undefined,
  inCopy: number | null,
): string {
  const how = plan.isRemade
    ? 'A working copy for playing was made: its pictures are compressed again and may lack detail of the original.'
    : 'A working copy for playing was made: its pictures are those of the original, in another container.'
  const isShort = inOriginal !== undefined && inCopy !== null && inCopy < inOriginal
  return isShort ? `${how} It has ${inCopy} of ${inOriginal} frames.` : how
}
