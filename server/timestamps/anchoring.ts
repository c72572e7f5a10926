import { createHash } from 'node:crypto'
import { setTimeout as passing } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Certificate } from 'pkijs'
import type { Logger } from '../logger.ts'
import type { Tables } from '../store/sql/tables.ts'
import { askAuthority } from './ask-authority.ts'
import { stampAnswered, stampRequest } from './exchange.ts'
import { imprintOf, stampedText } from './stamped-text.ts'

const MINUTE_MS = 60_000

/** When an authority is asked. Times in ms. */
export type AnchoringRules = {
  /** After a failure so much later, then twice that, and so on up to `everyMs`. */
  retryMs: number
  /** Versions are looked for so often, beside when one is made: the command line makes some too. */
  everyMs: number
  /** Between two requests, out of courtesy. */
  pauseMs: number
  /** How long an answer may take. */
  timeoutMs: number
}

const defaultRules: AnchoringRules = {
  retryMs: MINUTE_MS,
  everyMs: 60 * MINUTE_MS,
  pauseMs: 1000,
  timeoutMs: 20_000,
}

type Parts = {
  kysely: Kysely<Tables>
  /** The authority. */
  url: string
  /** Where there are any, no token is kept of an authority that none of them vouches for. */
  roots: readonly Certificate[]
  logger: Pick<Logger, 'info' | 'warn'>
  rules?: Partial<AnchoringRules>
}

type Waiting = Pick<Tables['version'], 'board_id' | 'id' | 'seq' | 'log_hash' | 'records_hash'>

/**
 * Has versions stamped by an authority (RFC 3161), in the background and one after another, newest first. Nobody waits
 * for it, and what fails is tried again: later, and after the next start.
 */
export class Anchoring {
  readonly #parts: Parts
  readonly #rules: AnchoringRules
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #isWanted = false
  #failures = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rules = { ...defaultRules, ...parts.rules }
  }

  /** Begins with what has no stamp yet. Call again when there is a new version; not while an authority is failing. */
  wake(): void {
    if (this.#failures === 0) this.#run()
  }

  /** Gives up on the request under way. */
  async close(): Promise<void> {
    this.#stopping.abort()
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  #run(): void {
    this.#isWanted = true
    if (this.#running || this.#stopping.signal.aborted) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#running = this.#stampAll().finally(() => {
      this.#running = null
      this.#runLater()
    })
  }

  #runLater(): void {
    if (this.#stopping.signal.aborted) return
    const { retryMs, everyMs } = this.#rules
    const wait = this.#failures === 0 ? everyMs : retryMs * 2 ** (this.#failures - 1)
    this.#timer = setTimeout(() => this.#run(), Math.min(wait, everyMs))
    this.#timer.unref()
  }

  async #stampAll(): Promise<void> {
    const { signal } = this.#stopping
    try {
      while (this.#isWanted && !signal.aborted) {
        this.#isWanted = false
        for (let next = await this.#next(); next; next = await this.#next()) {
          await this.#stamp(next)
          this.#failures = 0
          await passing(this.#rules.pauseMs, undefined, { signal })
        }
      }
      this.#failures = 0
    } catch (error) {
      if (signal.aborted) return
      this.#failures++
      this.#parts.logger.warn({ err: error }, 'a version could not be time-stamped')
    }
  }

  async #next(): Promise<Waiting | undefined> {
    return await this.#parts.kysely
      .selectFrom('version')
      .leftJoin('version_timestamp as stamp', (join) =>
        join
          .onRef('stamp.board_id', '=', 'version.board_id')
          .onRef('stamp.version_id', '=', 'version.id'),
      )
      .select(['version.board_id', 'version.id', 'seq', 'log_hash', 'records_hash'])
      .where('stamp.version_id', 'is', null)
      .orderBy('named_at', 'desc')
      .orderBy('version.id')
      .limit(1)
      .executeTakeFirst()
  }

  async #stamp(version: Waiting): Promise<void> {
    const { kysely, url, roots } = this.#parts
    const text = stampedText({
      boardId: version.board_id,
      seq: Number(version.seq),
      logHash: Buffer.from(version.log_hash, 'hex'),
      recordsHash: Buffer.from(version.records_hash, 'hex'),
    })
    const { body, nonce } = stampRequest(text)
    const answer = await askAuthority(url, body, {
      signal: this.#stopping.signal,
      timeoutMs: this.#rules.timeoutMs,
    })
    const { token, says } = await stampAnswered(answer, { text, nonce, roots })
    const { origin, pathname } = new URL(url)
    await kysely
      .insertInto('version_timestamp')
      .values({
        board_id: version.board_id,
        version_id: version.id,
        imprint: Buffer.from(imprintOf(text)).toString('hex'),
        token,
        digest: createHash('sha256').update(token).digest('hex'),
        at: says.at,
        url: origin + pathname,
        authority: says.authority,
        is_vouched_for: says.isVouchedFor ? 1 : 0,
      })
      .execute()
  }
}
