import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'

/** The real server in a process of its own, on this computer. */
export type RunningServer = {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  url: string
  port: number
  dataDir: string
  pid: number
  /** Everything it has printed. */
  logs(): string
  /** Sends a signal at once; `stopped` says when the process is gone. */
  signal(name: NodeJS.Signals): void
  /** The exit code, or null after a signal ended it. */
  stopped: Promise<number | null>
  /** Starts it again on the same port and data. */
  restart(): Promise<RunningServer>
}

export type ServerOptions = {
  env?: Record<string, string>
  dataDir?: string
  port?: number
}

/**
 * Starts `server/main.ts` with a fresh data folder on a free port and waits until it answers. It is killed, and
 * its data removed, when the test ends.
 *
 * @throws Error with what the server printed where it ends before it answers
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? freshFolder()
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      CLIENT_DIR: process.env['CLIENT_DIR'],
      PORT: String(port),
      DATA_DIR: dataDir,
      // Tests ask nothing of anybody's servers.
      LINK_FETCHING: 'off',
      ...options.env,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const stopped = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name)
  }
  onTestFinished(async () => {
    signal('SIGKILL')
    await stopped
  })

  const url = `http://127.0.0.1:${port}`
  await untilItAnswers(url, stopped, () => printed)
  return {
    url,
    port,
    dataDir,
    pid: child.pid ?? 0,
    logs: () => printed,
    signal,
    stopped,
    async restart() {
      signal('SIGKILL')
      await stopped
      return await startServer({ ...options, dataDir, port })
    },
  }
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function untilItAnswers(url: string, stopped: Promise<unknown>, logs: () => string) {
  const server = { gone: false }
  void stopped.then(() => (server.gone = true))
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && !server.gone) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((next) => setTimeout(next, 50))
  }
  throw new Error(`The server ${server.gone ? 'ended' : 'does not answer'}. It printed:\n${logs()}`)
}
