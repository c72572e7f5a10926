import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/app-error.ts'
import type { KeptCapture } from '../../shared/evidence/capture.ts'
import type { CaptureAnswer, PageReading } from '../../shared/protocol/http.ts'
import type { Files } from '../files/files.ts'
import type { Logger } from '../logger.ts'
import type { FetchPolicy } from './net/fetch-policy.ts'
import type { Fetched } from './net/guarded-fetch.ts'
import { HostTurns } from './net/host-turns.ts'
import { PageFetcher } from './page-fetcher.ts'
import { pictureOfPage } from './page-picture.ts'
import { PageProcess } from './reading/page-process.ts'
import { oneLine } from './reading/clean-text.ts'
import { writeWarc } from './warc/write-warc.ts'

/** Type of a replay page among the files of a board. Nothing that people bring is ever of this type. */
export const REPLAY_TYPE = 'text/html; profile=replay'
const WARC_TYPE = 'application/warc'

export type CaptureOrder = { url: string; boardId: string; person: { id: string; name: string } }

export type CaptureParts = {
  files: Files
  policy: FetchPolicy
  /** A browser that draws pages; null for none. */
  chromium: string | null
  logger: Pick<Logger, 'warn'>
  timing?: Partial<CaptureTiming>
}

/**
 * Milliseconds; `totalMs` is what one capture may take once its turn has come, without its picture, and `readMs` what
 * may be taken apart of it at a time.
 */
export type CaptureTiming = { connectMs: number; headMs: number; totalMs: number; readMs: number }

const usualTiming: CaptureTiming = {
  connectMs: 10_000,
  headMs: 20_000,
  totalMs: 90_000,
  readMs: 30_000,
}

/** Pages that people link to, fetched and kept: the one place from which the server asks for anything outside. */
export class Captures {
  readonly #parts: CaptureParts
  readonly #fetcher: PageFetcher
  readonly #turns = new HostTurns({ perHost: 3, overall: 3, waiting: 200 })
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()
  readonly #timing: CaptureTiming

  constructor(parts: CaptureParts) {
    this.#parts = parts
    this.#timing = { ...usualTiming, ...parts.timing }
    this.#fetcher = new PageFetcher({ policy: parts.policy, ...this.#timing })
  }

