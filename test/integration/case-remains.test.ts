import { randomBytes } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { bring, download, makeCase, personAt } from '../support/brought-cases.ts'
import { openStores } from '../support/proof-board.ts'

/** What a case leaves behind that is not taken in although it is sound. */

const FILES = 60
const FILE_BYTES = 20_000

let folder: string
let zip: string
let originals: Buffer[]
let boardId: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-remains-'))
  const origin = await startApi()
  const made = await makeCase(origin)
  boardId = made.boardId
  originals = Array.from({ length: FILES }, () => randomBytes(FILE_BYTES))
  for (const [index, bytes] of originals.entries())
    await origin.parts.files.receive(Readable.from([bytes]), {
      boardId,
      personId: 'server',
      name: `${index}.bin`,
    })
  zip = join(folder, 'case.zip')
  await download(origin, { boardId, visitor: made.ada, to: zip })
  await origin.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const blobsIn = (dataDir: string) =>
  globSync(join(dataDir, 'blobs/*/*/*')).filter((path) => !path.endsWith('.part'))
const stagedIn = (dataDir: string) =>
  globSync(join(dataDir, 'importing/**/*'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'lock')
    .map(({ name }) => name)

/** Makes the very last statement of taking a case in fail, as a database without room does. */
async function refuseImports(server: ApiServer, why = 'no'): Promise<() => Promise<unknown>> {
  const { kysely } = server.parts.database
  await sql
    .raw(
      `create trigger refuse before insert on imported_board begin select raise(abort, '${why}'); end`,
    )
    .execute(kysely)
  return () => sql.raw('drop trigger refuse').execute(kysely)
}

test('[J25] a case that the database does not take leaves no file, no row and nothing staged, and comes in later', async () => {
  const server = await startApi()
  const grace = await personAt(server, 'Grace')
  const accept = await refuseImports(server)
  expect(await bring(server, grace, zip)).toMatchObject({ state: 'failed' })
  expect([blobsIn(server.dataDir), stagedIn(server.dataDir)]).toEqual([[], []])
  expect(await filesKnown(server)).toBe(0)
  await accept()
  expect(await bring(server, grace, zip)).toMatchObject({ state: 'done' })
  expect(blobsIn(server.dataDir)).toHaveLength(FILES + 2)
  expect(stagedIn(server.dataDir)).toEqual([])
  await server.close({ keepData: true })
  const stores = await openStores({ dataDir: server.dataDir, databaseUrl: null })
  expect(await stores.check(boardId)).toEqual([])
  await stores.close()
  rmSync(server.dataDir, { recursive: true, force: true })
})

test('[J25] whoever brings the same files while the case fails keeps every one of them', async () => {
  const server = await startApi()
  const grace = await personAt(server, 'Grace')
  const { id: own } = (await grace.post('/api/boards', { title: 'Ours' })).body
  await refuseImports(server)
  const failing = (async () => {
    for (let round = 0; round < 3; round++)
      expect(await bring(server, grace, zip)).toMatchObject({ state: 'failed' })
  })()
  const isOver = { yes: false }
  void failing.finally(() => (isOver.yes = true))
  const brought: Buffer[] = []
  for (const [index, bytes] of originals.entries()) {
    if (isOver.yes) break
    const name = `${index}.bin`
    await server.parts.files.receive(Readable.from([bytes]), {
      boardId: own,
      personId: 'server',
      name,
    })
    brought.push(bytes)
  }
  await failing
  expect(brought.length).toBeGreaterThan(5)
  expect(blobsIn(server.dataDir)).toHaveLength(brought.length)
  await server.close()
})

test('[J25] a kill while the files of a case move in leaves none after the next start', async () => {
  const dataDir = join(folder, 'killed')
  let left: string[] = []
  // It may have been quicker than the signal, or slower.
  for (let tries = 0; tries < 20 && left.length === 0; tries++) {
    rmSync(dataDir, { recursive: true, force: true })
    await importAndKill(dataDir)
    if ((await boardsIn(dataDir)) === 0) left = blobsIn(dataDir)
  }
  expect(left.length).toBeGreaterThan(0)
  const server = await startApi({}, { dataDir })
  await expect.poll(() => [...blobsIn(dataDir), ...stagedIn(dataDir)]).toEqual([])
  const grace = await personAt(server, 'Grace')
  expect(await bring(server, grace, zip)).toMatchObject({ state: 'done' })
  expect(blobsIn(dataDir)).toHaveLength(FILES + 2)
  await server.close()
})

test('[J25] a server beside which the command line takes a case in waits for its own, and neither drops what is the other’s', async () => {
  const server = await startApi()
  const grace = await personAt(server, 'Grace')
  const accept = await refuseImports(server)
  const command = redstring(server.dataDir)
  expect(await bring(server, grace, zip)).toMatchObject({ state: 'failed' })
  expect((await command).code).toBe(1)
  // The command leaves what it had moved in to the server, which drops it with its next case.
  await accept()
  const [ended, told] = [await redstring(server.dataDir), await bring(server, grace, zip)]
  expect([ended.code, told.state]).toEqual([0, 'failed'])
  expect(told.message).toContain('on this server already')
  expect(blobsIn(server.dataDir)).toHaveLength(FILES + 2)
  await server.close()
})

test('[J25] a disk that fills up under a case is said, and is as empty afterwards as before', async ({
  skip,
}) => {
  const disk = smallDisk(8 * 1024 * 1024)
  if (disk === null) skip('A small disk cannot be mounted here: not run as root.')
  const dataDir = disk ?? ''
  // The database with all its tables, and room for half of the files.
  const first = await startApi({}, { dataDir })
  await first.close({ keepData: true })
  const ballast = join(dataDir, 'ballast')
  spawnSync('sh', [
    '-c',
    `head -c ${roomLeft(dataDir) - (FILES * FILE_BYTES) / 2} /dev/zero > ${ballast}`,
  ])
  const { code, told } = await redstring(dataDir)
  expect([code, told]).toEqual([1, expect.stringContaining('disk is full')])
  expect([blobsIn(dataDir), stagedIn(dataDir)]).toEqual([[], []])
  rmSync(ballast)
  expect((await redstring(dataDir)).code).toBe(0)
})

async function filesKnown(server: ApiServer): Promise<number> {
  return (await server.parts.database.kysely.selectFrom('file').select('sha256').execute()).length
}

async function boardsIn(dataDir: string): Promise<number> {
  const stores = await openStores({ dataDir, databaseUrl: null })
  const boards = await stores.kysely.selectFrom('board').select('id').execute()
  await stores.close()
  return boards.length
}

/** Kills the command as soon as something of the case lies among the originals. */
async function importAndKill(dataDir: string): Promise<void> {
  const child = spawn(process.execPath, ['server/cli.ts', 'board', 'import', zip], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const isOver = { yes: false }
  void ended.then(() => (isOver.yes = true))
  while (!isOver.yes && !hasFolders(join(dataDir, 'blobs')))
    await new Promise((next) => setImmediate(next))
  child.kill('SIGKILL')
  await ended
}

function hasFolders(path: string): boolean {
  try {
    return readdirSync(path).length > 3
  } catch {
    return false
  }
}

function redstring(dataDir: string): Promise<{ code: number | null; told: string }> {
  const child = spawn(process.execPath, ['server/cli.ts', 'board', 'import', zip], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const told: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk))
  return new Promise((done) =>
    child.once('close', (code) => done({ code, told: Buffer.concat(told).toString() })),
  )
}

/** A file system of so many bytes; null where this computer does not let us mount one. */
function smallDisk(bytes: number): string | null {
  const path = join(folder, 'disk')
  mkdirSync(path)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path])
  if (mounted.status !== 0) return null
  onTestFinished(() => void spawnSync('umount', ['--lazy', path]))
  return path
}

function roomLeft(path: string): number {
  const out = spawnSync('df', ['--output=avail', '-B1', path]).stdout.toString()
  return Number(out.trim().split('\n').at(-1))
}
