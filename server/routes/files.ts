import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { AppError } from '../../shared/app-error.ts'
import type { Boards } from '../boards/boards.ts'
import type { Custody } from '../custody/custody.ts'
import { byteRangeOf } from '../files/byte-range.ts'
import type { Files } from '../files/files.ts'
import { fileOfMultipart } from '../files/multipart.ts'
import { isDownload, servingHeaders } from '../files/serving.ts'
import type { Uploads } from '../files/uploads/uploads.ts'
import type { People } from '../people/people.ts'

type Parts = {
  people: Pick<People, 'whoIs'>
  boards: Pick<Boards, 'roleOf' | 'isArchived'>
  files: Files
  uploads: Uploads
  custody: Pick<Custody, 'addOrWarn'>
}
type Visit = { boardId: string; personId: string }

/** Files of boards, to be mounted at `/api/boards`. Viewers read, editors and owners write, to all others there is nothing. */
export function filesRoutes({ people, boards, files, uploads, custody }: Parts): Hono {
  const enter = async (c: Context, { toWrite = false } = {}): Promise<Visit> => {
    const boardId = c.req.param('boardId') ?? ''
    const person = await people.whoIs(c.req.raw.headers)
    if (!person) throw new AppError('people/sign-in-needed', 'Sign in to see this board.')
    const role = await boards.roleOf(boardId, person.id)
    if (!role) throw new AppError('board/not-found', 'There is no such board.')
    if (toWrite && role === 'viewer')
      throw new AppError('board/read-only', 'You can only view this board.')
    if (toWrite && (await boards.isArchived(boardId)))
      throw new AppError('board/archived', 'This board is archived.')
    return { boardId, personId: person.id }
  }

  const takeUpload = async (c: Context) => {
    const uploadId = c.req.param('uploadId')
    const visit = await enter(c, { toWrite: true })
    return uploads.handle(c.req.raw, { ...visit, ...(uploadId !== undefined && { uploadId }) })
  }

  return new Hono()
    .post('/:boardId/files', async (c) => {
      const visit = await enter(c, { toWrite: true })
      return c.json(
        await fileOfMultipart(c.req.raw, (stream, name) =>
          files.receive(stream, { ...visit, name }),
        ),
        201,
      )
    })
    .get('/:boardId/files/:sha256', async (c) => {
      const { boardId, personId } = await enter(c)
      const file = await files.find(boardId, c.req.param('sha256'))
      const asDownload = c.req.query('download') !== undefined
      if (c.req.method === 'GET' && isDownload(file, { asDownload }))
        await custody.addOrWarn(boardId, [{ what: 'downloaded', personId, sha256: file.sha256 }])
      return serve(c, file, (range) => files.read(file.sha256, range))
    })
    .get('/:boardId/files/:sha256/facts', async (c) => {
      const { boardId } = await enter(c)
      const wait = c.req.query('wait') !== undefined
      return c.json(await files.facts(boardId, c.req.param('sha256'), { wait }))
    })
    .post('/:boardId/files/:sha256/facts', async (c) => {
      const { boardId } = await enter(c, { toWrite: true })
      return c.json(await files.readAgain(boardId, c.req.param('sha256')))
    })
    .get('/:boardId/files/:sha256/working-copy', async (c) => {
      const { boardId } = await enter(c)
      const wait = c.req.query('wait') !== undefined
      c.header('Cache-Control', 'no-store')
      return c.json(await files.workingCopy(boardId, c.req.param('sha256'), { wait }))
    })
    .get('/:boardId/files/:sha256/raster', async (c) => {
      const { boardId } = await enter(c)
      const view = rasterViewOf(c.req.query('bands') ?? '', c.req.query('stretch') ?? '2-98')
      const { path, tag } = await files.rasterPicture(boardId, c.req.param('sha256'), view)
      const file = { sha256: tag, type: 'image/webp', name: 'raster.webp' }
      const bytes = await readFile(path)
      const headers = { ...servingHeaders(file), 'Content-Length': String(bytes.length) }
      return new Response(new Uint8Array(bytes), { headers })
    })
    .get('/:boardId/uploads/:uploadId/result', async (c) => {
      const visit = await enter(c, { toWrite: true })
      const file = await uploads.resultOf(c.req.param('uploadId'), visit)
      return file ? c.json(file) : c.json({ file: null }, 202)
    })
    .all('/:boardId/uploads', takeUpload)
    .all('/:boardId/uploads/:uploadId', takeUpload)
}

/** `bands=4,3,2` counts from 1, as people do; `stretch=2-98` are percentiles. */
function rasterViewOf(
  bandsText: string,
  stretchText: string,
): { bands: number[]; stretch: { low: number; high: number } } {
  const bands = bandsText.split(',').map((band) => Number(band) - 1)
  const [low = Number.NaN, high = Number.NaN] = stretchText.split('-').map(Number)
  const areBands =
    (bands.length === 1 || bands.length === 3) &&
    bands.every((band) => Number.isInteger(band) && band >= 0 && band < 10_000)
  if (!areBands || !(low >= 0 && high <= 100 && low < high))
    throw new AppError(
      'request/invalid',
      'Ask for one band or three, and for two percentiles: bands=4,3,2&stretch=2-98.',
    )
  return { bands, stretch: { low, high } }
}

type Served = { sha256: string; size: number; type: string; name: string }

async function serve(
  c: Context,
  file: Served,
  read: (range?: { start: number; end: number }) => Promise<Readable>,
): Promise<Response> {
  const headers = servingHeaders(file, { asDownload: c.req.query('download') !== undefined })
  const etag = headers['ETag'] ?? ''
  const isKnown = (c.req.header('if-none-match') ?? '')
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag)
  if (isKnown) return new Response(null, { status: 304, headers })
  const ifRange = c.req.header('if-range')
  const range =
    ifRange === undefined || ifRange === etag
      ? byteRangeOf(c.req.header('range'), file.size)
      : 'whole'
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.size}` },
    })
  }
  const isPart = range !== 'whole'
  const length = isPart ? range.end - range.start + 1 : file.size
  const sized = {
    ...headers,
    'Content-Length': String(length),
    ...(isPart && { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` }),
  }
  const status = isPart ? 206 : 200
  if (c.req.method === 'HEAD' || length === 0) return new Response(null, { status, headers: sized })
  return new Response(Readable.toWeb(await read(isPart ? range : undefined)) as ReadableStream, {
    status,
    headers: sized,
  })
}