  /**
   * Fetches a page and keeps what came, whatever its status. A few at a time; the rest wait in line.
   *
   * @throws AppError `capture/refused`, `capture/failed`, `capture/busy`, `file/no-space`, `server/stopping`
   */
  async capture(order: CaptureOrder): Promise<CaptureAnswer> {
    const work = this.#inTurn(order)
    this.#running.add(work)
    try {
      return await work
    } catch (error) {
      if (!this.#closing.signal.aborted) throw error
      throw new AppError('server/stopping', 'The server is stopping.', { cause: error })
    } finally {
      this.#running.delete(work)
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled(this.#running)
  }

  async #inTurn(order: CaptureOrder): Promise<CaptureAnswer> {
    const giveBack = await this.#turns.take('', this.#closing.signal)
    try {
      return await this.#capture(order)
    } finally {
      giveBack()
    }
  }

  async #capture(order: CaptureOrder): Promise<CaptureAnswer> {
    const signal = AbortSignal.any([
      this.#closing.signal,
      AbortSignal.timeout(this.#timing.totalMs),
    ])
    const fetched = await this.#fetcher.page(order.url, signal)
    const seen = await this.#look(fetched, signal)
    return await this.#keep(fetched, seen, order)
  }

  /** What a page says and looks like. Never fails: a page that cannot be read is kept all the same. */
  async #look(fetched: Fetched, signal: AbortSignal): Promise<Seen> {
    const { contentType, content } = fetched
    if (/^image\/(png|jpeg|gif|webp|avif)\b/i.test(contentType))
      return { ...nothingSeen(), picture: content }
    if (/^text\/plain\b/i.test(contentType)) return { ...nothingSeen(), page: plainText(content) }
    if (!isPage(contentType)) {
      return { ...nothingSeen(), notes: ['It is not a web page: what came is kept as it is.'] }
    }
    const reader = new PageProcess({ timeLimitMs: this.#timing.readMs })
    const stop = () => void reader.stop()
    this.#closing.signal.addEventListener('abort', stop, { once: true })
    const seen: Seen = nothingSeen()
    try {
      const page = { url: fetched.finalUrl.href, content, contentType }
      const outline = await reader.read(page)
      seen.page = outline.page
      const parts = await this.#fetcher.parts(outline, signal)
      seen.page = mergedReading(outline.page, parts.oembed)
      seen.picture = parts.picture
      seen.icon = parts.icon
      seen.exchanges = parts.exchanges
      seen.notes.push(...parts.notes)
      seen.replay = await reader.replay(page, parts.kept)
    } catch (error) {
      if (this.#closing.signal.aborted) throw error
      this.#parts.logger.warn({ err: error }, 'a captured page could not be read')
      seen.notes.push('The page could not be read to its end; what came is kept as it is.')
    } finally {
      this.#closing.signal.removeEventListener('abort', stop)
      await reader.stop()
    }
    return seen
  }

  async #keep(fetched: Fetched, seen: Seen, { url, boardId, person }: CaptureOrder) {
    const { files } = this.#parts
    const { last, finalUrl, redirects, content, contentType } = fetched
    const name = `${finalUrl.hostname}-${last.at.slice(0, 19).replace(/[^\d]/g, '')}`
    const warc = await writeWarc([...fetched.exchanges, ...seen.exchanges], {
      filename: `${name}.warc.gz`,
      description: 'A page that somebody pinned to an evidence board',
    })
    const kept = await files.keepMade(warc, { boardId, name: `${name}.warc.gz`, type: WARC_TYPE })
    const notes = [...seen.notes]
    const bring = async (bytes: Uint8Array | undefined, part: string) =>
      bytes &&
      shownPicture(
        await files.receive(Readable.from([bytes]), {
          boardId,
          personId: person.id,
          name: `${name}-${part}`,
        }),
      )
    const replay =
      seen.replay === undefined
        ? undefined
        : await files.keepMade(Buffer.from(seen.replay), {
            boardId,
            name: `${name}.html`,
            type: REPLAY_TYPE,
          })
    const hashes = {
      textSha256: seen.page.text === undefined ? undefined : hashOf(seen.page.text),
      replaySha256: replay?.sha256,
      pictureSha256: await bring(seen.picture, 'picture'),
      iconSha256: await bring(seen.icon, 'icon'),
      pageImageSha256: await bring(await this.#draw(seen.replay, notes), 'page'),
    }
    const capture: KeptCapture = {
      outcome: 'kept',
      url,
      finalUrl: finalUrl.href,
      capturedAt: last.at,
      by: person.name,
      status: last.status,
      ip: last.ip,
      redirects,
      contentType: oneLine(contentType, 200) ?? '',
      sha256: kept.sha256,
      size: kept.size,
      payloadSha256: hashOf(content),
      ...withoutUndefined(hashes),
      notes,
    }
    return { ...capture, page: seen.page }
  }

  async #draw(html: string | undefined, notes: string[]): Promise<Buffer | undefined> {
    const { chromium, logger } = this.#parts
    if (html === undefined || chromium === null || this.#closing.signal.aborted) return undefined
    try {
      return await pictureOfPage(html, { chromium, signal: this.#closing.signal })
    } catch (error) {
      logger.warn({ err: error }, 'a captured page could not be drawn')
      notes.push('No picture of the whole page could be made.')
      return undefined
    }
  }
}

type Seen = {
  page: PageReading
  replay?: string
  picture?: Buffer | undefined
  icon?: Buffer | undefined
  exchanges: Fetched['exchanges']
  notes: string[]
}

function nothingSeen(): Seen {
  return { page: {}, exchanges: [], notes: [] }
}

function isPage(contentType: string): boolean {
  return contentType === '' || /^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)
}

function plainText(content: Buffer): PageReading {
  const text = new TextDecoder().decode(content.subarray(0, 200_000)).replaceAll('\0', '').trim()
  return text === '' ? {} : { text: text.slice(0, 60_000).toWellFormed() }
}

/** What the page says comes first; its oEmbed fills what is missing. */
function mergedReading(page: PageReading, oembed: PageReading): PageReading {
  return { ...oembed, ...page }
}

/** What a browser shows of a kept picture: its preview or itself. Undefined for what it should not open. */
function shownPicture({
  sha256,
  type,
  facts,
}: Awaited<ReturnType<Files['receive']>>): string | undefined {
  const { previewSha256, width = 0, height = 0 } = facts
  if (previewSha256 !== undefined) return previewSha256
  const isHarmless = width > 0 && width * height <= MOST_PIXELS
  return isHarmless && /^image\/(jpeg|png|webp|gif|avif)$/.test(type) ? sha256 : undefined
}

const MOST_PIXELS = 100_000_000

function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function withoutUndefined<T extends { [key: string]: string | undefined }>(values: T) {
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as { [K in keyof T]?: string }
}
