import { spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { addEvidence } from '../../shared/board/actions.ts'
import { takeDataFolder } from '../../server/data-folder.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { onlyBoardIn } from '../support/folder-with-boards.ts'
import { freePort } from '../support/free-port.ts'
import { startServerProcess } from '../support/start-server.ts'
import { Visitor } from '../support/api-server.ts'

const sampleFolder = join(mkdtempSync(join(tmpdir(), 'redstring-cli-')), 'data')
let withSample: Promise<Ran> | null = null
afterAll(() => rmSync(join(sampleFolder, '..'), { recursive: true, force: true }))

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'redstring-cli-')), 'data')
})
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

/** What a shell on this machine would have set, and what the runs of the tests share. */
const { PATH, NODE_COMPILE_CACHE } = process.env
const shared = { PATH, NODE_COMPILE_CACHE }
const withoutSample = { SAMPLE_BOARD: 'off' }

const ada = ['--name', 'Ada', '--email', 'ada@example.org']

test('[P40] init makes an account on an empty folder; its last line is a key for HTTP and sync', async () => {
  const made = await initWithSample()
  expect(made.code).toBe(0)
  const key = made.lines.at(-1) ?? ''
  expect(key).toMatch(/^rs_\w{40,}$/)
  expect(statSync(join(dataDir, 'secret')).mode & 0o077).toBe(0)

  const server = await startServerProcess({ dataDir })
  const program = new Visitor(server.url, { bearer: key })
  const { body: boards } = await program.get('/api/boards')
  expect(boards).toEqual([expect.objectContaining({ title: 'Sergeyevka (sample)', role: 'owner' })])
  const { body } = await new Visitor(server.url).get('/api/session')
  expect(body).toMatchObject({ mode: 'this-computer', knownHere: [{ name: 'Ada' }] })

  const doc = new Y.Doc()
  const Socket = class extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { authorization: `Bearer ${key}` } })
    }
  }
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, boards[0].id, doc, {
    // ws speaks as the browser's does where y-websocket uses it.
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  try {
    await new Promise<void>((done) => provider.once('sync', () => done()))
    expect(recordsOf(doc).size).toBeGreaterThan(50)
    const id = addEvidence(doc, { kind: 'quote', by: 'Ada', fields: { title: 'By key' } })
    const records = async () =>
      (await program.get(`/api/boards/${boards[0].id}/records`)).body.records
    await expect.poll(records).toContainEqual(expect.objectContaining({ id, title: 'By key' }))
  } finally {
    provider.destroy()
  }
})

test('[P40] init refuses what cannot be an account, which leaves no data folder behind, and a folder where somebody is', async () => {
  const wrong = await redstring('init', '--name', 'Ada', '--email', 'nowhere')
  expect([wrong.code, wrong.told]).toEqual([1, expect.stringContaining('--email')])
  const unnamed = await redstring('init', '--email', 'ada@example.org')
  expect([unnamed.code, unnamed.told]).toEqual([1, expect.stringContaining('--name')])
  expect(existsSync(dataDir)).toBe(false)
  await run(['server/cli.ts', 'init', ...ada], withoutSample)
  const again = await redstring('init', ...ada)
  expect([again.code, again.lines, again.told]).toEqual([
    1,
    [],
    expect.stringContaining('There are people here already.'),
  ])
})

