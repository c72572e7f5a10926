import type { Logger } from '../../logger.ts'
import type { LogRow, LogStore } from '../../store/log-store.ts'
import { firstHash } from '../hash-chain.ts'
import { rowsOf, segmentOf } from './segment.ts'

const MINUTE_MS = 60_000

/** When rows are packed into a segment. */
export type MergingRules = {
  /** A segment holds so many rows, or fewer where they are this large together, bytes. */
  rows: number
  bytes: number
  /** Rows are left alone for so long, ms. */
  restMs: number
  /** What is no whole segment is packed all the same, if it is at least this many rows and rested so long, ms. */
  fewRows: number
  fewRestMs: number
  /** The newest rows of a board always lie by themselves: opening and editing it touches no segment. */
  keep: number
}

export const defaultRules: MergingRules = {
  rows: 4096,
  bytes: 4 * 1024 * 1024,
  restMs: 60 * MINUTE_MS,
  fewRows: 256,
  fewRestMs: 24 * 60 * MINUTE_MS,
  keep: 1000,
}

/** Rows read at once, which may be large. */
const PAGE = 128
const FIRST_AFTER_MS = MINUTE_MS
const EVERY_MS = 10 * MINUTE_MS

type Parts = {
  store: LogStore
  boardIds: () => Promise<string[]>
  logger: Pick<Logger, 'info' | 'warn'>
  rules?: Partial<MergingRules>
}

/**
 * Packs old rows of every board into segments, in the background and one after another. Each segment replaces its rows
 * in one commit, so that a stop at any moment leaves either.
 */
export class Merging {
  readonly #parts: Parts
  readonly #rules: MergingRules
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()
  #isClosing = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rules = { ...defaultRules, ...parts.rules }
  }

  start(): void {
    this.#startIn(FIRST_AFTER_MS)
  }

  /** Waits for the segment under way. */
  async close(): Promise<void> {
    this.#isClosing = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  /** @returns how many segments were made */
  async mergeBoard(boardId: string, now = Date.now()): Promise<number> {
    let made = 0
    while (!this.#isClosing && (await this.#mergeOnce(boardId, now))) made++
    return made
  }

  #startIn(ms: number): void {
    if (this.#isClosing) return
    this.#timer = setTimeout(() => {
      this.#running = this.#mergeAll().finally(() => this.#startIn(EVERY_MS))
    }, ms)
    this.#timer.unref()
  }

  async #mergeAll(): Promise<void> {
    const { boardIds, logger } = this.#parts
    for (const boardId of await boardIds().catch(() => [])) {
      if (this.#isClosing) return
      try {
        const segments = await this.mergeBoard(boardId)
        if (segments > 0) logger.info({ boardId, segments }, 'old edits were packed')
      } catch (error) {
        // Nothing is lost: the rows stay as they are and are tried again.
        logger.warn({ err: error, boardId }, 'old edits could not be packed')
      }
    }
  }

  async #mergeOnce(boardId: string, now: number): Promise<boolean> {
    const { store } = this.#parts
    const loose = await store.looseRows(boardId)
    if (!loose) return false
    const available = loose.last - this.#rules.keep - loose.first + 1
    if (available < this.#rules.fewRows) return false
    const before = loose.first - 1
    const rows = await this.#readFrom(boardId, { after: before, most: available })
    if (!this.#isDue(rows, now)) return false
    const segment = await segmentOf(rows, await this.#hashAt(boardId, before))
    // Rows go for good: only once the segment has given all of them back, with hashes that lead to the last one's.
    const back = await rowsOf(segment)
    if (back.length !== rows.length)
      throw new Error('A segment did not give back what it is made of')
    await store.replaceRows(boardId, segment)
    return true
  }

  async #readFrom(
    boardId: string,
    { after, most }: { after: number; most: number },
  ): Promise<LogRow[]> {
    const count = Math.min(most, this.#rules.rows)
    const rows: LogRow[] = []
    let bytes = 0
    while (rows.length < count && bytes < this.#rules.bytes) {
      const limit = Math.min(PAGE, count - rows.length)
      const page = await this.#parts.store.read(boardId, { after: after + rows.length, limit })
      if (page.length === 0) break
      for (const row of page) bytes += row.update.byteLength
      rows.push(...page)
    }
    return rows
  }

  #isDue(rows: readonly LogRow[], now: number): boolean {
    const last = rows.at(-1)
    if (!last) return false
    const { rows: full, bytes: large, restMs, fewRestMs } = this.#rules
    const bytes = rows.reduce((sum, row) => sum + row.update.byteLength, 0)
    const isFull = rows.length >= full || bytes >= large
    return now - last.at >= (isFull ? restMs : fewRestMs)
  }

  async #hashAt(boardId: string, seq: number): Promise<Uint8Array> {
    if (seq === 0) return firstHash(boardId)
    const segment = (await this.#parts.store.segments(boardId)).at(-1)
    if (segment?.lastSeq !== seq) throw new Error('The log has a gap')
    return segment.hash
  }
}
