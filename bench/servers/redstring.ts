import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { board, newBoard, startBody } from '../../shared/protocol/http.ts'
import type { Launch, ServerProcess } from './server-process.ts'
import type { RoomAddress } from './servers.ts'

const root = join(import.meta.dirname, '../..')

/**
 * The product as people run it: server/main.ts on a data folder of its own. `BENCH_PROFILE=<folder>` writes a CPU
 * profile there when it stops.
 */
export async function launchRedstring(dataDir: string): Promise<Launch> {
  const port = await freePort()
  const profile = process.env['BENCH_PROFILE']
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  return {
    args: [...flags, 'server/main.ts'],
    env: {
      DATA_DIR: join(dataDir, 'data'),
      PORT: String(port),
      HOST: '127.0.0.1',
      SAMPLE_BOARD: 'off',
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      CLIENT_DIR: process.env['BENCH_CLIENT_DIR'] ?? join(dataDir, 'no-client'),
    },
    cwd: root,
    ready: { port, path: '/healthz' },
  }
}

/** Starts as one person by name, makes a board for each room by the API, and remembers both over restarts. */
export function redstringRooms() {
  const boardIds = new Map<string, string>()
  let cookie: string | undefined
  return async (running: ServerProcess, room: string): Promise<RoomAddress> => {
    const url = `http://127.0.0.1:${running.port}`
    cookie ??= await start(url)
    const id = boardIds.get(room) ?? (await makeBoard(url, { title: room, cookie }))
    boardIds.set(room, id)
    return {
      url: `ws://127.0.0.1:${running.port}/sync/${id}`,
      headers: { cookie, origin: url },
      dialect: 'redstring',
      documentName: id,
    }
  }
}

async function start(url: string): Promise<string> {
  const answer = await post(`${url}/api/start`, startBody.parse({ name: 'Bench' }), { origin: url })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function makeBoard(
  url: string,
  { title, cookie }: { title: string; cookie: string },
): Promise<string> {
  const headers = { cookie, origin: url }
  const answer = await post(`${url}/api/boards`, newBoard.parse({ title }), headers)
  return board.pick({ id: true }).parse(await answer.json()).id
}

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status === 201) return answer
  throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
