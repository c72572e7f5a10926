import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { upgradeWebSocket, type HttpBindings } from '@hono/node-server'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { audienceClose } from '../../shared/audience/audience-messages.ts'
import { audienceDoor, enterAudience } from '../../shared/protocol/audience.ts'
import { Arrivals } from '../audience/arrivals.ts'
import { DrawnPictures } from '../audience/drawn-pictures.ts'
import type { Link } from '../audience/links.ts'
import { byteRangeOf } from '../files/byte-range.ts'
import type { Parts } from '../parts.ts'
import { askerOf } from './asker.ts'
import { refuseSocket } from './refuse-socket.ts'
import { answer, body, describedRoutes, failures, nothing, type Env } from './described.ts'

type Needed = Pick<Parts, 'audienceLinks' | 'audiences' | 'passes' | 'custody' | 'config' | 'files'>

const PASS = 'redstring-watch'

/** The door of a link that only watches: what it asks for, and the way in. No account is looked at. */
export function watchRoutes({ audienceLinks, passes, custody, config }: Needed) {
  const arrivals = new Arrivals()
  return describedRoutes()
    .openapi(doorRoute, async (c) => {
      const { token } = c.req.valid('param')
      const link = await audienceLinks.find(token)
      const { asksPassword, asksName } = link
      const { tldrawLicenseKey } = config
      return c.json({ isIn: isIn(c, passes, link), asksPassword, asksName, tldrawLicenseKey }, 200)
    })
    .openapi(enterRoute, async (c) => {
      const { token } = c.req.valid('param')
      const { password = '', name } = c.req.valid('json')
      const link = await audienceLinks.find(token)
      await audienceLinks.checkPassword(token, password, askerOf(c, config))
      if (link.asksName && name === undefined)
        throw new AppError('request/invalid', 'Say who watches.')
      setCookie(c, PASS, passes.passFor(link.id, link.expiresAt), {
        path: `/api/watch/${token}`,
        httpOnly: true,
        sameSite: 'Strict',
        secure: config.publicUrl?.startsWith('https:') ?? false,
        maxAge: Math.max(1, Math.floor((link.expiresAt - Date.now()) / 1000)),
      })
      const known = link.asksName ? (name ?? '') : ''
      if (arrivals.isNews(link.id, known))
        await custody.addOrWarn(link.boardId, [
          {
            what: 'audience-came',
            personId: 'server',
            ...(known !== '' && { details: { name: known } }),
          },
        ])
      return c.body(null, 204)
    })
}

/** What goes to an audience: its socket, and pictures of what is shown just now. Mounted at `/api/watch`. */
export function watchingRoutes({
  audienceLinks,
  audiences,
  passes,
  files,
}: Needed): Hono<{ Bindings: HttpBindings }> {
  const letIn = async (c: Context): Promise<Link> => {
    const link = await audienceLinks.find(c.req.param('token') ?? '')
    if (isIn(c, passes, link)) return link
    throw new AppError('audience/not-let-in', 'Open the link first.')
  }
  const pictures = new DrawnPictures((boardId, use, key) =>
    typeof use === 'object'
      ? files.plainPicture(boardId, use.of, use)
      : files.plainPicture(boardId, key),
  )
  const route = new Hono<{ Bindings: HttpBindings }>()
  route.get('/:token/live', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
      return c.text('This address is for the page of an audience.', 426)
    const { socket } = c.env.incoming
    let isConnected = false
    try {
      const admission = await audiences.admit(await letIn(c))
      const giveUp = () => {
        if (!isConnected) admission.abandon()
      }
      if (socket.destroyed) {
        giveUp()
        return c.body(null, 400)
      }
      socket.once('close', giveUp)
      return await upgradeWebSocket(c, {
        onOpen: (_, { raw }) => {
          isConnected = true
          if (raw instanceof WebSocket) admission.connect(raw, socket)
        },
      })
    } catch (error) {
      return refuseSocket(c, socket, closeOf(error))
    }
  })
  route.get('/:token/files/:name', async (c) => {
    const link = await letIn(c)
    const { boardId } = link
    const shown = await audiences.useOf(link, c.req.param('name'))
    if (shown === null) throw notShown()
    const { key: sha256, use } = shown
    if (use === 'picture' || typeof use === 'object')
      return c.body(await pictures.bytesOf(boardId, shown), 200, {
        ...inert,
        'Content-Type': 'image/webp',
      })
    if (use === 'plain-clip') {
      const { path, type } = await files.plainClip(boardId, sha256)
      const { size } = await stat(path)
      return clip(c, { type, size }, async (range) => createReadStream(path, range))
    }
    // What an item calls its working copy may be any file; only what this server made is nothing but a clip.
    if (!(await files.isWorkingCopy(boardId, sha256))) throw notShown()
    const { type, size } = await files.find(boardId, sha256)
    return clip(c, { type, size }, (range) => files.read(sha256, range))
  })
  return route
}

/** Describes the routes above. */
export function describeWatchingRoutes({ openAPIRegistry }: OpenAPIHono<Env>): void {
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/watch/{token}/files/{name}',
    summary: 'A picture, drawn anew, of something that the audience of a link is shown now',
    request: { params: params.extend({ name: z.string() }) },
    responses: {
      200: {
        description: 'The picture',
        content: { 'image/webp': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...failures,
    },
  })
}

function isIn(c: Context, passes: Parts['passes'], link: Link): boolean {
  return passes.isGood(getCookie(c, PASS) ?? '', link.id)
}

function notShown(): AppError {
  return new AppError('file/not-found', 'This is not shown now.')
}

/** Nothing is kept: what may be seen now may be taken back in a minute. */
const inert = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}

async function clip(
  c: Context,
  { type, size }: { type: string; size: number },
  read: (range?: { start: number; end: number }) => Promise<Readable>,
): Promise<Response> {
  const range = byteRangeOf(c.req.header('range'), size)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } })
  const isPart = range !== 'whole'
  const bytes = Readable.toWeb(await read(isPart ? range : undefined)) as ReadableStream
  return new Response(bytes, {
    status: isPart ? 206 : 200,
    headers: {
      ...inert,
      'Content-Type': type,
      'Accept-Ranges': 'bytes',
      'Content-Length': String(isPart ? range.end - range.start + 1 : size),
      ...(isPart && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` }),
    },
  })
}

function closeOf(error: unknown): { code: number; reason: string } {
  if (!(error instanceof AppError))
    return { code: 1011, reason: 'Something went wrong on the server.' }
  if (error.code === 'audience/gone') return { code: audienceClose.GONE, reason: error.message }
  if (error.code === 'audience/not-let-in')
    return { code: audienceClose.NOT_LET_IN, reason: error.message }
  if (error.code === 'audience/full') return { code: audienceClose.FULL, reason: error.message }
  return { code: 1013, reason: error.message }
}

const params = z.object({ token: z.string() })

const doorRoute = createRoute({
  method: 'get',
  path: '/watch/{token}',
  summary: 'What a link that only watches asks for',
  request: { params },
  responses: { 200: answer(audienceDoor, 'What it asks for'), ...failures },
})

const enterRoute = createRoute({
  method: 'post',
  path: '/watch/{token}',
  summary: 'Enter by a link that only watches',
  request: { params, body: body(enterAudience) },
  responses: { 204: nothing, ...failures },
})
