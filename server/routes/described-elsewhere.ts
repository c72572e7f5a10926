import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { factsValue } from '../../shared/evidence/fields.ts'
import { storedFile, workingCopy } from '../../shared/protocol/http.ts'
import { answer, failures, type Env } from './described.ts'

/** Describes the routes that stream, and so parse their requests themselves (files.ts). */
export function describeFileRoutes({ openAPIRegistry }: OpenAPIHono<Env>): void {
  const board = z.object({ id: z.string() })
  const file = board.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
  const bytes = {
    content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
  }
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/api/boards/{id}/files',
    summary: 'Bring a file to a board. Large files go to /api/boards/{id}/uploads by tus 1.0',
    request: {
      params: board,
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({ file: z.string().meta({ format: 'binary' }) }),
          },
        },
      },
    },
    responses: { 201: answer(storedFile, 'The original, by its hash'), ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/files/{sha256}',
    summary: 'The bytes of an original or working copy, whole or a range',
    request: { params: file },
    responses: {
      200: { description: 'The file', ...bytes },
      206: { description: 'A part of it', ...bytes },
      ...failures,
    },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/files/{sha256}/facts',
    summary: 'What the file says of itself. With ?wait, once its preview is made or has failed',
    request: { params: file, query: z.object({ wait: z.string().optional() }) },
    responses: {
      200: answer(z.object({ facts: factsValue, isFinal: z.boolean() }), 'The facts'),
      ...failures,
    },
  })
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/api/boards/{id}/files/{sha256}/facts',
    summary: 'Read a file again whose reading did not come to its end',
    request: { params: file },
    responses: { 200: answer(storedFile, 'The file with its facts'), ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/files/{sha256}/working-copy',
    summary:
      'How far the copy for playing is of a clip that browsers do not play. With ?wait, once it is made or some seconds have passed',
    request: { params: file, query: z.object({ wait: z.string().optional() }) },
    responses: { 200: answer(workingCopy, 'Its state'), ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/files/{sha256}/raster',
    summary: 'A picture of a raster, in one band or three, from one percentile to another',
    request: {
      params: file,
      query: z.object({ bands: z.string(), stretch: z.string().optional() }),
    },
    responses: {
      200: {
        description: 'The picture, at most 4096 pixels a side',
        content: { 'image/webp': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...failures,
    },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/uploads/{uploadId}/result',
    summary: 'What became of an upload by tus 1.0. Waits while it is being stored',
    request: { params: board.extend({ uploadId: z.string() }) },
    responses: {
      200: answer(storedFile, 'The original, by its hash'),
      202: { description: 'Bytes are still missing' },
      ...failures,
    },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/replays/{sha256}',
    summary: 'A captured page that needs nothing else to be looked at, sandboxed',
    request: { params: file },
    responses: {
      200: {
        description: 'The page',
        content: { 'text/html': { schema: z.string() } },
      },
      ...failures,
    },
  })
}
