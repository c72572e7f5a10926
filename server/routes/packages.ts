import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { caseImport, packageSize } from '../../shared/protocol/packages.ts'
import { disposition } from '../files/serving.ts'
import type { Parts } from '../parts.ts'
import { answer, describedRoutes, failures, type Env } from './described.ts'
import { gateOf, noSuchBoard } from './gate.ts'

type PartsOfPackages = Pick<
  Parts,
  'people' | 'boards' | 'packages' | 'imports' | 'caseUploads' | 'custody'
>

/** Whole cases: how large one would be (owners), and how far one is that somebody brought. */
export function packagesRoutes(parts: PartsOfPackages) {
  const { packages, caseUploads } = parts
  const gate = gateOf(parts)
  return describedRoutes()
    .openapi(sizeRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'own')
      return c.json(await packages.sizeOf(id), 200)
    })
    .openapi(importRoute, async (c) => {
      const { id } = c.req.valid('param')
      const person = await gate.person(c)
      const wait = c.req.valid('query').wait !== undefined
      c.header('Cache-Control', 'no-store')
      return c.json(await caseUploads.find(id, person, { wait }), 200)
    })
}

/** The routes that stream. Mounted at `/api`; described below. */
export function packageStreams(parts: PartsOfPackages): Hono<Env> {
  const { boards, packages, imports, caseUploads, custody } = parts
  const gate = gateOf(parts)
  const takeUpload = async (c: Context<Env>) => {
    const sender = await gate.person(c)
    const uploadId = c.req.param('uploadId')
    return caseUploads.handle(c.req.raw, { sender, ...(uploadId !== undefined && { uploadId }) })
  }
  return new Hono<Env>()
    .get('/boards/:id/package.zip', async (c) => {
      const { id } = c.req.param()
      const { person } = await gate.board(c, id, 'own')
      const board = await boards.find(id, person.id)
      if (!board) throw noSuchBoard()
      const { name, size, stream } = await packages.make(board)
      const headers = {
        'Content-Type': 'application/zip',
        'Content-Length': String(size),
        'Content-Disposition': disposition('attachment', name),
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      }
      if (c.req.method === 'HEAD') {
        stream.destroy()
        return new Response(null, { headers })
      }
      await custody.addOrWarn(id, [{ what: 'exported', personId: person.id, details: { name } }])
      return new Response(Readable.toWeb(stream) as ReadableStream, { headers })
    })
    .post('/imports', async (c) => {
      const person = await gate.person(c)
      const { body } = c.req.raw
      if (!body) throw new AppError('request/invalid', 'Send the package as the body.')
      const length = Number(c.req.header('content-length') ?? Number.NaN)
      const stream = Readable.fromWeb(body as NodeStream<Uint8Array>)
      const name = c.req.query('name') ?? 'case.zip'
      const bytes = Number.isFinite(length) ? length : null
      return c.json(await imports.receive(stream, { person, name, bytes }), 202)
    })
    .all('/imports/uploads', takeUpload)
    .all('/imports/uploads/:uploadId', takeUpload)
}

const sizeRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/package',
  summary: 'How large the whole case would be as a package (owners)',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: answer(packageSize, 'Its size'), ...failures },
})

const importRoute = createRoute({
  method: 'get',
  path: '/imports/{id}',
  summary: 'How far a package of yours is. With ?wait, once it is over or some seconds have passed',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ wait: z.string().optional() }),
  },
  responses: { 200: answer(caseImport, 'Its state'), ...failures },
})

/** Describes the routes that stream. */
export function describePackageStreams({ openAPIRegistry }: OpenAPIHono<Env>): void {
  const zip = { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } }
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/package.zip',
    summary: 'The whole case as one zip: a BagIt bag that checks itself (owners)',
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: { description: 'The package', content: zip }, ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/api/imports',
    summary:
      'Bring a whole case, which becomes a board of yours once all of it is verified. Large ones go to /api/imports/uploads by tus 1.0; the import has the id of the upload',
    request: {
      query: z.object({ name: z.string().optional() }),
      body: { required: true, content: zip },
    },
    responses: { 202: answer(caseImport, 'It has come and is being checked'), ...failures },
  })
}
