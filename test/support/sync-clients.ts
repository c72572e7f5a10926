import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { frameType } from '../../shared/protocol/frames.ts'
import type { Limits } from '../../server/rooms/limits.ts'

/** A sync server (sync-server.ts) in a process of its own. */
export type SyncServer = {
  port: number
  pid: number
  dataDir: string
  signal(name: NodeJS.Signals): void
  /** The exit code, or null after a signal ended it. */
  stopped: Promise<number | null>
}

export type SyncServerOptions = { dataDir?: string; port?: number; limits?: Partial<Limits> }

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function startSyncServer(options: SyncServerOptions = {}): Promise<SyncServer> {
  const child = spawnSyncServer(options.dataDir ?? freshFolder(), options)
  onTestFinished(async () => {
    child.signal('SIGKILL')
    await child.stopped
  })
  return child.ready
}

/** Started with the first test of a worker that asks; ends with the worker. */
let ofWorker: Promise<SyncServer> | null = null
let boards = 0

/**
 * One for every test of this worker that neither stops its server nor asks for other limits: starting one takes a
 * second of CPU. Each test has a board of its own (`newBoardId`).
 */
export function sharedSyncServer(): Promise<SyncServer> {
  return (ofWorker ??= startForWorker())
}

export function newBoardId(): string {
  return `board-${++boards}`
}

/** A worker is ended without a word: this one ends, and takes its data along, when its channel to the worker does. */
async function startForWorker(): Promise<SyncServer> {
  const child = spawnSyncServer(mkdtempSync(join(tmpdir(), 'redstring-sync-')), { isTied: true })
  child.unref()
  return child.ready
}

function spawnSyncServer(
  dataDir: string,
  { isTied = false, ...options }: Omit<SyncServerOptions, 'dataDir'> & { isTied?: boolean },
) {
  const child = spawn(
    process.execPath,
    ['--expose-gc', resolve(import.meta.dirname, 'sync-server.ts')],
    {
      // What a worker is told by must not be held open by whom it leaves behind.
      stdio: isTied ? ['ignore', 'pipe', 'ignore', 'ipc'] : ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        // The processes started one after another share what compiling the modules has cost the first.
        NODE_COMPILE_CACHE: join(tmpdir(), 'redstring-compile-cache'),
        DATA_DIR: dataDir,
        PORT: String(options.port ?? 0),
        LIMITS: JSON.stringify(options.limits ?? {}),
      },
    },
  )
  const stopped = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name)
  }
  const ready = new Promise<SyncServer>((found, fail) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const line = /listening (\d+)/.exec(chunk.toString())
      if (line) found({ port: Number(line[1]), pid: child.pid ?? 0, dataDir, signal, stopped })
    })
    void stopped.then((code) => fail(new Error(`The sync server ended with ${code}`)))
  })
  /** It keeps no process from ending. */
  const unref = () => {
    child.unref()
    child.channel?.unref()
    if (child.stdout instanceof Socket) child.stdout.unref()
  }
  return { ready, signal, stopped, unref }
}

