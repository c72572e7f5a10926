import { spawn } from 'node:child_process'
import {
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkArchive } from '../../server/proof/check-archive.ts'
import { strayBoards } from '../../server/proof/stray-boards.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { bring, download, makeCase, personAt, send } from '../support/brought-cases.ts'
import {
  contentOfZip,
  renameInZip,
  withNewManifests,
  writeZip,
  type ZipContent,
} from '../support/case-packages.ts'
import { onEveryEngine } from '../support/engines.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { editBoard, openStores } from '../support/proof-board.ts'

const { PATH, NODE_COMPILE_CACHE } = process.env

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-package-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEveryEngine((engine) => {
  test('[Z1] [Z2] [Z5] a whole case goes out as one zip that checks itself, and comes in elsewhere with every hash as it was', async () => {
    const env = await engine.env()
    const first = await startApi(env)
    const { boardId, ada } = await makeCase(first)
    const zip = join(folder, `round-${boardId}.zip`)
    const announced = await ada.get(`/api/boards/${boardId}/package`)
    expect(announced.body).toMatchObject({ files: 2, edits: expect.any(Number) })
    await download(first, { boardId, visitor: ada, to: zip })
    const { report } = await checkArchive(zip)
    expect([report.mismatches, report.edits, report.files, report.versions]).toEqual([
      [],
      expect.any(Number),
      2,
      1,
    ])
    expect((await redstring({}, 'verify', zip)).lines).toEqual([
      expect.stringMatching(/\tDepot\tEverything fits: /),
    ])
    const here = await factsOf(first, boardId)
    expect(here.custody.map(({ what }) => what)).toContain('audience-link-revoked')

    const elsewhere = await engine.env()
    const second = await startApi(elsewhere)
    const grace = await personAt(second, 'Grace')
    const done = await bring(second, grace, zip)
    expect(done).toMatchObject({
      state: 'done',
      board: { id: boardId, title: 'Depot', role: 'owner' },
    })
    const there = await factsOf(second, boardId)
    expect(there.log).toEqual(here.log)
    expect(there.versions).toEqual(here.versions)
    expect(there.files).toEqual(here.files)
    // All that was kept, and after it that it came.
    expect(there.custody.slice(0, -1)).toEqual(here.custody.slice(0, there.custody.length - 1))
    expect(there.custody.at(-1)).toMatchObject({ what: 'imported', actor_name: 'Grace' })
    // Whoever worked on it elsewhere is a name, and nobody here.
    const { people } = (await grace.get(`/api/boards/${boardId}/history`)).body
    expect(people.map(({ name }: { name: string }) => name)).toContain('Ada (of the imported case)')
    expect((await second.parts.people.all()).map(({ name }) => name)).toEqual(['Grace'])

    const again = await bring(second, grace, zip)
    expect(again).toMatchObject({
      state: 'failed',
      boardId,
      message: expect.stringContaining('on this server already'),
    })
    await editBoard(second, { boardId, items: 1 })
    // What was made for the download is gone with it.
    await expect.poll(() => readdirSync(join(first.dataDir, 'incoming'))).toEqual([])
    await first.close()
    await second.close({ keepData: true })
    const databaseUrl = elsewhere['DATABASE_URL'] ?? null
    const stores = await openStores({ dataDir: second.dataDir, databaseUrl })
    expect(await stores.check(boardId)).toEqual([])
    await stores.close()
    rmSync(second.dataDir, { recursive: true, force: true })
  })
})

