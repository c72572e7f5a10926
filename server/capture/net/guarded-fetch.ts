import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../shared/app-error.ts'
import { ACCEPT_ENCODING, decoded, tooLarge } from './decoded.ts'
import type { FetchPolicy } from './fetch-policy.ts'
import type { HostTurns } from './host-turns.ts'
import { failedOf, pinnedRequest } from './pinned-request.ts'
import { webAddressOf } from './web-address.ts'

/** One request and its answer, byte for byte as far as HTTP has a meaning. */
export type Exchange = {
  url: string
  ip: string
  /** ISO 8601 instant at which the answer had come. */
  at: string
  requestHead: string
  status: number
  statusText: string
  /** Names and values as sent, in order. */
  headers: [name: string, value: string][]
  /** The body as sent, still packed as `Content-Encoding` says. */
  body: Buffer
}

/** Where a chain of redirects ended. */
export type Fetched = {
  exchanges: Exchange[]
  last: Exchange
  finalUrl: URL
  redirects: { url: string; status: number }[]
  /** The body of the last answer, unpacked. */
  content: Buffer
  contentType: string
}

export type FetchLimits = {
  /** Of the body as sent, and of the same unpacked. */
  bodyBytes: number
  contentBytes: number
  redirects: number
  connectMs: number
  headMs: number
}

export type GuardedFetchOptions = {
  policy: FetchPolicy
  turns: HostTurns
  limits: FetchLimits
  accept: string
  /** Ends everything: the time that one capture may take. */
  signal: AbortSignal
}

/** Says what this is, to whoever reads their logs. */
const USER_AGENT = 'Redstring/0.1 (evidence board; a person asked for this page to be kept)'

/**
 * Fetches an address and follows its redirects, each of them judged like the first.
 *
 * @throws AppError `capture/refused`, `capture/failed`, `capture/busy`
 */
export async function guardedFetch(
  address: string,
  options: GuardedFetchOptions,
): Promise<Fetched> {
  const exchanges: Exchange[] = []
  const redirects: Fetched['redirects'] = []
  let url = webAddressOf(address)
  for (;;) {
    const exchange = await exchangeWith(url, options)
    exchanges.push(exchange)
    const location = headerOf(exchange, 'location')
    if (!isRedirect(exchange.status) || location === undefined) {
      const { contentBytes: maxBytes } = options.limits
      const encoding = headerOf(exchange, 'content-encoding') ?? ''
      return {
        exchanges,
        last: exchange,
        finalUrl: url,
        redirects,
        content: await decoded(exchange.body, { encoding, maxBytes }),
        contentType: headerOf(exchange, 'content-type') ?? '',
      }
    }
    if (redirects.length >= options.limits.redirects)
      throw new AppError('capture/failed', 'It was redirected too many times.')
    redirects.push({ url: url.href, status: exchange.status })
    url = webAddressOf(location, url)
  }
}

export function headerOf({ headers }: Pick<Exchange, 'headers'>, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

async function exchangeWith(url: URL, options: GuardedFetchOptions): Promise<Exchange> {
  const { policy, turns, limits, accept, signal } = options
  const giveBack = await turns.take(url.hostname, signal)
  try {
    const { message, ip, requestHead } = await pinnedRequest(url, {
      policy,
      headers: {
        'User-Agent': USER_AGENT,
        Accept: accept,
        'Accept-Language': 'en, *;q=0.5',
        'Accept-Encoding': ACCEPT_ENCODING,
      },
      connectMs: limits.connectMs,
      headMs: limits.headMs,
      signal,
    })
    return {
      url: url.href,
      ip,
      requestHead,
      status: message.statusCode ?? 0,
      statusText: message.statusMessage ?? '',
      headers: pairsOf(message.rawHeaders),
      body: await bodyOf(message, limits.bodyBytes),
      at: new Date().toISOString(),
    }
  } catch (error) {
    throw failedOf(signal.aborted ? signal.reason : error)
  } finally {
    giveBack()
  }
}

async function bodyOf(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) {
    message.destroy()
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) {
      message.destroy()
      throw tooLarge()
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function pairsOf(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return pairs
}
