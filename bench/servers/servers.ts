import { join } from 'node:path'
import type { Dialect } from '../wire/dialect.ts'
import { launchRedstring, redstringRooms } from './redstring.ts'
import { ServerProcess, type Launch } from './server-process.ts'

/** Where one room is joined, and how. */
export type RoomAddress = {
  url: string
  headers: Record<string, string>
  dialect: Dialect
  /** The name that Hocuspocus puts before each frame. */
  documentName: string
}

/** `tldraw` is no server of boards but the page of plain tldraw, for what is measured in a browser. */
export const serverNames = ['relay', 'y-websocket', 'hocuspocus', 'tldraw', 'redstring'] as const
export type ServerName = (typeof serverNames)[number]

type Rooms = (running: ServerProcess, room: string) => Promise<RoomAddress>

type Kind = {
  title: string
  /** Keeps documents on disk. */
  durable: boolean
  launch(dataDir: string): Promise<Launch>
  /** Made once for each server under measurement; remembers boards over restarts. */
  rooms(): Rooms
}

const bench = join(import.meta.dirname, '..')
const listening = /listening (\d+)/

export const servers: Record<ServerName, Kind> = {
  relay: {
    title: 'ws relay',
    durable: false,
    launch: async (dataDir) => ({
      args: [join(bench, 'servers/relay.ts')],
      env: {
        PORT: '0',
        DATA_DIR: dataDir,
        ...(process.env['HAND_OVER'] ? { HAND_OVER: process.env['HAND_OVER'] } : {}),
      },
      cwd: bench,
      ready: listening,
    }),
    rooms: () => plainRooms('relay'),
  },
  'y-websocket': {
    title: '@y/websocket-server',
    durable: false,
    launch: async () => ({
      args: ['y-websocket.js'],
      env: { PORT: '0' },
      cwd: join(bench, 'peers'),
      ready: listening,
    }),
    rooms: () => plainRooms('y-websocket'),
  },
  hocuspocus: {
    title: 'Hocuspocus + SQLite',
    durable: true,
    launch: async (dataDir) => ({
      args: ['hocuspocus.js'],
      env: { PORT: '0', DATA_DIR: dataDir },
      cwd: join(bench, 'peers'),
      ready: listening,
    }),
    rooms: () => plainRooms('hocuspocus'),
  },
  tldraw: {
    title: 'plain tldraw',
    durable: false,
    launch: async () => ({
      args: [join(bench, 'servers/page-server.ts')],
      env: {},
      cwd: bench,
      ready: listening,
    }),
    rooms: () => async (running) => ({
      url: `http://127.0.0.1:${running.port}/`,
      headers: {},
      dialect: 'relay',
      documentName: '',
    }),
  },
  redstring: {
    title: 'Redstring',
    durable: true,
    launch: launchRedstring,
    rooms: redstringRooms,
  },
}

/** One server and its data folder: started, stopped, killed and started again. */
export class ServerUnderTest {
  readonly name: ServerName
  readonly #dataDir: string
  readonly #rooms: Rooms
  #running: ServerProcess | null = null

  constructor(name: ServerName, dataDir: string) {
    this.name = name
    this.#dataDir = dataDir
    this.#rooms = servers[name].rooms()
  }

  get process(): ServerProcess {
    if (!this.#running) throw new Error(`${this.name} is not running`)
    return this.#running
  }

  async start(): Promise<void> {
    this.#running = await ServerProcess.start(await servers[this.name].launch(this.#dataDir))
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
    this.#running = null
  }

  async kill(): Promise<void> {
    await this.#running?.kill()
    this.#running = null
  }

  async room(name: string): Promise<RoomAddress> {
    return this.#rooms(this.process, name)
  }
}

function plainRooms(dialect: Dialect): Rooms {
  return async (running, room) => ({
    url: `ws://127.0.0.1:${running.port}/${room}`,
    headers: {},
    dialect,
    documentName: room,
  })
}
