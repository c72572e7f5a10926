import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CaseSending, type CaseProgress } from '../../client/imports/case-sending.ts'
import { AppError } from '../../shared/app-error.ts'
import { caseImport } from '../../shared/protocol/packages.ts'
import { RoomOnDisk } from '../../server/files/room-on-disk.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { download, makeCase, personAt } from '../support/brought-cases.ts'
import { openSlowLine, type SlowLine } from '../support/slow-line.ts'
import { fileReader, RememberedUploads } from '../support/tus-in-node.ts'

/** The page's own sending of a case against the real server, over a line that can be cut. */

const SIZE = 12_000_000

let folder: string
let zip: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-case-'))
  zip = join(folder, 'case.zip')
  const origin = await startApi()
  const { boardId, ada } = await makeCase(origin)
  const { person } = (await ada.get('/api/session')).body
  await origin.parts.files.receive(Readable.from([Buffer.alloc(SIZE, 'x')]), {
    boardId,
    personId: person.id,
    name: 'large.bin',
  })
  await download(origin, { boardId, visitor: ada, to: zip })
  await origin.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.toReversed()) await close()
  closing = []
})

test('[Z19] a case whose line is cut again and again comes in whole, and nothing that has arrived is sent twice', async () => {
  const server = await started()
  const line = await lineTo(server)
  const grace = await personAt(server, 'Grace')
  const said: CaseProgress[] = []
  const tell = (progress: CaseProgress) => void said.push(progress)
  const outcome = sendingOf(line, { visitor: grace, tell }).outcome()
  for (const share of [0.25, 0.5, 0.75]) {
    await hasCarried(line, share)
    line.cut()
  }
  expect(await outcome).toMatchObject({ state: 'done', board: { title: 'Depot' } })
  expect(said.filter(({ is }) => is === 'offline').length).toBeGreaterThanOrEqual(3)
  expect(line.carried()).toBeLessThan(1.6 * statSync(zip).size)
  expect(readdirSync(join(server.dataDir, 'case-uploads'))).toEqual([])
})

test('[Z19] a page that is left, and a server that is stopped, cost a case nothing but what was under way', async () => {
  const first = await startApi()
  const storage = new RememberedUploads()
  const grace = await personAt(first, 'Grace')
  const line = await lineTo(first)
  const left = sendingOf(line, { visitor: grace, storage })
  const nothing = left.outcome()
  await hasCarried(line, 0.5)
  left.leave()
  expect(await nothing).toBeNull()
  await first.close({ keepData: true })

  const again = await started({ dataDir: first.dataDir })
  line.leadTo(again.url)
  const before = line.carried()
  const shares: number[] = []
  const told = await sendingOf(line, {
    visitor: grace,
    storage,
    tell: (progress) => {
      if (progress.is === 'sending') shares.push(progress.share)
    },
  }).outcome()
  expect(told).toMatchObject({ state: 'done' })
  expect(shares[0]).toBeGreaterThan(0.2)
  expect(line.carried() - before).toBeLessThan(0.9 * statSync(zip).size)
})

test('[Z19] a case that was whole when the server stopped is checked after it; nobody else sees it', async () => {
  const first = await startApi()
  const grace = await personAt(first, 'Grace')
  const bytes = readFileSync(zip)
  const made = await tus(first, grace, '', {
    method: 'POST',
    headers: { 'upload-length': String(bytes.length) },
  })
  const id = made.headers.get('location')?.split('/').at(-1) ?? ''
  // The bytes come while the server stops, which checks nothing any more.
  await first.parts.imports.close()
  const sent = await tus(first, grace, id, {
    method: 'PATCH',
    headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes,
  })
  expect([made.status, sent.status]).toEqual([201, 204])
  await first.close({ keepData: true })

  const again = await started({ dataDir: first.dataDir })
  const other = await personAt(again, 'Mallory')
  expect((await other.get(`/api/imports/${id}`)).status).toBe(404)
  expect((await tus(again, other, id, { method: 'HEAD' })).status).toBe(404)
  expect((await tus(again, other, id, { method: 'DELETE' })).status).toBe(404)
  const headers = { cookie: grace.cookie }
  const told = async () => (await fetch(`${again.url}/api/imports/${id}?wait`, { headers })).json()
  await expect.poll(told).toMatchObject({ state: 'done' })
})

