import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storedFile } from '../../shared/protocol/http.ts'
import { startFilesServer, until, type FilesServer } from './files-harness.ts'

/** The tus protocol by hand: what any tus client may rely on. */
let dataDir: string
let server: FilesServer
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redstring-uploads-'))
  server = await startFilesServer({ dataDir, maxFileBytes: 20_000_000 })
})
afterEach(async () => {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

const tus = { 'tus-resumable': '1.0.0' }
const bytes = randomBytes(3_000_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')

async function begin(length = bytes.length, as = 'editor'): Promise<string> {
  const answer = await server.as(as)('/b1/uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(length),
      'upload-metadata': `filename ${btoa('clip.bin')}`,
    },
  })
  expect(answer.status).toBe(201)
  const location = answer.headers.get('location') ?? ''
  expect(location).toMatch(/^\/api\/boards\/b1\/uploads\/[0-9a-f]{32}$/)
  return location.replace('/api/boards', '')
}

function send(upload: string, part: Uint8Array, offset: number): Promise<Response> {
  return server.as('editor')(upload, {
    method: 'PATCH',
    headers: {
      ...tus,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: Buffer.from(part),
  })
}

async function offsetOf(upload: string): Promise<number> {
  const answer = await server.as('editor')(upload, { method: 'HEAD', headers: tus })
  expect(answer.status).toBe(200)
  return Number(answer.headers.get('upload-offset'))
}

/** Sends part of an upload over a connection that then breaks. */
async function sendAndBreak(upload: string, part: Uint8Array, offset: number): Promise<void> {
  const patch = request(`${server.url}/api/boards${upload}`, {
    method: 'PATCH',
    headers: {
      ...tus,
      'x-person': 'editor',
      'upload-offset': offset,
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length - offset,
    },
  })
  patch.on('error', () => {})
  await new Promise((resolve) => patch.write(part, resolve))
  const path = join(dataDir, 'uploads', upload.split('/').at(-1) ?? '')
  await until(async () => (await stat(path)).size).toBeGreaterThan(offset)
  patch.destroy()
}

const result = async (upload: string) =>
  storedFile.parse(await (await server.as('editor')(`${upload}/result`)).json())

test('[F15] an upload in parts becomes the file of those bytes', async () => {
  const upload = await begin()
  expect((await send(upload, bytes.subarray(0, 1_000_000), 0)).status).toBe(204)
  expect(await offsetOf(upload)).toBe(1_000_000)
  expect((await send(upload, bytes.subarray(1_000_000), 1_000_000)).status).toBe(204)
  expect(await result(upload)).toMatchObject({ sha256, size: bytes.length, name: 'clip.bin' })
  const answer = await server.as('viewer')(`/b1/files/${sha256}`)
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
})

test('[F15] after a broken connection it goes on where the server stands', async () => {
  const upload = await begin()
  await sendAndBreak(upload, bytes.subarray(0, 1_500_000), 0)
  let offset = 0
  await until(async () => (offset = await offsetOf(upload))).toBeGreaterThan(0)
  expect(offset).toBeLessThanOrEqual(1_500_000)
  expect((await send(upload, bytes.subarray(offset), offset)).status).toBe(204)
  expect((await result(upload)).sha256).toBe(sha256)
})

test('[F15] a part that does not fit where the server stands is refused and changes nothing', async () => {
  const upload = await begin()
  await send(upload, bytes.subarray(0, 10), 0)
  expect((await send(upload, bytes.subarray(20), 20)).status).toBe(409)
  expect(await offsetOf(upload)).toBe(10)
})

test('[F15] a server that starts again goes on with what it has, and finishes what had arrived', async () => {
  const upload = await begin()
  await send(upload, bytes.subarray(0, 2_000_000), 0)
  await server.close()
  server = await startFilesServer({ dataDir })
  expect(await offsetOf(upload)).toBe(2_000_000)
  await send(upload, bytes.subarray(2_000_000), 2_000_000)
  await server.close()
  server = await startFilesServer({ dataDir })
  expect((await result(upload)).sha256).toBe(sha256)
  expect((await result(upload)).sha256).toBe(sha256)
})

test('[F16] a cancelled upload is gone from the disk', async () => {
  const upload = await begin()
  await send(upload, bytes.subarray(0, 1000), 0)
  expect((await server.as('editor')(upload, { method: 'DELETE', headers: tus })).status).toBe(204)
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([])
  expect((await server.as('editor')(upload, { method: 'HEAD', headers: tus })).status).toBe(404)
})

test('[F17] what nobody went on with for a week is dropped, what is fresh stays', async () => {
  const [old, fresh] = [await begin(), await begin()]
  await send(old, bytes.subarray(0, 1000), 0)
  const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
  const oldId = old.split('/').at(-1) ?? ''
  for (const name of [oldId, `${oldId}.json`])
    await utimes(join(dataDir, 'uploads', name), longAgo, longAgo)
  await server.close()
  server = await startFilesServer({ dataDir })
  const freshId = fresh.split('/').at(-1) ?? ''
  await until(async () => (await readdir(join(dataDir, 'uploads'))).length).toBe(2)
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([freshId, `${freshId}.json`])
})

test('[F18] an upload is only there for the one who began it, and only on its board', async () => {
  const upload = await begin()
  const other = server.as('other')
  expect((await other(upload, { method: 'HEAD', headers: tus })).status).toBe(404)
  expect((await other(upload, { method: 'DELETE', headers: tus })).status).toBe(404)
  expect(
    (await server.as('editor')(upload.replace('/b1/', '/b2/'), { method: 'HEAD', headers: tus }))
      .status,
  ).toBe(404)
  await send(upload, bytes, 0)
  expect((await other(`${upload}/result`)).status).toBe(404)
  expect((await result(upload)).sha256).toBe(sha256)
  expect((await other(`${upload}/result`)).status).toBe(404)
})

test('[F18] the id of another’s upload in a query leads nowhere either', async () => {
  const upload = await begin()
  await send(upload, bytes.subarray(0, 10), 0)
  const id = upload.split('/').at(-1) ?? ''
  for (const path of [`/b1/uploads?x=/${id}`, `/b1/uploads/?/${id}`]) {
    const answer = await server.as('other')(path, {
      method: 'PATCH',
      headers: {
        ...tus,
        'upload-offset': '10',
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes.subarray(10, 20),
    })
    expect(Math.floor(answer.status / 100)).toBe(4)
  }
  expect(await offsetOf(upload)).toBe(10)
})

test('[F18] an address that is no upload leads nowhere', async () => {
  for (const id of ['..%2f..%2fredstring.db', 'x'.repeat(32), '.', '%00', '0'.repeat(32)]) {
    const answer = await server.as('editor')(`/b1/uploads/${id}`, { method: 'HEAD', headers: tus })
    expect(Math.floor(answer.status / 100)).toBe(4)
  }
})

test('[F8] an upload above the limit is refused before it begins, with a sentence', async () => {
  const answer = await server.as('editor')('/b1/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': '20000001' },
  })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({
    error: { code: 'file/too-large', message: expect.stringContaining('MB') },
  })
})

test('[F15] the outcome of an upload that is not whole is not there yet', async () => {
  const upload = await begin()
  await send(upload, bytes.subarray(0, 10), 0)
  expect((await server.as('editor')(`${upload}/result`)).status).toBe(202)
})