test('[P41] boards, records, keys, links and passwords, beside a running server', async () => {
  await initWithSample()
  const server = await startServerProcess({ dataDir })
  const { lines: listed } = await redstring('board', 'list')
  const [boardId = '', , title] = listed[0]?.split('\t') ?? []
  expect([listed.length, title]).toEqual([1, 'Sergeyevka (sample)'])

  const { lines: keys } = await redstring('key', 'create', '--email', 'ADA@example.org')
  const program = new Visitor(server.url, { bearer: keys.at(-1) ?? '' })
  const { body: served } = await program.get(`/api/boards/${boardId}/records`)
  const { lines: printed } = await redstring('board', 'records', boardId)
  expect(JSON.parse(printed.join('\n'))).toEqual(served)

  const unknown = await redstring('board', 'records', 'nowhere')
  expect([unknown.code, unknown.lines]).toEqual([1, []])
  const { lines: links } = await redstring('invite', '--board', boardId, '--role', 'viewer')
  const token = /\/join\/([\w-]+)$/.exec(links.at(-1) ?? '')?.[1] ?? ''
  const invited = await new Visitor(server.url).get(`/api/invitations/${token}`)
  expect(invited.body).toEqual({ invitedBy: 'Ada', boardTitle: 'Sergeyevka (sample)' })

  const { lines } = await redstring('password', 'set', '--email', 'ada@example.org')
  const person = new Visitor(server.url)
  expect((await person.post('/api/start', { name: 'Eve' })).status).toBe(401)
  const account = { email: 'ada@example.org', password: lines.at(-1) }
  expect((await person.post('/api/auth/sign-in/email', account)).status).toBe(204)
})

test('[H11] versions are named and listed from the command line', async () => {
  await initWithSample()
  const boardId = onlyBoardIn(dataDir)
  const made = await redstring('board', 'version', boardId, 'As sent', '--note', 'To the desk')
  expect([made.code, made.lines]).toEqual([0, [expect.stringMatching(/^\d+$/)]])
  const { lines } = await redstring('board', 'versions', boardId)
  const columns = lines.map((line) => line.split('\t'))
  expect(columns).toEqual([
    [
      expect.stringMatching(/^\d{4}-/),
      made.lines[0],
      'named',
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
      'As sent',
    ],
  ])
  expect((await redstring('board', 'version', boardId, ' ')).code).toBe(1)
  expect((await redstring('board', 'versions', 'nowhere')).code).toBe(1)
})

test('[P34] one server a data folder; the second, and init beside one, are refused with a sentence', async () => {
  const server = await startServerProcess({ dataDir, env: { SAMPLE_BOARD: 'off' } })
  for (const second of [
    await run(['server/main.ts'], { PORT: '0' }),
    await redstring('init', ...ada),
  ])
    expect([second.code, second.lines, second.told]).toEqual([
      1,
      [],
      expect.stringMatching(/^Another Redstring is running on the data folder .*\.\n$/),
    ])
  server.signal('SIGKILL')
  await server.stopped
  const third = await startServerProcess({ dataDir, env: { SAMPLE_BOARD: 'off' } })
  expect((await fetch(`${third.url}/healthz`)).status).toBe(200)
})

test('[P34] a taken port or a bad setting ends the start with a sentence', async () => {
  const server = await startServerProcess({ env: { SAMPLE_BOARD: 'off' } })
  const taken = await run(['server/main.ts'], { PORT: String(server.port), SAMPLE_BOARD: 'off' })
  expect([taken.code, taken.told]).toEqual([
    1,
    expect.stringMatching(`^Port ${server.port} is in use.*\\.\n$`),
  ])
  const refused = await run(['server/main.ts'], { PORT: 'many' })
  expect([refused.code, refused.told]).toEqual([
    1,
    'The setting PORT cannot be used: it must be a number.\n',
  ])
  const unreachable = { DATABASE_URL: `postgres://ada:secret@127.0.0.1:${server.port}/x` }
  const alone = await run(['server/main.ts'], unreachable)
  expect([alone.code, alone.told]).toEqual([
    1,
    expect.stringMatching(/^The database cannot be reached.*\n$/),
  ])
  expect(alone.told).not.toContain('secret')
})

