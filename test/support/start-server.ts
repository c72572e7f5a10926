import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import type { HostAnswer, HostOrder } from './server-host.ts'

/** The real server, on this computer. */
export type RunningServer = {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  url: string
  port: number
  dataDir: string
}

/** One in a process of its own, which can be stopped, killed and started again. */
export type ServerProcess = RunningServer & {
  pid: number
  /** Sends a signal at once; `stopped` says when the process is gone. */
  signal(name: NodeJS.Signals): void
  /** The exit code, or null after a signal ended it. */
  stopped: Promise<number | null>
  /** Starts it again on the same port and data. */
  restart(): Promise<ServerProcess>
}

export type ServerOptions = {
  env?: Record<string, string>
  dataDir?: string
  /** A free one unless given. */
  port?: number
}

/**
 * Opens a server with a fresh data folder on a free port, which is closed, and its data removed, when the test ends.
 * It shares a process with the others of this worker (server-host.ts), so that it is there within milliseconds.
 *
 * @throws Error with what the server printed where it cannot be opened
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? freshFolder()
  const env = {
    ...environment(),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...(options.port !== undefined && { PORT: String(options.port) }),
    ...options.env,
  }
  const { port, leave } = await openAtUsualPort({ env, isFresh: options.dataDir === undefined })
  onTestFinished(async () => {
    await tellHost({ do: 'close', port })
    leave()
  })
  return { url: `http://127.0.0.1:${port}`, port, dataDir }
}

/**
 * Starts `server/main.ts` with a fresh data folder on a free port, in a process of its own, and waits until it
 * answers. It is killed, and its data removed, when the test ends. Takes seconds of CPU: for tests that stop it, or
 * that set what a whole process shares (PATH).
 *
 * @throws Error with what the server printed where it ends before it answers
 */
export async function startServerProcess(options: ServerOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? freshFolder()
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment(),
      PORT: String(options.port ?? 0),
      DATA_DIR: dataDir,
      ...options.env,
    },
  })
  const printed = printedBy(child)
  const stopped = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name)
  }
  onTestFinished(async () => {
    signal('SIGKILL')
    await stopped
  })
  const port = await portItNames(stopped, printed)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    pid: child.pid ?? 0,
    signal,
    stopped,
    async restart() {
      signal('SIGKILL')
      await stopped
      return await startServerProcess({ ...options, dataDir, port })
    },
  }
}

/**
 * One server after another of this worker has the same port, for a browser has compiled the client for that address.
 * Null before the first; `isTaken` while one of them is open.
 */
const usual = { port: null as number | null, isTaken: false }

async function openAtUsualPort(order: {
  env: Record<string, string>
  isFresh: boolean
}): Promise<{ port: number; leave: () => void }> {
  const openAt = (port: number) =>
    tellHost({ do: 'open', ...order, env: { PORT: String(port), ...order.env } })
  if (usual.isTaken) return { port: await openAt(0), leave: () => undefined }
  usual.isTaken = true
  const leave = () => void (usual.isTaken = false)
  try {
    // Something else on this machine may have taken it meanwhile.
    const port = await openAt(usual.port ?? 0).catch(() => openAt(0))
    usual.port ??= port
    return { port, leave }
  } catch (error) {
    leave()
    throw error
  }
}

const projectRoot = resolve(import.meta.dirname, '../..')

/** What servers of tests know of this machine. They ask nothing of anybody's servers. */
function environment(): Record<string, string> {
  const { PATH, HOME, CLIENT_DIR, NODE_COMPILE_CACHE } = process.env
  const given = { PATH, HOME, CLIENT_DIR, NODE_COMPILE_CACHE }
  const known = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(known), LINK_FETCHING: 'off' }
}

type Host = { child: ChildProcess; printed: () => string }

/** Started with the first server that a worker needs; ends with the worker. */
let host: Host | null = null
let orders = 0

function hostProcess(): Host {
  if (host?.child.connected) return host
  const child = fork(resolve(import.meta.dirname, 'server-host.ts'), {
    cwd: projectRoot,
    execArgv: [],
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // Many orders may wait at once; the channel alone keeps no test run alive.
  child.setMaxListeners(0)
  child.unref()
  child.channel?.unref()
  host = { child, printed: printedBy(child) }
  return host
}

type Order = HostOrder extends infer One ? (One extends HostOrder ? Omit<One, 'id'> : never) : never

function tellHost(order: Order): Promise<number> {
  const { child, printed } = hostProcess()
  const id = ++orders
  return new Promise((done, fail) => {
    const end = (settle: () => void) => {
      child.off('message', listen)
      child.off('exit', gone)
      settle()
    }
    const listen = (answer: HostAnswer) => {
      if (answer.id !== id) return
      end(() => ('port' in answer ? done(answer.port) : fail(whatHappened(answer.failed))))
    }
    const gone = () => end(() => fail(whatHappened('The process with the servers ended.')))
    const whatHappened = (what: string) => new Error(`${what} It printed:\n${printed()}`)
    child.on('message', listen)
    child.on('exit', gone)
    child.send({ ...order, id } satisfies HostOrder)
  })
}

/** The last of what a process has printed, for the message of a failure. */
function printedBy(child: ChildProcess): () => string {
  let printed = ''
  const take = (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-20_000))
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return () => printed
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The server says where it is once it can be used. */
async function portItNames(stopped: Promise<unknown>, printed: () => string): Promise<number> {
  const server = { gone: false }
  void stopped.then(() => (server.gone = true))
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && !server.gone) {
    const port = /^Redstring is ready at http.*:(\d+)$/m.exec(printed())?.[1]
    if (port !== undefined) return Number(port)
    await new Promise((next) => setTimeout(next, 20))
  }
  throw new Error(`The server ${server.gone ? 'ended' : 'is not ready'}. It printed:\n${printed()}`)
}
