import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newBoard, board as boardBody } from '../../shared/protocol/http.ts'
import { node, type Launch, type ServerProcess } from './server-process.ts'
import type { RoomAddress } from './servers.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

/** The product as people run it: server/main.ts on an empty data folder, one account, an API key. */
export async function launchRedstring(dataDir: string): Promise<Launch> {
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    SAMPLE_BOARD: 'off',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    ...(process.env['BENCH_CLIENT_DIR'] ? { CLIENT_DIR: process.env['BENCH_CLIENT_DIR'] } : {}),
  }
  const keyFile = join(dataDir, 'bench-key')
  if (!existsSync(keyFile)) {
    const args = ['server/cli.ts', 'init', '--name', 'Bench', '--email', 'bench@example.org']
    const { stdout } = await run(node, args, { cwd: root, env: { ...process.env, ...env } })
    writeFileSync(keyFile, stdout.trim().split('\n').at(-1) ?? '')
  }
  const profile = process.env['BENCH_PROFILE']
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  return { args: [...flags, 'server/main.ts'], env, cwd: root, ready: { port, path: '/healthz' } }
}

/** Makes a board for each room by the API, and remembers it when the server starts again. */
export function redstringRooms(dataDir: string) {
  const boardIds = new Map<string, string>()
  return async (running: ServerProcess, room: string): Promise<RoomAddress> => {
    const headers = { authorization: `Bearer ${readFileSync(join(dataDir, 'bench-key'), 'utf8')}` }
    let id = boardIds.get(room)
    if (id === undefined) {
      const answer = await fetch(`http://127.0.0.1:${running.port}/api/boards`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(newBoard.parse({ title: room })),
      })
      if (answer.status !== 201) {
        throw new Error(`No board: ${answer.status} ${await answer.text()}`)
      }
      id = boardBody.pick({ id: true }).parse(await answer.json()).id
      boardIds.set(room, id)
    }
    return {
      url: `ws://127.0.0.1:${running.port}/sync/${id}`,
      headers,
      dialect: 'redstring',
      documentName: id,
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
