import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../../shared/app-error.ts'
import { refused } from './web-address.ts'
import type { FetchPolicy } from './fetch-policy.ts'

const HEADER_BYTES = 64 * 1024

export type PinnedRequest = {
  policy: FetchPolicy
  /** Header lines as they are sent, beside Host. */
  headers: Record<string, string>
  connectMs: number
  /** Until the head of the answer is here. */
  headMs: number
  signal: AbortSignal
}

/** The head of an answer and its body, not yet read; `requestHead` is what was sent. */
export type Answering = { message: IncomingMessage; ip: string; requestHead: string }

/**
 * Sends one GET to the very address that was checked: the name is resolved once, every address it has must be
 * allowed, and the socket is given that address instead of the name, so that no second answer of a name server can
 * lead elsewhere. Follows nothing, keeps no connection, sends no cookie.
 *
 * @throws AppError `capture/refused`, `capture/failed`
 */
export async function pinnedRequest(url: URL, options: PinnedRequest): Promise<Answering> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const addresses = await allowedAddresses(url.hostname, port, options)
  let failure: unknown
  for (const ip of addresses.slice(0, MOST_ADDRESSES)) {
    try {
      return await ask(url, { ...options, ip, port })
    } catch (error) {
      failure = error
      if (options.signal.aborted || (error instanceof AppError && error.code === 'capture/refused'))
        break
    }
  }
  throw failure instanceof AppError ? failure : failedOf(failure)
}

const MOST_ADDRESSES = 3

async function allowedAddresses(
  hostname: string,
  port: number,
  { policy: { resolve, mayConnect }, signal }: PinnedRequest,
): Promise<readonly string[]> {
  let addresses: readonly string[]
  try {
    addresses = await Promise.race([resolve(hostname), rejectedBy(signal)])
  } catch (cause) {
    signal.throwIfAborted()
    throw new AppError('capture/failed', 'Its name is not known: the site may be gone.', { cause })
  }
  if (addresses.length === 0)
    throw new AppError('capture/failed', 'Its name is not known: the site may be gone.')
  if (!addresses.every((address) => mayConnect(address, port)))
    throw refused('It does not lead to the public web.')
  return addresses
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function ask(
  url: URL,
  {
    ip,
    port,
    policy,
    headers,
    connectMs,
    headMs,
    signal,
  }: PinnedRequest & { ip: string; port: number },
): Promise<Answering> {
  const isSecure = url.protocol === 'https:'
  const family = isIP(ip)
  const lookup: LookupFunction = (_name, { all }, done) =>
    all ? done(null, [{ address: ip, family }]) : done(null, ip, family)
  const request = (isSecure ? httpsRequest : httpRequest)({
    // Its own agent, made without the environment's proxies, keeps nothing.
    agent: isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
    host: url.hostname,
    port,
    path: url.pathname + url.search,
    method: 'GET',
    headers,
    lookup,
    signal,
    maxHeaderSize: HEADER_BYTES,
    insecureHTTPParser: false,
    ...(isSecure && { servername: url.hostname }),
  })
  return new Promise((resolve, reject) => {
    const late = (sentence: string) => request.destroy(new AppError('capture/failed', sentence))
    const connecting = setTimeout(() => late('Its server could not be reached in time.'), connectMs)
    const waiting = setTimeout(() => late('Its server did not answer in time.'), headMs)
    const settle = () => {
      clearTimeout(connecting)
      clearTimeout(waiting)
    }
    request.once('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        clearTimeout(connecting)
        const { remoteAddress = '', remotePort = 0 } = socket
        if (remoteAddress !== ip || !policy.mayConnect(remoteAddress, remotePort))
          request.destroy(refused('It does not lead to the public web.'))
      })
    })
    request.once('response', (message) => {
      settle()
      resolve({ message, ip, requestHead: headOf(url, headers) })
    })
    request.once('error', (error) => {
      settle()
      reject(error)
    })
    request.end()
  })
}

function headOf(url: URL, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    ...lines,
    `Host: ${url.host}`,
    'Connection: close',
  ].join('\r\n')
}

const sentences: Record<string, string> = {
  ECONNREFUSED: 'Its server refused the connection.',
  ECONNRESET: 'Its server broke off the connection.',
  EHOSTUNREACH: 'Its server cannot be reached.',
  ENETUNREACH: 'Its server cannot be reached.',
  ETIMEDOUT: 'Its server could not be reached in time.',
  CERT_HAS_EXPIRED: 'The certificate of the site has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is not that of the site.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the site vouches only for itself.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the site could not be verified.',
  HPE_HEADER_OVERFLOW: 'Its server sent more headers than are taken.',
}

export function failedOf(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  if (cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError'))
    return new AppError('capture/failed', 'It took too long and was stopped.', { cause })
  const sentence =
    sentences[code] ??
    (code.startsWith('HPE_') ? 'Its server answered something that is not HTTP.' : undefined) ??
    'The connection to its server failed.'
  return new AppError('capture/failed', sentence, { cause })
}
