import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** Folder with `initdb` and `postgres`; null where PostgreSQL is not installed. */
export function postgresFolder(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ]
  return (
    folders.find((folder) =>
      ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
    ) ?? null
  )
}

/** No test asks what is left when the machine loses power, so nothing waits for the disk. */
const unsafe = ['fsync', 'full_page_writes', 'synchronous_commit'].flatMap((each) => [
  '-c',
  `${each}=off`,
])

/** It keeps no process from ending, and ends with the one that started it. */
export type Postgres = { url: string; stop(): Promise<void> }

/** Started with the first test of a worker that asks; ends with the worker. */
let ofWorker: Promise<Postgres> | null = null

/** A PostgreSQL for every test of this worker: making one takes seconds of CPU, making a database in it does not. */
export function sharedPostgres(): Promise<Postgres> {
  return (ofWorker ??= startPostgres())
}

/** Ends PostgreSQL when its own input does: when it is told to, or when whoever started it is gone without a word. */
const untilLetGo = `exec 3<&0
"$@" 3<&- & pid=$!
# Waits for connections that are just being closed; the second signal cuts whatever was left open.
(cat <&3 > /dev/null; kill -TERM $pid; sleep 3; kill -INT $pid) 2> /dev/null & watch=$!
wait $pid
kill $watch
rm -rf "$DATA"`

/**
 * A PostgreSQL of one test's own: empty, on a free port of this computer, gone with `stop`. Runs as the user
 * `postgres` where the tests run as root, for PostgreSQL refuses root.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = postgresFolder()
  if (folder === null) throw new Error('PostgreSQL is not installed')
  const dataDir = mkdtempSync(join(tmpdir(), 'redstring-postgres-'))
  const owner = ownerOfPostgres()
  if (owner.uid !== undefined) chownSync(dataDir, owner.uid, owner.gid ?? owner.uid)
  const made = spawnSync(
    join(folder, 'initdb'),
    ['-D', dataDir, '-A', 'trust', '-U', 'redstring', '-E', 'UTF8', '--no-sync'],
    { encoding: 'utf8', cwd: tmpdir(), ...owner },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)

  const port = await freePort()
  const listen = ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', dataDir, ...unsafe]
  const command = ['-c', untilLetGo, 'sh', join(folder, 'postgres'), ...listen]
  const child = spawn('sh', command, {
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: tmpdir(),
    env: { ...process.env, DATA: dataDir },
    ...owner,
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`PostgreSQL ended: ${log}`)))
  })
  child.unref()
  for (const pipe of [child.stdin, child.stderr]) if (pipe instanceof Socket) pipe.unref()
  return {
    url: `postgres://redstring@127.0.0.1:${port}/postgres`,
    async stop() {
      child.ref()
      child.stdin.end()
      await gone
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Not through `runuser`, which keeps signals from the server it started. */
function ownerOfPostgres(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}
