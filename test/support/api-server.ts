import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '../../server/app.ts'
import type { CaptureTiming } from '../../server/capture/captures.ts'
import type { FetchPolicy } from '../../server/capture/net/fetch-policy.ts'
import { readConfig } from '../../server/config.ts'
import { takeDataFolder } from '../../server/data-folder.ts'
import { createLogger } from '../../server/logger.ts'
import { openParts } from '../../server/open-parts.ts'
import type { Parts } from '../../server/parts.ts'
import { createSocketServer } from '../../server/routes/sync.ts'
import { giveTables } from './empty-database.ts'

/** The whole server in this process, on a port of its own, over a real database. */
export type ApiServer = {
  url: string
  dataDir: string
  parts: Parts
  visitor(options?: { bearer?: string }): Visitor
  /** With `keepData` another can be started on the same folder. */
  close(options?: { keepData?: boolean }): Promise<void>
}

/**
 * `env` is the server's environment. Without any, it runs for this computer only, without the sample board. `policy`
 * is what it may fetch, if not the public web, and `patience` how long it bears with a page.
 */
export async function startApi(
  env: Record<string, string> = {},
  options: { dataDir?: string; policy?: FetchPolicy; patience?: Partial<CaptureTiming> } = {},
): Promise<ApiServer> {
  const { dataDir = mkdtempSync(join(tmpdir(), 'redstring-api-')), policy, patience } = options
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', SAMPLE_BOARD: 'off', ...env })
  if (options.dataDir === undefined && config.databaseUrl === null) await giveTables(dataDir)
  const leaveDataFolder = takeDataFolder(dataDir)
  const { parts, close } = await openParts(config, createLogger('silent'), {
    ...(policy && { policy }),
    ...(patience && { patience }),
  })
  const server = serve({
    fetch: createApp(parts).fetch,
    hostname: '127.0.0.1',
    port: 0,
    websocket: { server: createSocketServer() },
  })
  if (!server.listening) await new Promise<void>((done) => server.once('listening', () => done()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    dataDir,
    parts,
    visitor: (options) => new Visitor(url, options),
    async close({ keepData = false } = {}) {
      const closed = new Promise((done) => server.close(done))
      await close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      leaveDataFolder()
      if (!keepData) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What the tests look at of an answer; `body` as JSON.parse gives it, or null where it is no JSON. */
export type Answer = { status: number; body: ReturnType<typeof JSON.parse>; headers: Headers }

/** Somebody with cookies of their own, or a program with a key. */
export class Visitor {
  readonly #url: string
  readonly #bearer: string | undefined
  readonly #cookies = new Map<string, string>()

  constructor(url: string, { bearer }: { bearer?: string } = {}) {
    this.#url = url
    this.#bearer = bearer
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.ask('GET', path, { headers })
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.ask('POST', path, { body, headers })
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.ask('PATCH', path, { body })
  }

  delete(path: string): Promise<Answer> {
    return this.ask('DELETE', path)
  }

  async ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const answer = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(this.#bearer !== undefined && { authorization: `Bearer ${this.#bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const text = await answer.text()
    return { status: answer.status, body: asJson(text), headers: answer.headers }
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