describe('a package', () => {
  let server: ApiServer
  let grace: Visitor
  let good: string
  let content: ZipContent
  let root: string
  let packed = 0
  beforeAll(async () => {
    const origin = await startApi()
    const { boardId, ada } = await makeCase(origin)
    good = join(folder, 'good.zip')
    await download(origin, { boardId, visitor: ada, to: good })
    await origin.close()
    content = await contentOfZip(good)
    root = `redstring-${boardId}`
    server = await startApi()
    grace = await personAt(server, 'Grace')
  })
  afterAll(() => server.close())

  const changed = async (
    name: string,
    change: (copy: ZipContent) => void,
    { honest = false } = {},
  ) => {
    const copy = new Map(content)
    change(copy)
    const path = join(folder, `${++packed}-${name.replaceAll(/\W+/g, '-')}.zip`)
    return writeZip(path, honest ? copy : withNewManifests(copy))
  }
  const edited = (name: string, change: (text: string) => string) =>
    changed(`edited ${name}`, (copy) => {
      const text = copy.get(`${root}/data/${name}`)?.toString() ?? ''
      const after = change(text)
      if (after === text) throw new Error('Nothing was changed')
      copy.set(`${root}/data/${name}`, Buffer.from(after))
    })
  const lineOf =
    (at: number, change: (row: Record<string, unknown>) => Record<string, unknown>) =>
    (text: string) => {
      const lines = text.split('\n')
      lines[at] = JSON.stringify(change(JSON.parse(lines[at] ?? '')))
      return lines.join('\n')
    }

  test('[Z3] one that is damaged, forged or made to do harm ends in a sentence, and leaves nothing', async () => {
    const file = [...content.keys()].find((name) => name.includes('/data/files/')) ?? ''
    const packages: [what: string, path: string, says: RegExp][] = [
      ['no zip', writeText('text.zip', 'no zip at all'), /no zip that can be read/],
      ['cut short', writeText('cut.zip', readFileSync(good).subarray(0, 200_000)), /no zip/],
      [
        'a name with ..',
        renameInZip(
          await writeZip(join(folder, 'up.zip'), [...content, ['ab/evil.txt', Buffer.from('x')]]),
          'ab/evil.txt',
          '../evil.txt',
        ),
        /leads outside/,
      ],
      [
        'an absolute name',
        renameInZip(
          await writeZip(join(folder, 'abs.zip'), [...content, ['atmp/evil', Buffer.from('x')]]),
          'atmp/evil',
          '/tmp/evil',
        ),
        /leads outside/,
      ],
      [
        'a name with a backslash',
        renameInZip(
          await writeZip(join(folder, 'back.zip'), [...content, ['ab/evil.txt', Buffer.from('x')]]),
          'ab/evil.txt',
          '..\\evil.txt',
        ),
        /leads outside/,
      ],
      [
        'links',
        await writeZip(join(folder, 'link.zip'), content, { mode: 0o120777 }),
        /link or a device/,
      ],
      [
        'two of one name',
        await writeZip(join(folder, 'two.zip'), [...content, [file, Buffer.from('other')]]),
        /two files called/,
      ],
      [
        'a file that no manifest names',
        await changed('stray', (copy) => copy.set(`${root}/data/more.txt`, Buffer.from('x')), {
          honest: true,
        }),
        /named by no manifest/,
      ],
      [
        'a file beside the case',
        await writeZip(join(folder, 'beside.zip'), [...content, ['beside.txt', Buffer.from('x')]]),
        /lies outside of the case/,
      ],
      [
        'a changed original',
        await changed('original', (copy) => copy.set(file, Buffer.from('something else')), {
          honest: true,
        }),
        /was changed: its SHA-256/,
      ],
      [
        'a changed original and new manifests',
        await changed('forged original', (copy) => copy.set(file, Buffer.from('something else'))),
        /The bytes of .* were changed/,
      ],
      ['a size that lies', await sizeLies(), /cannot be unpacked/],
      [
        'a broken chain',
        await edited(
          'log.jsonl',
          lineOf(4, (row) => ({ ...row, actor: 'somebody else' })),
        ),
        /Edit 5 of the log, or its hash, was changed/,
      ],
      [
        'an edit that is none',
        await edited(
          'log.jsonl',
          lineOf(3, (row) => ({ ...row, update: 7 })),
        ),
        /Line 4 of log\.jsonl cannot be read/,
      ],
      [
        'an actor longer than any id',
        await edited(
          'log.jsonl',
          lineOf(2, (row) => ({ ...row, actor: 'x'.repeat(65) })),
        ),
        /Line 3 of log\.jsonl cannot be read/,
      ],
      [
        'a custody row of a person with a zero in the name',
        await edited(
          'custody.jsonl',
          lineOf(0, (row) => ({ ...row, actorName: 'a\0b' })),
        ),
        /Line 1 of custody\.jsonl cannot be read/,
      ],
      [
        'custody details that are no JSON',
        await edited(
          'custody.jsonl',
          lineOf(0, (row) => ({ ...row, details: '{' })),
        ),
        /Row 1 of the custody log/,
      ],
      [
        'records that are none',
        await edited('records.json', (text) => `${text.slice(0, -1)},"more":1}`),
        /records\.json does not hold/,
      ],
      [
        'another id',
        await edited('board.json', (text) => text.replace(/"id": "./, '"id": "../')),
        /Edit 1 of the log/,
      ],
      [
        'a newer Redstring',
        await edited('records.json', (text) => text.replace('"layout":1', '"layout":99')),
        /newer Redstring/,
      ],
      [
        'hashes of another kind',
        await changed(
          'sha512',
          (copy) => {
            for (const name of ['manifest', 'tagmanifest']) {
              const text = copy.get(`${root}/${name}-sha256.txt`) ?? Buffer.alloc(0)
              copy.delete(`${root}/${name}-sha256.txt`)
              copy.set(`${root}/${name}-sha512.txt`, text)
            }
          },
          { honest: true },
        ),
        /of another kind \(sha512\)/,
      ],
      [
        'parts that lie elsewhere',
        await changed(
          'fetch',
          (copy) => {
            copy.delete(file)
            copy.set(`${root}/fetch.txt`, Buffer.from('http://127.0.0.1/x - data/x\n'))
          },
          { honest: true },
        ),
        /fetch\.txt names where parts of it lie/,
      ],
      [
        'a backup',
        await writeZip(join(folder, 'backup.zip'), withoutBoard()),
        /no board of a Redstring/,
      ],
    ]
    if (inputsFolder !== null)
      for (const name of readdirSync(input('hostile/zip')))
        packages.push([name, input(`hostile/zip/${name}`), /not taken in/])
    for (const [what, path, says] of packages) {
      const told = await bring(server, grace, path)
      expect([what, told.state, told.message]).toEqual([
        what,
        'failed',
        expect.stringMatching(says),
      ])
      expect(told.message).toMatch(/^The case was not taken in\. .*\.$/s)
    }
    expect(await server.parts.boards.all()).toEqual([])
    expect(
      globSync(join(server.dataDir, 'blobs/**/*'), { withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ),
    ).toEqual([])
    expect(readdirSync(join(server.dataDir, 'incoming'))).toEqual([])
    expect(existsSync('/tmp/evil')).toBe(false)
  })

  test('[Z4] one that is larger than the operator accepts is refused, packed or unpacked', async () => {
    const small = await startApi({ MAX_CASE_BYTES: '100000' })
    const visitor = await personAt(small, 'Grace')
    const refused = await send(small, visitor, good)
    expect([refused.status, refused.body.error.message]).toEqual([
      413,
      expect.stringContaining('MAX_CASE_BYTES'),
    ])
    const bomb = await writeZip(
      join(folder, 'bomb.zip'),
      [...content, [`${root}/data/bomb`, Buffer.alloc(30_000_000)]],
      { compress: true },
    )
    await small.close()
    const larger = await startApi({ MAX_CASE_BYTES: '5000000' })
    const other = await personAt(larger, 'Grace')
    expect(await bring(larger, other, bomb)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('more than may be taken in here'),
    })
    expect(readdirSync(join(larger.dataDir, 'incoming'))).toEqual([])
    await larger.close()
  })

  test('[Z6] importing that was killed half way leaves no board, and can be done again', async () => {
    const dataDir = join(folder, 'killed')
    const running = start({ DATA_DIR: dataDir }, 'board', 'import', good)
    await expect
      .poll(() => globSync(join(dataDir, 'blobs/*/*/*')).length, { interval: 1, timeout: 60_000 })
      .toBeGreaterThan(0)
    running.process.kill('SIGKILL')
    await running.done
    const stores = () => openStores({ dataDir, databaseUrl: null })
    const left = await stores()
    const boards = await left.kysely.selectFrom('board').select('id').execute()
    const strays = await strayBoards(left.kysely)
    await left.close()
    expect(strays).toEqual([])
    // It may have been quicker than the signal: then all of it is there.
    if (boards.length === 0)
      expect((await redstring({ DATA_DIR: dataDir }, 'board', 'import', good)).code).toBe(0)
    const whole = await stores()
    const [board] = await whole.kysely.selectFrom('board').select('id').execute()
    expect(await whole.check(board?.id ?? '')).toEqual([])
    await whole.close()
  })

  test('[Z7] markup in names is told as text, in the page of the package and where it is taken in', async () => {
    const html = content.get(`${root}/index.html`)?.toString() ?? ''
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;.txt')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toMatch(/<script|<link|<iframe|src="http/i)
    expect(html).toContain("default-src 'none'")
    const told = await bring(server, grace, good)
    expect(told.state).toBe('done')
    const file = [...content.keys()].find((name) => name.includes('/data/files/')) ?? ''
    const served = await grace.get(`/api/boards/${told.boardId}/files/${file.split('/').at(-1)}`)
    expect(served.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  test('[Z8] only an owner takes a whole case away; to strangers there is no such board', async () => {
    const accounts = await startApi({ HOST: '0.0.0.0' })
    const ada = accounts.visitor()
    await ada.post('/api/auth/sign-up/email', {
      name: 'Ada',
      email: 'ada@example.org',
      password: 'correct horse',
    })
    const { id: boardId } = (await ada.post('/api/boards', { title: 'Depot' })).body
    const stranger = accounts.visitor()
    for (const path of [`/api/boards/${boardId}/package`, `/api/boards/${boardId}/package.zip`])
      expect((await stranger.get(path)).status).toBe(401)
    const eve = await accounts.parts.people.add({
      name: 'Eve',
      email: 'eve@example.org',
      password: 'correct horse',
      isOwner: false,
    })
    const editor = accounts.visitor()
    await editor.post('/api/auth/sign-in/email', {
      email: 'eve@example.org',
      password: 'correct horse',
    })
    expect((await editor.get(`/api/boards/${boardId}/package.zip`)).status).toBe(404)
    await accounts.parts.boards.setRole(boardId, eve.id, 'editor')
    expect((await editor.get(`/api/boards/${boardId}/package.zip`)).status).toBe(403)
    expect((await ada.get(`/api/boards/${boardId}/package`)).status).toBe(200)
    await accounts.close()
  })

  function writeText(name: string, bytes: string | Buffer): string {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }

  /** The list at the end of the zip says that a file is shorter than it is. */
  async function sizeLies(): Promise<string> {
    const path = await writeZip(join(folder, 'lies.zip'), content, { compress: true })
    const bytes = readFileSync(path)
    const name = `${root}/index.html`
    const listed = bytes.lastIndexOf(name) - 46
    bytes.writeUInt32LE(bytes.readUInt32LE(listed + 24) - 100, listed + 24)
    writeFileSync(path, bytes)
    return path
  }

  function withoutBoard(): ZipContent {
    const copy = new Map(content)
    copy.delete(`${root}/data/board.json`)
    return withNewManifests(copy)
  }
})

/** Everything of a board that has a hash, as it lies in the database. */
async function factsOf({ parts }: ApiServer, boardId: string) {
  const { kysely } = parts.database
  const [custody, files, versions] = await Promise.all([
    kysely
      .selectFrom('custody')
      .select(['seq', 'actor_name', 'what', 'details', 'hash'])
      .where('board_id', '=', boardId)
      .orderBy('seq')
      .execute(),
    kysely
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select(['file.sha256', 'size', 'type', 'name'])
      .where('board_id', '=', boardId)
      .orderBy('file.sha256')
      .execute(),
    kysely
      .selectFrom('version')
      .select(['id', 'seq', 'name', 'person_name', 'at', 'log_hash', 'records_hash'])
      .where('board_id', '=', boardId)
      .execute(),
  ])
  const log = await parts.store.head(boardId)
  return {
    custody: custody.map(({ hash, ...row }) => ({ ...row, hash: hexOf(hash) })),
    files,
    versions,
    log: { seq: log.seq, hash: hexOf(log.hash) },
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
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
