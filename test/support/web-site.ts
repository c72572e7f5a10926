import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { FetchPolicy } from '../../server/capture/net/fetch-policy.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A site on this computer that plays a public one, and the one policy under which it may be asked. */
export type WebSite = {
  /** An address of the site under a public-looking name. */
  at(path: string, name?: string): string
  /** Resolves every name to this site and allows its one address and port, nothing else. */
  policy: FetchPolicy
  /** Every request that reached it. */
  asked: { url: string; host: string; headers: IncomingMessage['headers'] }[]
  answer(path: string, answer: Answer | string, headers?: Record<string, string>): void
  /** The site is gone: nothing answers any more. */
  close(): Promise<void>
}

export async function openWebSite(): Promise<WebSite> {
  const answers = new Map<string, Answer>()
  const asked: WebSite['asked'] = []
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    asked.push({ url, host: request.headers.host ?? '', headers: request.headers })
    const answer = answers.get(url.split('?')[0] ?? '')
    if (answer) return answer(request, response)
    response.writeHead(404, { 'content-type': 'text/html' })
    response.end('<title>Not found</title>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  onTestFinished(close)
  return {
    at: (path, name = 'news.example.org') => `http://${name}:${port}${path}`,
    policy: {
      resolve: async () => ['127.0.0.1'],
      mayConnect: (address, to) => address === '127.0.0.1' && to === port,
    },
    asked,
    answer: (path, answer, headers = {}) =>
      answers.set(
        path,
        typeof answer === 'function'
          ? answer
          : (_request, response) => {
              response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
              response.end(answer)
            },
      ),
    close,
  }
}