export async function setRole(
  server: SyncServer,
  change: { boardId: string; personId: string; role: string | null },
): Promise<void> {
  await fetch(`http://127.0.0.1:${server.port}/roles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })
}

/** An unmodified y-websocket client. */
export type StockClient = { doc: Y.Doc; provider: WebsocketProvider; closes: number[] }

export function stockClient(
  server: Pick<SyncServer, 'port'>,
  { boardId, as, doc = new Y.Doc() }: { boardId: string; as: string; doc?: Y.Doc },
): StockClient {
  class Authorised extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { authorization: `Bearer ${as}` } })
    }
  }
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, boardId, doc, {
    // ws is a browser's WebSocket in all that the provider uses.
    WebSocketPolyfill: Authorised as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 300,
  })
  const closes: number[] = []
  provider.on('connection-close', (event: { code: number } | null) => {
    if (event) closes.push(event.code)
  })
  onTestFinished(() => provider.destroy())
  return { doc, provider, closes }
}

export function synced({ provider }: Pick<StockClient, 'provider'>): Promise<void> {
  return new Promise((done) => {
    if (provider.synced) return done()
    const listener = (isSynced: boolean) => {
      if (!isSynced) return
      provider.off('sync', listener)
      done()
    }
    provider.on('sync', listener)
  })
}

/** A socket with nothing behind it: sends any bytes, keeps every frame it receives. */
export type RawClient = {
  socket: WebSocket
  frames: Uint8Array[]
  /** The close code, once closed. */
  closed: Promise<number>
  send(...bytes: Uint8Array[]): void
}

export async function rawClient(
  server: Pick<SyncServer, 'port'>,
  { boardId, as, headers }: { boardId: string; as?: string; headers?: Record<string, string> },
): Promise<RawClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/${boardId}`, {
    headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...headers },
  })
  const frames: Uint8Array[] = []
  socket.on('message', (data: Buffer) => frames.push(Uint8Array.from(data)))
  socket.on('error', () => {})
  const closed = new Promise<number>((done) => socket.once('close', (code) => done(code)))
  onTestFinished(() => socket.terminate())
  await new Promise<void>((done) => {
    socket.once('open', () => done())
    socket.once('close', () => done())
  })
  const send = (...sent: Uint8Array[]) => {
    for (const each of sent) socket.send(each)
  }
  return { socket, frames, closed, send }
}

export const frames = {
  step1: (stateVector: Uint8Array = Uint8Array.of(0)) => syncFrame(0, stateVector),
  step2: (update: Uint8Array) => syncFrame(1, update),
  update: (update: Uint8Array) => syncFrame(2, update),
  mark(count: number): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, frameType.MARK)
      encoding.writeVarUint(encoder, count)
    })
  },
  presence(...states: { client: number; clock: number; json: string }[]): Uint8Array {
    const entries = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, states.length)
      for (const { client, clock, json } of states) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarString(encoder, json)
      }
    })
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, frameType.AWARENESS)
      encoding.writeVarUint8Array(encoder, entries)
    })
  },
}

function syncFrame(step: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameType.SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, body)
  })
}

/** What a frame from the server says. */
export type Said =
  | { kind: 'step-1' | 'step-2' | 'update' | 'presence'; body: Uint8Array }
  | { kind: 'mark'; count: number }
  | { kind: 'notice'; notice: unknown }

export function said(frame: Uint8Array): Said {
  const decoder = decoding.createDecoder(frame)
  const type = decoding.readVarUint(decoder)
  if (type === frameType.MARK) return { kind: 'mark', count: decoding.readVarUint(decoder) }
  if (type === frameType.NOTICE) {
    return { kind: 'notice', notice: JSON.parse(decoding.readVarString(decoder)) }
  }
  const kind = type === frameType.AWARENESS ? 'presence' : syncKinds[decoding.readVarUint(decoder)]
  if (!kind) throw new Error(`An unknown frame of type ${type}`)
  return { kind, body: decoding.readVarUint8Array(decoder) }
}

const syncKinds = ['step-1', 'step-2', 'update'] as const

/** Marks answered on this socket so far, and a way to wait for one. */
export function marksOf(socket: {
  on(event: 'message', listener: (data: Buffer | ArrayBuffer) => void): unknown
}) {
  const answered: number[] = []
  const waiting = new Map<number, () => void>()
  socket.on('message', (data) => {
    // As the socket was told to give it: y-websocket wants an ArrayBuffer.
    const bytes = new Uint8Array(data)
    if (bytes[0] !== frameType.MARK) return
    const answer = said(bytes)
    if (answer.kind !== 'mark') return
    answered.push(answer.count)
    waiting.get(answer.count)?.()
  })
  return {
    answered,
    until: (count: number) =>
      answered.includes(count)
        ? Promise.resolve()
        : new Promise<void>((done) => waiting.set(count, done)),
  }
}
