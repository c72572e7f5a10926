import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { MomentChange } from '../../shared/protocol/history.ts'
import {
  madePicture,
  type MadePictureNote,
  type PictureJob,
} from '../../shared/protocol/picture-job.ts'
import { pictureToSign, type PictureToSign } from '../../shared/protocol/credentials.ts'
import type { ClientFiles } from '../client-files.ts'
import { byteRangeOf } from '../files/byte-range.ts'
import { answerOf, type Signed } from '../credentials/signed.ts'
import type { Env } from '../routes/described.ts'
import { clientRoutes } from '../routes/client.ts'
import { securityHeaders } from '../routes/security-headers.ts'
import type { BlobStore } from '../store/blob-store.ts'

type Parts = {
  job: PictureJob
  /** The board as it stood. */
  records: MomentChange
  /** Types of the board's files by hash: no other file is handed out. */
  types: ReadonlyMap<string, string>
  blobs: Pick<BlobStore, 'read' | 'size'>
  clientFiles: ClientFiles
  /** Where the picture is written to. */
  out: string
  /** Hears what was drawn, before anybody has it. */
  onMade: (note: MadePictureNote) => Promise<void>
  /** Content credentials for a picture that was drawn; null where there are none to give. */
  sign: (picture: PictureToSign) => Promise<Signed | null>
}

export type DrawingSite = {
  url: string
  /** Has to come with every request. */
  key: string
  /** What the picture is without, a sentence each, once it is written. */
  made: Promise<{ missing: string[] }>
  close: () => void
}

/**
 * A site on this computer alone with the real client and one moment of one board, for one headless browser and one
 * picture. Whoever has no key is told nothing; with it nothing else can be read and nothing changed.
 */
export async function openDrawingSite(parts: Parts): Promise<DrawingSite> {
  const key = randomBytes(32).toString('base64url')
  const made = Promise.withResolvers<{ missing: string[] }>()
  const app = new Hono<Env>()
  app.use(securityHeaders({ basemapOrigin: null }))
  app.use(async (c, next) => {
    if (!isKey(c.req.header('authorization'), key)) return c.text('There is nothing here.', 404)
    return next()
  })
  const { job, records } = parts
  app.get('/api/picture-job', (c) => c.json(job))
  let note: MadePictureNote | null = null
  app.post('/api/picture-job/made', async (c) => {
    const said = madePicture.parse(await c.req.json())
    await parts.onMade(said)
    note = said
    return c.body(null, 204)
  })
  app.put('/api/picture-job', async (c) => {
    const { body } = c.req.raw
    if (!body || !note) return c.text('There is no picture.', 400)
    await pipeline(Readable.fromWeb(body as NodeStream<Uint8Array>), createWriteStream(parts.out))
    const reason = decodeURIComponent(c.req.header('x-unsigned') ?? '')
    made.resolve({
      missing: [
        ...note.missing,
        ...(reason === '' ? [] : [`It carries no content credentials: ${reason}`]),
      ],
    })
    return c.body(null, 204)
  })
  app.post('/api/picture-job/failure', async (c) => {
    made.reject(new Error(await c.req.text()))
    return c.body(null, 204)
  })
  const path = `/api/boards/${job.moment.boardId}`
  app.post(`${path}/pictures/credentials`, async (c) => {
    return c.json(answerOf(await parts.sign(pictureToSign.parse(await c.req.json()))))
  })
  app.get(`${path}/history/moments/:seq`, (c) => c.json(records))
  app.get(`${path}/files/:sha256`, async (c) => {
    const sha256 = c.req.param('sha256')
    const type = parts.types.get(sha256)
    if (type === undefined) return c.text('There is nothing here.', 404)
    const size = await parts.blobs.size(sha256)
    // Of a clip only what one of its frames needs is read.
    const range = byteRangeOf(c.req.header('range'), size)
    if (range === 'unsatisfiable')
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
    const isPart = range !== 'whole'
    const stream = await parts.blobs.read(sha256, isPart ? range : undefined)
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      status: isPart ? 206 : 200,
      headers: {
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        'content-length': String(isPart ? range.end - range.start + 1 : size),
        ...(isPart && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
      },
    })
  })
  app.all('/api/*', (c) => c.json({ error: { code: 'address/not-found', message: 'No.' } }, 404))
  app.route('/', clientRoutes(parts))
  const port = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) =>
    port.resolve(info.port),
  )
  return {
    url: `http://127.0.0.1:${await port.promise}/picture`,
    key,
    made: made.promise,
    close: () => server.close(),
  }
}

function isKey(header: string | undefined, key: string): boolean {
  const [given, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${key}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
