import { Readable } from 'node:stream'
import { createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { captureAnswer, newCapture } from '../../shared/protocol/http.ts'
import { REPLAY_TYPE } from '../capture/captures.ts'
import { REPLAY_POLICY } from '../capture/reading/replay-page.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, type Env } from './described.ts'
import { gateOf } from './gate.ts'

/** Pages that people link to: fetched and kept when an editor asks. */
export function capturesRoutes(parts: Pick<Parts, 'people' | 'boards' | 'captures' | 'config'>) {
  const { boards, captures, config } = parts
  const gate = gateOf(parts)
  return describedRoutes().openapi(captureRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { url } = c.req.valid('json')
    const { person } = await gate.board(c, id, 'edit')
    if (await boards.isArchived(id)) throw new AppError('board/archived', 'This board is archived.')
    if (!config.linkFetching)
      throw new AppError(
        'capture/off',
        'Whoever runs this server has turned the fetching of links off.',
      )
    return c.json(await captures.capture({ url, boardId: id, person }), 201)
  })
}

/**
 * A captured page to be looked at: inert in itself, and sandboxed here once more, in our frame and in a tab of its
 * own alike. It has an origin that is nobody's, runs nothing and reaches nothing.
 */
const replayHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `sandbox; ${REPLAY_POLICY}; frame-ancestors 'self'`,
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, max-age=31536000, immutable',
  Vary: 'Cookie, Authorization',
}

/** Mounted at `/api/boards`; described below. Only what a capture made is served as a page, never what people bring. */
export function replayRoute(parts: Pick<Parts, 'people' | 'boards' | 'files'>): Hono<Env> {
  const { files } = parts
  const gate = gateOf(parts)
  return new Hono<Env>().get('/:boardId/replays/:sha256', async (c) => {
    const { boardId, sha256 } = c.req.param()
    await gate.board(c, boardId, 'view')
    const file = await files.find(boardId, sha256)
    if (file.type !== REPLAY_TYPE)
      throw new AppError('file/not-found', 'There is no such page on this board.')
    const bytes = Readable.toWeb(await files.read(sha256)) as ReadableStream
    return new Response(bytes, {
      headers: { ...replayHeaders, 'Content-Length': String(file.size) },
    })
  })
}

const captureRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/captures',
  summary: 'Fetch a public page, keep what came as a WARC and say what it says (editors)',
  request: { params: z.object({ id: z.string() }), body: body(newCapture) },
  responses: { 201: answer(captureAnswer, 'What was kept, by its hash'), ...failures },
})
