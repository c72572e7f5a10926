import type {
  BrowserContext,
  ConsoleMessage,
  Page,
  Request,
  WebError,
  WebSocket,
} from 'playwright-core'
import { onTestFinished } from 'vitest'

export type Guard = {
  /** Addresses outside the origin that a page asked for. */
  strayRequests: string[]
  /** Errors in the console, thrown errors, breaches of the policy. */
  errors: string[]
  /** From now on a failed connection is no finding: the test makes it fail. */
  allowNetworkFailures(): void
  /** From now on such a message is no finding. */
  allow(message: RegExp): void
}

/**
 * Watches every page of a context. When the test ends it fails if a request left the origin, or if a page
 * threw, wrote an error to the console or broke the Content-Security-Policy.
 */
export function guardPage(context: BrowserContext, url: string): Guard {
  const host = new URL(url).host
  const strayRequests: string[] = []
  const errors: string[] = []
  const allowed: RegExp[] = []
  const notice = (message: string) => {
    if (!allowed.some((pattern) => pattern.test(message))) errors.push(message)
  }
  const check = (address: string) => {
    const { protocol, host: asked } = new URL(address)
    if (/^(https?|wss?):$/.test(protocol) && asked !== host) strayRequests.push(address)
  }
  const onRequest = (request: Request) => check(request.url())
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') notice(`${message.text()} ${message.location().url}`)
  }
  const onError = (error: WebError) => notice(String(error.error().stack ?? error.error()))
  const onSocket = (socket: WebSocket) => check(socket.url())
  const onPage = (page: Page) => void page.on('websocket', onSocket)
  context.on('request', onRequest).on('console', onConsole).on('weberror', onError)
  context.on('page', onPage)
  for (const page of context.pages()) onPage(page)
  onTestFinished(() => {
    context.off('request', onRequest).off('console', onConsole).off('weberror', onError)
    context.off('page', onPage)
    for (const page of context.pages()) page.off('websocket', onSocket)
    if (strayRequests.length > 0) throw new Error(`Left the origin: ${strayRequests.join(', ')}`)
    if (errors.length > 0) throw new Error(`Errors in the browser:\n${errors.join('\n')}`)
  })
  return {
    strayRequests,
    errors,
    allow: (message) => allowed.push(message),
    allowNetworkFailures: () => allowed.push(/net::ERR_|WebSocket connection to/),
  }
}
