import { type HttpBindings, upgradeWebSocket } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { WebSocket, WebSocketServer } from 'ws'
import { AppError } from '../../shared/app-error.ts'
import { MAX_CATCH_UP_BYTES } from '../../shared/protocol/frames.ts'
import type { People } from '../people/people.ts'
import { refusalOf } from '../rooms/refusal.ts'
import type { Admission, Rooms } from '../rooms/rooms.ts'
import { refuseSocket } from './refuse-socket.ts'

export type SyncParts = {
  people: Pick<People, 'whoIs'>
  rooms: Rooms
  /** Address people use; a page from elsewhere may not use their cookie. */
  publicUrl: string | null
}

/** Bytes a frame's own type and lengths may add to what it carries. */
const FRAME_HEAD_BYTES = 32

/** For `serve({ websocket: { server } })`. Compression would cost four to five times the time of a small edit. */
export function createSocketServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_CATCH_UP_BYTES + FRAME_HEAD_BYTES,
  })
}

/**
 * `/sync/<boardId>`: any y-websocket client may join, with a session cookie or `Authorization: Bearer <API key>`.
 * Who may not is sent away with a close code (shared/protocol/frames.ts).
 */
export function syncRoute({
  people,
  rooms,
  publicUrl,
}: SyncParts): Hono<{ Bindings: HttpBindings }> {
  const route = new Hono<{ Bindings: HttpBindings }>()
  route.get('/:boardId', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      return c.text('This address is for WebSocket clients that speak y-websocket.', 426)
    }
    const { socket } = c.env.incoming
    const outcome = await admit(c, { people, rooms, publicUrl })
    if (!outcome.isAdmitted) {
      return refuseSocket(c, socket, refusalOf(outcome.error))
    }
    const { admission } = outcome
    let isConnected = false
    const giveUp = () => {
      if (!isConnected) admission.abandon()
    }
    if (socket.destroyed) {
      giveUp()
      return c.body(null, 400)
    }
    socket.once('close', giveUp)
    return upgradeWebSocket(c, {
      onOpen: (_, { raw }) => {
        isConnected = true
        if (raw instanceof WebSocket) admission.connect(raw, socket)
      },
    })
  })
  return route
}

type Outcome = { isAdmitted: true; admission: Admission } | { isAdmitted: false; error: unknown }

async function admit(c: Context<{ Bindings: HttpBindings }>, parts: SyncParts): Promise<Outcome> {
  const { people, rooms, publicUrl } = parts
  try {
    if (!isOwnOrigin(c, publicUrl)) {
      throw new AppError('people/not-allowed', 'This page may not open a board here.')
    }
    const person = await people.whoIs(c.req.raw.headers)
    if (!person) throw new AppError('people/sign-in-needed', 'Sign in to open this board.')
    const headers = new Headers(c.req.raw.headers)
    const admission = await rooms.admit(
      c.req.param('boardId') ?? '',
      person,
      async () => (await people.whoIs(headers))?.id === person.id,
    )
    return { isAdmitted: true, admission }
  } catch (error) {
    return { isAdmitted: false, error }
  }
}

/** A browser sends a person's cookie along from any page; only our own may use it. */
function isOwnOrigin(c: Context, publicUrl: string | null): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined || c.req.header('authorization') !== undefined) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === c.req.header('host') || (publicUrl !== null && host === new URL(publicUrl).host)
}