test('[P35] the server stops when asked, with what it confirmed, and leaves the folder free', async () => {
  const server = await startServerProcess({ dataDir, env: { SAMPLE_BOARD: 'off' } })
  const person = new Visitor(server.url)
  await person.post('/api/start', { name: 'Ada' })
  const { body: board } = await person.post('/api/boards', { title: 'Kept' })
  server.signal('SIGTERM')
  expect(await server.stopped).toBe(0)
  const { lines } = await redstring('board', 'list')
  expect(lines).toEqual([expect.stringContaining(board.id)])
})

test('[P35] npm start stops cleanly when its shell is told to stop and says nothing to it', async () => {
  const port = await freePort()
  const clientDir = join(dataDir, 'client')
  // As npm starts it: a shell that waits, and that ends without passing signals on.
  const shell = spawn('sh', ['-c', '"$0" scripts/start.ts; exit', process.execPath], {
    cwd: projectBuiltAtOnce(),
    env: {
      ...shared,
      DATA_DIR: dataDir,
      CLIENT_DIR: clientDir,
      PORT: String(port),
      SAMPLE_BOARD: 'off',
    },
    stdio: 'ignore',
  })
  const health = async () =>
    (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.status ?? 'gone'
  await expect.poll(health).toBe(200)
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('Built')
  shell.kill('SIGTERM')
  await expect.poll(health).toBe('gone')
  await expect.poll(isFree).toBe(true)
})

test('[P40] init prints the key as the last line when npm runs it, and nothing else after it', async () => {
  const npm = spawn(
    'npm',
    ['run', 'redstring', '--', 'init', '--name', 'Kim Reyes', '--email', 'kim@example.org'],
    {
      env: { ...shared, HOME: dataDir, DATA_DIR: dataDir, SAMPLE_BOARD: 'off' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  let printed = ''
  npm.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  expect(await new Promise((done) => npm.once('close', done))).toBe(0)
  const key = printed.trimEnd().split('\n').at(-1) ?? ''
  expect(key).toMatch(/^rs_\w{40,}$/)
  const server = await startServerProcess({ dataDir, env: { SAMPLE_BOARD: 'off' } })
  const answer = await fetch(`${server.url}/api/session`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(await answer.json()).toMatchObject({ person: { name: 'Kim Reyes' } })
})

const BUILDER = 'node_modules/vite/bin/vite.js'
const builder = `import { mkdirSync, writeFileSync } from 'node:fs'
const { CLIENT_DIR } = process.env
if (process.argv[2] !== 'build') process.exit(1)
mkdirSync(CLIENT_DIR, { recursive: true })
writeFileSync(CLIENT_DIR + '/index.html', '<!doctype html><title>Built</title>')
`

/** This project but for its builder, which takes seconds of CPU: the client that it builds, other tests look at. */
function projectBuiltAtOnce(): string {
  expect(existsSync(BUILDER)).toBe(true)
  const project = join(dataDir, '../project')
  for (const folder of ['scripts', dirname(BUILDER)])
    mkdirSync(join(project, folder), { recursive: true })
  for (const file of ['package.json', 'scripts/start.ts']) copyFileSync(file, join(project, file))
  writeFileSync(join(project, 'node_modules/vite/package.json'), '{ "type": "module" }')
  writeFileSync(join(project, BUILDER), builder)
  symlinkSync(resolve('server'), join(project, 'server'))
  return project
}

function isFree(): boolean {
  try {
    takeDataFolder(dataDir)()
    return true
  } catch {
    return false
  }
}

type Ran = { code: number | null; lines: string[]; told: string }

/** Puts a copy of what `init` makes into the data folder; the sample is made once. */
async function initWithSample(): Promise<Ran> {
  const ran = await (withSample ??= run(['server/cli.ts', 'init', ...ada], {
    DATA_DIR: sampleFolder,
  }))
  cpSync(sampleFolder, dataDir, { recursive: true })
  return ran
}

function redstring(...args: string[]): Promise<Ran> {
  return run(['server/cli.ts', ...args])
}

async function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    env: { ...shared, DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, told] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, lines: printed.split('\n').filter((line) => line !== ''), told }
}
