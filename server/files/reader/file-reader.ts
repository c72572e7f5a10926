import type { Facts } from '../../../shared/evidence/fields.ts'
import type { Logger } from '../../logger.ts'
import { withoutEmptyNotes } from '../facts/without-empty-notes.ts'
import type { PreviewResult, PreviewTask } from '../preview/make-preview.ts'
import type { RasterView } from '../preview/raster-preview.ts'
import type { ReaderTask } from './reader-messages.ts'
import { ReaderProcess, type ReaderOutcome } from './reader-process.ts'
import { unfinishedNotes } from '../../../shared/evidence/unfinished-facts.ts'

/** Opens received files in processes of their own, a few at a time, each within a time limit. */
export class FileReader {
  readonly #idle: ReaderProcess[]
  readonly #all: readonly ReaderProcess[]
  readonly #waiting: (() => void)[] = []
  readonly #limits: { factsMs: number; previewMs: number; restMs: number }
  readonly #logger: Pick<Logger, 'warn'>
  #rest: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(
    logger: Pick<Logger, 'warn'>,
    { processes = 2, factsMs = 40_000, previewMs = 60_000, restMs = 60_000 } = {},
  ) {
    this.#logger = logger
    this.#all = Array.from({ length: processes }, () => new ReaderProcess())
    this.#idle = [...this.#all]
    this.#limits = { factsMs, previewMs, restMs }
  }

  /** Never fails: what could not be read in time stands in the notes. */
  async facts(file: { path: string; type: string }): Promise<Facts> {
    let known: Facts = {}
    const outcome = await this.#run(
      { do: 'facts', ...file },
      this.#limits.factsMs,
      (facts) => (known = facts),
    )
    if (outcome.is === 'answered' && outcome.answer.at === 'facts') return outcome.answer.facts
    const note = unfinishedNotes[outcome.is === 'late' ? 'late' : 'failed']
    return withoutEmptyNotes({ ...known, notes: [...(known.notes ?? []), note] })
  }

  async preview(task: PreviewTask): Promise<PreviewResult> {
    const outcome = await this.#run({ do: 'preview', ...task }, this.#limits.previewMs, () => {})
    if (outcome.is === 'answered' && outcome.answer.at === 'preview') return outcome.answer.result
    return {
      isMade: false,
      note: 'Making a preview failed or took too long, so there is none. The original is kept as received.',
    }
  }

  /** Whether the raster could be drawn to `target` as asked, in time. */
  async raster(task: { path: string; target: string; view: RasterView }): Promise<boolean> {
    const outcome = await this.#run({ do: 'raster', ...task }, this.#limits.previewMs, () => {})
    return outcome.is === 'answered' && outcome.answer.at === 'raster' && outcome.answer.isMade
  }

  /** Ends what is being read; what waits to be read is not begun. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#rest)
    await this.#stop()
  }

  async #stop(): Promise<void> {
    await Promise.all(this.#all.map((reader) => reader.stop()))
  }

  async #run(
    task: ReaderTask,
    timeLimitMs: number,
    onFacts: (facts: Facts) => void,
  ): Promise<ReaderOutcome> {
    const reader = await this.#take()
    try {
      if (this.#isClosed) return { is: 'dead' }
      const outcome = await reader.run(task, {
        timeLimitMs,
        onStep: (step) => step.at === 'step' && onFacts(step.facts),
      })
      if (outcome.is !== 'answered' && !this.#isClosed)
        this.#logger.warn({ outcome: outcome.is, task: task.do }, 'A file could not be read')
      return outcome
    } finally {
      this.#giveBack(reader)
    }
  }

  async #take(): Promise<ReaderProcess> {
    clearTimeout(this.#rest)
    for (;;) {
      const reader = this.#idle.pop()
      if (reader) return reader
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #giveBack(reader: ReaderProcess): void {
    this.#idle.push(reader)
    const next = this.#waiting.shift()
    if (next) return next()
    if (this.#idle.length < this.#all.length) return
    // Nobody needs them: the memory they grew to goes back.
    this.#rest = setTimeout(() => void this.#stop(), this.#limits.restMs).unref()
  }
}
