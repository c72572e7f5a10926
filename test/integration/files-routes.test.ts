import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unfinishedNotes } from '../../shared/evidence/unfinished-facts.ts'
import { storedFile, type StoredFile } from '../../shared/protocol/http.ts'
import { formWith, startFilesServer, until, type FilesServer } from './files-harness.ts'

let server: FilesServer
beforeAll(async () => {
  server = await startFilesServer({ maxFileBytes: 3_000_000 })
})
afterAll(() => server.close())

async function post(
  bytes: Uint8Array | string,
  name: string,
  { board = 'b1', as = 'editor' } = {},
): Promise<StoredFile> {
  const answer = await server.as(as)(`/${board}/files`, {
    method: 'POST',
    body: formWith(bytes, name),
  })
  expect(answer.status).toBe(201)
  return storedFile.parse(await answer.json())
}

async function codeOf(answer: Response): Promise<[number, unknown]> {
  const body = (await answer.json()) as { error?: { code?: unknown } }
  return [answer.status, body.error?.code]
}

/** All files under the data folder that are not the database's. */
async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(server.dataDir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.db'))
    .map(({ name }) => name)
}

describe('bringing a file', () => {
  test('[F2] the answer says what is kept, by the hash of its bytes', async () => {
    const bytes = randomBytes(1000)
    const stored = await post(bytes, 'field notes.bin')
    expect(stored).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: 1000,
      type: 'application/octet-stream',
      name: 'field notes.bin',
      facts: {},
    })
  })

  test('[F2] the same bytes twice are one original, on two boards too', async () => {
    const bytes = randomBytes(500)
    const [first, again, elsewhere] = [
      await post(bytes, 'a.bin'),
      await post(bytes, 'b.bin'),
      await post(bytes, 'c.bin', { board: 'b2' }),
    ]
    expect([again.sha256, again.name]).toEqual([first.sha256, 'a.bin'])
    expect(elsewhere).toMatchObject({ sha256: first.sha256, name: 'c.bin' })
    const { kysely } = server.database
    const files = await kysely
      .selectFrom('file')
      .selectAll()
      .where('sha256', '=', first.sha256)
      .execute()
    const onBoards = await kysely
      .selectFrom('board_file')
      .selectAll()
      .where('sha256', '=', first.sha256)
      .execute()
    expect([files.length, onBoards.length]).toEqual([1, 2])
    expect((await filesOnDisk()).filter((name) => name === first.sha256)).toHaveLength(1)
  })

  test('[F2] a file whose reading was stopped is read again when it is brought again', async () => {
    const bytes = await sharp({
      create: { width: 31, height: 17, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer()
    const { sha256 } = await post(bytes, 'slow.png')
    const { kysely } = server.database
    const facts = { camera: 'Known before', notes: [unfinishedNotes.late, 'Another note.'] }
    await kysely
      .updateTable('file')
      .set({ facts: JSON.stringify(facts) })
      .where('sha256', '=', sha256)
      .execute()
    expect(await post(bytes, 'slow.png')).toMatchObject({
      facts: {
        width: 31,
        height: 17,
        camera: facts.camera,
        notes: ['Another note.'],
      },
    })
    await kysely
      .updateTable('file')
      .set({ facts: JSON.stringify({ notes: ['Another note.'] }) })
      .where('sha256', '=', sha256)
      .execute()
    expect((await post(bytes, 'slow.png')).facts.width).toBeUndefined()
  })

  test('[F2] a file whose reading was stopped is read again when an editor asks, and only then', async () => {
    const bytes = await sharp({
      create: { width: 33, height: 19, channels: 3, background: '#ddd' },
    })
      .png()
      .toBuffer()
    const { sha256 } = await post(bytes, 'slow too.png')
    const { kysely } = server.database
    const put = (facts: object) =>
      kysely
        .updateTable('file')
        .set({ facts: JSON.stringify(facts) })
        .where('sha256', '=', sha256)
        .execute()
    const askAs = (person: string, board = 'b1') =>
      server.as(person)(`/${board}/files/${sha256}/facts`, { method: 'POST' })
    await put({ camera: 'Known before', notes: [unfinishedNotes.late, 'Another note.'] })
    expect((await askAs('viewer')).status).toBe(403)
    expect((await askAs('stranger')).status).toBe(404)
    expect((await askAs('editor', 'b2')).status).toBe(404)
    const answer = storedFile.parse(await (await askAs('editor')).json())
    expect(answer).toMatchObject({
      sha256,
      name: 'slow too.png',
      facts: { width: 33, height: 19, camera: 'Known before', notes: ['Another note.'] },
    })
    const told: unknown = await (await server.as('viewer')(`/b1/files/${sha256}/facts?wait`)).json()
    expect(told).toMatchObject({ facts: { width: 33, height: 19 } })
    await put({ notes: ['Another note.'] })
    expect(storedFile.parse(await (await askAs('editor')).json()).facts.width).toBeUndefined()
  })

  test('[F2] ten people bringing the same file at once get the same answer', async () => {
    const bytes = randomBytes(200_000)
    const stored = await Promise.all(Array.from({ length: 10 }, () => post(bytes, 'same.bin')))
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
  })

  test('[F2] an empty file is a file', async () => {
    expect(await post('', 'empty.txt')).toMatchObject({ size: 0, name: 'empty.txt' })
  })

  test('[F3] the type is what the bytes are, whatever the name says', async () => {
    expect(await post('<script>alert(1)</script>', 'photo.png')).toMatchObject({
      type: 'text/html',
      name: 'photo.png',
    })
  })

  test('[F8] a file above the limit is refused with a sentence, and nothing of it stays', async () => {
    const before = await filesOnDisk()
    const answer = await server.as('editor')('/b1/files', {
      method: 'POST',
      body: formWith(randomBytes(3_000_001), 'x'),
    })
    expect(await codeOf(answer)).toEqual([413, 'file/too-large'])
    expect(await filesOnDisk()).toEqual(before)
  })

  test('[F10] a connection that breaks in the middle leaves nothing', async () => {
    const before = await filesOnDisk()
    const upload = request(`${server.url}/api/boards/b1/files`, {
      method: 'POST',
      headers: {
        'x-person': 'editor',
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': 2_000_000,
      },
    })
    upload.on('error', () => {})
    upload.write('--x\r\ncontent-disposition: form-data; name="file"; filename="half.bin"\r\n\r\n')
    upload.write(randomBytes(400_000))
    await until(async () => (await filesOnDisk()).length).toBe(before.length + 1)
    upload.destroy()
    await until(async () => (await filesOnDisk()).length).toBe(before.length)
    expect(await filesOnDisk()).toEqual(before)
  })

  test.each([
    ['no form', { body: 'hello', headers: { 'content-type': 'text/plain' } }],
    ['a form without the part', { body: new URLSearchParams({ a: 'b' }) }],
    [
      'a form cut short',
      {
        body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
    ],
    [
      'a form of other parts',
      {
        body: '--x\r\ncontent-disposition: form-data; name="other"\r\n\r\nabc\r\n--x--',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
    ],
  ])('[F10] %s is refused', async (_what, init) => {
    const answer = await server.as('editor')('/b1/files', { method: 'POST', ...init })
    expect(await codeOf(answer)).toEqual([400, 'request/invalid'])
  })
})

describe('who may', () => {
  let stored: StoredFile
  beforeAll(async () => {
    stored = await post('seen by the board', 'a.txt')
  })

  test('[F7] a viewer reads and does not write', async () => {
    const viewer = server.as('viewer')
    expect((await viewer(`/b1/files/${stored.sha256}`)).status).toBe(200)
    expect(
      await codeOf(await viewer('/b1/files', { method: 'POST', body: formWith('x', 'x') })),
    ).toEqual([403, 'board/read-only'])
    const begun = await viewer('/b1/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '5' },
    })
    expect(await codeOf(begun)).toEqual([403, 'board/read-only'])
  })

  test('[F7] to a stranger there is no board, and to nobody the door is shown', async () => {
    const path = `/b1/files/${stored.sha256}`
    expect(await codeOf(await server.as('stranger')(path))).toEqual([404, 'board/not-found'])
    expect(await codeOf(await fetch(`${server.url}/api/boards${path}`))).toEqual([
      401,
      'people/sign-in-needed',
    ])
  })

  test('[F7] a file is served only through a board that holds it', async () => {
    const editor = server.as('editor')
    expect(await codeOf(await editor(`/b2/files/${stored.sha256}`))).toEqual([
      404,
      'file/not-found',
    ])
    expect(await codeOf(await editor(`/b2/files/${stored.sha256}/facts`))).toEqual([
      404,
      'file/not-found',
    ])
    expect((await editor(`/b1/files/${encodeURIComponent('../../redstring.db')}`)).status).toBe(404)
  })
})

describe('serving', () => {
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(4000)])
  let path: string
  let etag: string
  beforeAll(async () => {
    const { sha256 } = await post(bytes, 'снимок.bin')
    path = `/b1/files/${sha256}`
    etag = `"${sha256}"`
  })
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    server.as('viewer')(path, { method, headers })

  test('[F4] all of it, with what caches and players need', async () => {
    const answer = await get()
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    expect(answer.headers.get('etag')).toBe(etag)
    expect(answer.headers.get('accept-ranges')).toBe('bytes')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%D1%81%D0%BD")
  })

  test('[F4] a part of it, by the same rules as every web server', async () => {
    const answer = await get({ range: 'bytes=100-199' })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
  })

  test('[F4] a range behind the end is 416 with the size', async () => {
    const answer = await get({ range: `bytes=${bytes.length}-` })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([
      416,
      `bytes */${bytes.length}`,
    ])
  })

  test('[F4] If-Range with another file answers with all of this one', async () => {
    expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206)
  })

  test('[F4] HEAD has the headers and no body; what is known is not sent again', async () => {
    const head = await get({}, 'HEAD')
    expect([
      head.status,
      head.headers.get('content-length'),
      (await head.arrayBuffer()).byteLength,
    ]).toEqual([200, String(bytes.length), 0])
    expect((await get({ 'if-none-match': `W/"x", ${etag}` })).status).toBe(304)
  })

  test('[F5] ?download hands out even what could be shown', async () => {
    const answer = await server.as('viewer')(`${path}?download`)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    await answer.arrayBuffer()
  })

  test('[F4] a reader that goes away in the middle does not stop the next', async () => {
    const { sha256 } = await post(randomBytes(2_900_000), 'long.bin')
    for (let round = 0; round < 5; round++) {
      const stop = new AbortController()
      const answer = await server.as('viewer')(`/b1/files/${sha256}`, { signal: stop.signal })
      await answer.body?.getReader().read()
      stop.abort()
    }
    const whole = await server.as('viewer')(`/b1/files/${sha256}`)
    expect((await whole.arrayBuffer()).byteLength).toBe(2_900_000)
  })
})
