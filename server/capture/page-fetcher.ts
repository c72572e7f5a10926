import { AppError } from '../../shared/app-error.ts'
import type { PageReading } from '../../shared/protocol/http.ts'
import type { FetchPolicy } from './net/fetch-policy.ts'
import { guardedFetch, type Exchange, type Fetched, type FetchLimits } from './net/guarded-fetch.ts'
import { HostTurns } from './net/host-turns.ts'
import { oembedIn } from './reading/oembed.ts'
import type { PageOutline } from './reading/read-page.ts'
import type { Kept } from './reading/replay-page.ts'

const MB = 1024 * 1024

type Sort = { accept: string; bodyBytes: number; contentBytes: number }

const sorts = {
  page: {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    bodyBytes: 16 * MB,
    contentBytes: 24 * MB,
  },
  style: { accept: 'text/css,*/*;q=0.1', bodyBytes: 2 * MB, contentBytes: 3 * MB },
  picture: {
    accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,*/*;q=0.5',
    bodyBytes: 12 * MB,
    contentBytes: 12 * MB,
  },
  oembed: { accept: 'application/json', bodyBytes: MB / 4, contentBytes: MB / 2 },
} satisfies Record<string, Sort>

/** What the parts of one page may weigh together, as sent. */
const PARTS_BYTES = 40 * MB
const MOST_REDIRECTS = 8

export type PageParts = {
  kept: Kept[]
  picture: Buffer | undefined
  icon: Buffer | undefined
  oembed: PageReading
  exchanges: Exchange[]
  notes: string[]
}

/** Asks for pages and for what they are made of, all under one guard. */
export class PageFetcher {
  readonly #policy: FetchPolicy
  readonly #turns = new HostTurns({ perHost: 6, overall: 24, waiting: 2_000 })
  readonly #times: Pick<FetchLimits, 'connectMs' | 'headMs'>

  constructor({
    policy,
    connectMs,
    headMs,
  }: {
    policy: FetchPolicy
    connectMs: number
    headMs: number
  }) {
    this.#policy = policy
    this.#times = { connectMs, headMs }
  }

  /** @throws AppError as `guardedFetch` */
  page(url: string, signal: AbortSignal): Promise<Fetched> {
    return this.#fetch(url, sorts.page, signal)
  }

  /** Never fails: what cannot be had is left out and counted. */
  async parts(outline: PageOutline, signal: AbortSignal): Promise<PageParts> {
    const { resources } = outline
    const gathering = { left: PARTS_BYTES, missing: 0, exchanges: [] as Exchange[] }
    const asked = new Map<string, Promise<Kept | undefined>>()
    const get = (url: string, sort: Sort): Promise<Kept | undefined> => {
      const before = asked.get(url)
      if (before) return before
      const work = getOnce(url, sort)
      asked.set(url, work)
      return work
    }
    const getOnce = async (url: string, sort: Sort): Promise<Kept | undefined> => {
      try {
        if (gathering.left <= 0)
          throw new AppError('capture/failed', 'The page has too many parts.')
        const fetched = await this.#fetch(url, sort, signal)
        gathering.left -= fetched.exchanges.reduce((sum, { body }) => sum + body.length, 0)
        gathering.exchanges.push(...fetched.exchanges)
        if (fetched.last.status !== 200) throw new AppError('capture/failed', 'It is not there.')
        return { url, contentType: fetched.contentType, content: fetched.content }
      } catch {
        // One part less; how many are missing is said in the capture.
        gathering.missing++
        return undefined
      }
    }
    const known = async (urls: string[], sort: Sort) =>
      (await Promise.all(urls.map((url) => get(url, sort)))).filter((each) => each !== undefined)

    const shown = (urls: readonly string[]) =>
      firstOf(urls, (url) => get(url, sorts.picture), isShownPicture)
    const [styles, pictures, icon, oembed, picture] = await Promise.all([
      known(resources.styles, sorts.style),
      known(resources.pictures, sorts.picture),
      shown(resources.icons),
      resources.oembed === undefined ? undefined : get(resources.oembed, sorts.oembed),
      shown(outline.mainPictures),
    ])
    const { reading, thumbnails } = oembed
      ? oembedIn(oembed.content)
      : { reading: {}, thumbnails: [] }
    const main = picture ?? (await shown(thumbnails))
    return {
      kept: [...styles, ...pictures],
      picture: main && Buffer.from(main.content),
      icon: icon && Buffer.from(icon.content),
      oembed: reading,
      exchanges: gathering.exchanges,
      notes: notesOn(gathering.missing),
    }
  }

  #fetch(url: string, { accept, bodyBytes, contentBytes }: Sort, signal: AbortSignal) {
    return guardedFetch(url, {
      policy: this.#policy,
      turns: this.#turns,
      limits: { ...this.#times, bodyBytes, contentBytes, redirects: MOST_REDIRECTS },
      accept,
      signal,
    })
  }
}

function notesOn(missing: number): string[] {
  if (missing === 0) return []
  return [
    missing === 1
      ? 'One part of the page (a picture or a style sheet) could not be fetched.'
      : `${missing} parts of the page (pictures, style sheets) could not be fetched.`,
  ]
}

/** One after the other, until one will do. */
async function firstOf(
  urls: readonly string[],
  get: (url: string) => Promise<Kept | undefined>,
  will: (kept: Kept) => boolean,
): Promise<Kept | undefined> {
  for (const url of urls) {
    const kept = await get(url)
    if (kept && will(kept)) return kept
  }
  return undefined
}

/** By its first bytes: PNG, JPEG, GIF, WebP or AVIF. */
function isShownPicture({ content }: Kept): boolean {
  const start = Buffer.from(content.subarray(0, 12)).toString('latin1')
  return (
    start.startsWith('\u0089PNG\r\n') ||
    start.startsWith('\u00ff\u00d8\u00ff') ||
    start.startsWith('GIF8') ||
    /^RIFF[\s\S]{4}WEBP/.test(start) ||
    /^[\s\S]{4}ftypavi[fs]/.test(start)
  )
}