test('[Z19] cancelling leaves nothing, and what is not to be had is said before it is sent', async () => {
  const server = await started({ env: { MAX_CASE_BYTES: '15000000' } })
  const line = await lineTo(server)
  const grace = await personAt(server, 'Grace')
  const cancelled = sendingOf(line, { visitor: grace })
  const nothing = cancelled.outcome()
  await hasCarried(line, 0.3)
  cancelled.cancel()
  expect(await nothing).toBeNull()
  await expect.poll(() => readdirSync(join(server.dataDir, 'case-uploads'))).toEqual([])
  const large = new File([Buffer.alloc(16_000_000)], 'large.zip')
  const before = line.carried()
  await expect(sendingOf(line, { visitor: grace, file: large }).outcome()).rejects.toThrow(
    'MAX_CASE_BYTES',
  )
  expect(line.carried() - before).toBeLessThan(100_000)
  const rubbish = new File([Buffer.alloc(1_000_000)], 'rubbish.zip')
  expect(await sendingOf(line, { visitor: grace, file: rubbish }).outcome()).toMatchObject({
    state: 'failed',
    message: expect.stringMatching(/no zip that can be read/),
  })
  expect(readdirSync(join(server.dataDir, 'case-uploads'))).toEqual([])
})

test('[Z20] room on disk is given once: several that fit one by one are not let in together', async () => {
  const { bavail, bsize } = await import('node:fs/promises').then(({ statfs }) => statfs(folder))
  const free = bavail * bsize
  const room = new RoomOnDisk({ folder, reserveBytes: 0 })
  const wanted = { bytes: Math.floor(free * 0.4), sorry: 'No room.' }
  const paths = ['a', 'b', 'c'].map((name) => join(folder, name))
  const got = await Promise.all(
    paths.map((path) =>
      room.promise(path, wanted).then(
        () => 'room',
        (error: unknown) => error,
      ),
    ),
  )
  expect(got.filter((each) => each === 'room')).toHaveLength(2)
  expect(got[2]).toBeInstanceOf(AppError)
  // Asked again for the same, it is no second promise; given back, there is room for another.
  await room.promise(join(folder, 'a'), wanted)
  room.giveBack(join(folder, 'a'))
  await room.promise(join(folder, 'c'), wanted)
})

/** What a page has sent may still lie in buffers on its side; what the line has carried does not. */
function hasCarried(line: SlowLine, share: number): Promise<void> {
  return expect
    .poll(() => line.carried() / statSync(zip).size, { interval: 5 })
    .toBeGreaterThan(share)
}

async function started({
  env,
  dataDir,
}: { env?: Record<string, string>; dataDir?: string } = {}): Promise<ApiServer> {
  const server = await startApi(env, dataDir === undefined ? {} : { dataDir })
  closing.push(() => server.close())
  return server
}

/** The tus protocol by hand. */
function tus(
  server: ApiServer,
  { cookie }: Visitor,
  id: string,
  request: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
) {
  return fetch(`${server.url}/api/imports/uploads${id === '' ? '' : `/${id}`}`, {
    ...request,
    headers: { cookie, 'tus-resumable': '1.0.0', ...request.headers },
  })
}

async function lineTo(server: ApiServer): Promise<SlowLine> {
  const line = await openSlowLine(server.url, { bytesPerS: 20_000_000 })
  closing.push(() => line.close())
  return line
}

function sendingOf(
  line: SlowLine,
  {
    visitor,
    tell = () => {},
    storage = new RememberedUploads(),
    file = new File([readFileSync(zip)], 'case.zip', { lastModified: 1 }),
  }: {
    visitor: Visitor
    tell?: (progress: CaseProgress) => void
    storage?: RememberedUploads
    file?: File
  },
): CaseSending {
  const headers = { cookie: visitor.cookie }
  return new CaseSending(file, {
    tell,
    endpoint: `${line.url}/api/imports/uploads`,
    delaysMs: [20, 50, 100],
    tus: { headers, urlStorage: storage, fileReader },
    ask: async (id, { wait }) => {
      const address = `${line.url}/api/imports/${id}${wait ? '?wait' : ''}`
      const answer = await fetch(address, { headers }).catch((cause: unknown) => {
        throw new AppError('server/stopping', 'The line is cut.', { cause })
      })
      return answer.ok ? caseImport.parse(await answer.json()) : null
    },
  })
}
