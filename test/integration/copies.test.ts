import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  chmodSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'
import { editBoard, openStores } from '../support/proof-board.ts'

const { PATH, NODE_COMPILE_CACHE } = process.env

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-copies-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEveryEngine((engine) => {
  test('[A4] [A7] a backup made under live edits restores to a server that fits, and that people enter as before', async () => {
    const env = await engine.env()
    const server = await startApi(env)
    const ada = server.visitor()
    await ada.post('/api/start', { name: 'Ada' })
    const { id: boardId } = (await ada.post('/api/boards', { title: 'Depot' })).body
    const bring = (text: string) =>
      server.parts.files.receive(Readable.from([Buffer.from(text)]), {
        boardId,
        personId: 'person-1',
        name: 'note.txt',
      })
    await editBoard(server, { boardId, items: 2 })
    await bring('before')
    const before = await seqOf(server, boardId)

    const busy = { stop: false, files: 0 }
    const working = (async () => {
      while (!busy.stop) {
        await editBoard(server, { boardId, items: 1 })
        await bring(`meanwhile ${busy.files++}`)
        // As a team works, or all that follows had thousands of files to check.
        await new Promise((next) => setTimeout(next, 50))
      }
    })()
    const settings = { DATA_DIR: server.dataDir, ...env }
    const copy = join(folder, `live-${env['DATABASE_URL'] ? 'postgres' : 'sqlite'}`)
    const made = await redstring(settings, 'backup', copy)
    busy.stop = true
    await working
    expect([made.code, made.told]).toEqual([0, expect.stringContaining('were copied')])
    const after = await seqOf(server, boardId)
    expect(after).toBeGreaterThan(before)
    const verified = await redstring(settings, 'verify', '--all')
    expect([verified.code, verified.lines]).toEqual([
      0,
      [expect.stringContaining('Everything fits')],
    ])

    // Into a fresh place of the same engine, and from PostgreSQL also into SQLite.
    const places = [
      { DATA_DIR: join(folder, `again-${boardId}`), ...(await engine.env()) },
      ...(env['DATABASE_URL'] ? [{ DATA_DIR: join(folder, `other-${boardId}`) }] : []),
    ]
    for (const place of places) {
      const restored = await redstring(place, 'restore', copy)
      expect(restored.lines).toEqual([expect.stringMatching(/^\w+\tDepot\tEverything fits: /)])
      expect(restored.code).toBe(0)
      const again = await redstring(place, 'restore', copy)
      expect([again.code, again.told]).toEqual([1, expect.stringMatching(/already/)])
      const { DATA_DIR: dataDir, ...rest } = place
      const second = await startApi(rest, { dataDir })
      const seq = await seqOf(second, boardId)
      expect(seq).toBeGreaterThanOrEqual(before)
      expect(seq).toBeLessThanOrEqual(after)
      const signedIn = await fetch(`${second.url}/api/session`, { headers: { cookie: ada.cookie } })
      expect(await signedIn.json()).toMatchObject({ person: { name: 'Ada' } })
      await editBoard(second, { boardId, items: 1 })
      await second.close()
    }
    await server.close()
  })
})

test('[A8] a backup that was interrupted never looks whole, and is not restored', async () => {
  const server = await startApi()
  const { id: boardId } = await server.parts.boards.create('Depot', null)
  await server.parts.files.receive(Readable.from([Buffer.from('evidence')]), {
    boardId,
    personId: 'person-1',
    name: 'note.txt',
  })
  endInTheMiddle(globSync(join(server.dataDir, 'blobs/*/*/*'))[0] ?? '', 'evid')
  const copy = join(folder, 'interrupted')
  const child = start({ DATA_DIR: server.dataDir }, 'backup', copy)
  const copied = () =>
    globSync(join(`${copy}.partial`, 'data/blobs/*/*')).map((path) => statSync(path).size)
  await expect.poll(copied).toEqual([4])
  child.process.kill('SIGKILL')
  expect((await child.done).code).not.toBe(0)
  expect(existsSync(copy)).toBe(false)
  const place = { DATA_DIR: join(folder, 'never') }
  const restored = await redstring(place, 'restore', `${copy}.partial`)
  expect([restored.code, restored.told]).toEqual([1, expect.stringContaining('is no whole bag')])
  expect(existsSync(join(folder, 'never/redstring.db'))).toBe(false)
  const again = await redstring({ DATA_DIR: server.dataDir }, 'backup', copy)
  expect([again.code, again.told]).toEqual([1, expect.stringContaining('already')])
  await server.close()
})

test('[A8] one byte changed anywhere in a backup, or a file too few or too many, is named and nothing restored', async () => {
  const server = await startApi()
  const { id: boardId } = await server.parts.boards.create('Depot', null)
  await server.parts.files.receive(Readable.from([Buffer.from('evidence')]), {
    boardId,
    personId: 'person-1',
    name: 'note.txt',
  })
  const copy = join(folder, 'tampered')
  expect((await redstring({ DATA_DIR: server.dataDir }, 'backup', copy)).code).toBe(0)
  await server.close()
  const { restoreBackup } = await import('../../server/copies/restore.ts')
  const { createLogger } = await import('../../server/logger.ts')
  const restoring = (dataDir: string) =>
    restoreBackup({
      path: copy,
      dataDir,
      databaseUrl: null,
      blobs: new DiskBlobStore(join(dataDir, 'blobs')),
      logger: createLogger('silent'),
    })
  const paths = globSync(join(copy, '**/*'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(paths.length).toBeGreaterThan(6)
  for (const path of paths) {
    const kept = readFileSync(path)
    chmodSync(path, 0o600)
    const step = Math.max(1, Math.floor(kept.length / 25))
    for (let at = 0; at < kept.length; at += step) {
      const changed = Buffer.from(kept)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(path, changed)
      await expect(restoring(join(folder, 'refused'))).rejects.toMatchObject({ name: 'Mismatch' })
    }
    rmSync(path)
    await expect(restoring(join(folder, 'refused'))).rejects.toMatchObject({ name: 'Mismatch' })
    writeFileSync(path, kept)
  }
  writeFileSync(join(copy, 'data/more'), 'more')
  await expect(restoring(join(folder, 'refused'))).rejects.toThrow('data/more')
  rmSync(join(copy, 'data/more'))
  expect(existsSync(join(folder, 'refused'))).toBe(false)
  await restoring(join(folder, 'refused'))
  const stores = await openStores({ dataDir: join(folder, 'refused'), databaseUrl: null })
  expect(await stores.check(boardId)).toEqual([])
  await stores.close()
})

/** Puts in a file's place one that has so much to read and then neither ends nor goes on. */
function endInTheMiddle(path: string, text: string): void {
  rmSync(path)
  execFileSync('mkfifo', [path])
  const pipe = openSync(path, 'r+')
  onTestFinished(() => closeSync(pipe))
  writeSync(pipe, text)
}

async function seqOf({ parts }: ApiServer, boardId: string): Promise<number> {
  return (await parts.rooms.read(boardId)).seq
}

type Ran = { code: number | null; lines: string[]; told: string }

function redstring(env: Record<string, string>, ...args: string[]): Promise<Ran> {
  return start(env, ...args).done
}

function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['server/cli.ts', ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...env },
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const done = new Promise<Ran>((resolve) => {
    child.once('close', (code) =>
      resolve({
        code,
        lines: Buffer.concat(out).toString().split('\n').filter(Boolean),
        told: Buffer.concat(err).toString(),
      }),
    )
  })
  return { process: child, done }
}
