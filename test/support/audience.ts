import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { audienceMessage, type AudienceRecord } from '../../shared/audience/audience-messages.ts'
import type { Ink } from '../../shared/briefing/ink.ts'
import { withInkChange, type InkChange } from '../../shared/briefing/ink-change.ts'
import type { Playhead } from '../../shared/briefing/playhead.ts'
import type { Presenting } from '../../shared/briefing/presenting.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import { frameType } from '../../shared/protocol/frames.ts'
import type { ApiServer, Visitor } from './api-server.ts'
import { frames, marksOf } from './sync-clients.ts'

/** One who watches by a link, and everything that ever came over the socket. */
export type Watcher = {
  socket: WebSocket
  /** Every message, as it came. */
  received: string[]
  records: Map<string, AudienceRecord>
  scene: () => Scene | null
  isBlack: () => boolean
  playhead: () => Playhead | null
  /** What is written, and the newest points of the laser. */
  ink: () => Ink | null
  closed: Promise<number>
}

export async function watch(url: string, token: string, visitor: Visitor): Promise<Watcher> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/watch/${token}/live`, {
    headers: visitor.cookie === '' ? {} : { cookie: visitor.cookie },
  })
  const received: string[] = []
  const records = new Map<string, AudienceRecord>()
  let now: { scene: Scene | null; isBlack: boolean } = { scene: null, isBlack: false }
  let playhead: Playhead | null = null
  let ink: Ink | null = null
  const takeInk = (change: InkChange | null) => {
    ink = change && withInkChange(ink, change)
  }
  socket.on('message', (data: Buffer) => {
    received.push(data.toString())
    const message = audienceMessage.parse(JSON.parse(data.toString()))
    if (message.type === 'shown' || message.type === 'playhead') playhead = message.playhead
    if (message.type === 'ink') takeInk(message.ink)
    if (message.type === 'shown' && message.ink !== undefined) takeInk(message.ink)
    if (message.type !== 'shown') return
    now = message
    if (message.isWhole) records.clear()
    for (const id of message.remove) records.delete(id)
    for (const record of message.put) records.set(record.id, record)
  })
  socket.on('error', () => {})
  const closed = new Promise<number>((done) => socket.once('close', (code) => done(code)))
  onTestFinished(() => socket.terminate())
  await new Promise<void>((done) => {
    socket.once('message', () => done())
    socket.once('close', () => done())
  })
  return {
    socket,
    received,
    records,
    scene: () => now.scene,
    isBlack: () => now.isBlack,
    playhead: () => playhead,
    ink: () => ink,
    closed,
  }
}

/** Somebody who presents: an open board whose presence says what. */
export async function presenter(url: string, boardId: string, visitor: Visitor) {
  const lines: { socket: WebSocket; marks: ReturnType<typeof marksOf> }[] = []
  let marks = 0
  class Known extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie: visitor.cookie } })
      lines.push({ socket: this, marks: marksOf(this) })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync`, boardId, doc, {
    // ws is a browser's WebSocket in all that the provider uses.
    WebSocketPolyfill: Known as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  // For `settled` alone: the provider knows no marks.
  provider.messageHandlers[frameType.MARK] = () => {}
  onTestFinished(() => provider.destroy())
  await new Promise<void>((done) => {
    if (provider.synced) done()
    else provider.once('sync', () => done())
  })
  return {
    doc,
    present: (presenting: Pick<Presenting, 'briefing' | 'scene'> & Partial<Presenting>) =>
      provider.awareness.setLocalStateField('presenting', {
        step: 0,
        moment: null,
        isBlack: false,
        since: 1,
        playhead: null,
        ...presenting,
      }),
    /** What is written and pointed at: `null` is nothing. */
    write: (ink: unknown) => provider.awareness.setLocalStateField('ink', ink),
    /** Anything else of the presence. */
    say: (field: string, value: unknown) => provider.awareness.setLocalStateField(field, value),
    /** What everyone's presence says here. */
    heard: () => provider.awareness.getStates().values(),
    /** Ends the line as a broken cable does; it comes back by itself. */
    breakLine: () => lines.at(-1)?.socket.terminate(),
    /** Once the server has everything that was edited here. */
    settled: async () => {
      const line = lines.at(-1)
      line?.socket.send(frames.mark(++marks))
      await line?.marks.until(marks)
    },
    /** The code of the next close. */
    closed: () =>
      new Promise<number>((done) => {
        provider.once('connection-close', (event: { code: number } | null) =>
          done(event?.code ?? 0),
        )
      }),
    end: () => provider.awareness.setLocalStateField('presenting', null),
  }
}

/** A link to a briefing, made by somebody who may. */
export async function linkTo(
  { mara, boardId, briefing }: { mara: Visitor; boardId: string; briefing: string },
  more = {},
): Promise<{ id: string; token: string; link: string }> {
  const { status, body } = await mara.post(`/api/boards/${boardId}/audience-links`, {
    briefing,
    validHours: 2,
    ...more,
  })
  expect(status).toBe(201)
  return body
}

/** A stranger whom a link has let in. */
export async function enterAudience(
  server: Pick<ApiServer, 'visitor'>,
  token: string,
  body = {},
): Promise<Visitor> {
  const visitor = server.visitor()
  expect((await visitor.post(`/api/watch/${token}`, body)).status).toBe(204)
  return visitor
}
