import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { frameType, type Notice } from '../../shared/protocol/frames.ts'

/** Longest wait between two attempts to reach the server. */
const MAX_BACKOFF_MS = 15_000

export type ProviderEvents = {
  /** The server has everything on disk that was sent before mark `n`. */
  onMark(n: number): void
  onNotice(notice: Notice): void
}

/**
 * y-websocket's provider, unmodified, with what its handlers leave open: our two frames, reconnecting at
 * moments that differ from client to client, and no echo of other people's presence (the stock provider sends
 * every state that it receives back: N² frames).
 */
export function makeProvider(
  {
    url,
    boardId,
    doc,
    awareness,
  }: { url: string; boardId: string; doc: Y.Doc; awareness: Awareness },
  events: ProviderEvents,
): WebsocketProvider {
  const provider = new WebsocketProvider(url, boardId, doc, {
    awareness,
    connect: false,
    disableBc: true,
  })
  provider.messageHandlers[frameType.MARK] = (_encoder, decoder) =>
    events.onMark(decoding.readVarUint(decoder))
  provider.messageHandlers[frameType.NOTICE] = (_encoder, decoder) =>
    events.onNotice(JSON.parse(decoding.readVarString(decoder)) as Notice)
  provider.on('connection-close', () => {
    const next = Math.min(2 ** (provider.wsUnsuccessfulReconnects + 1) * 100, MAX_BACKOFF_MS)
    provider.maxBackoffTime = next * (0.5 + Math.random() / 2)
  })
  provider.on('status', ({ status }) => {
    if (status === 'disconnected') forgetOthers(awareness)
  })
  withoutEcho(provider, awareness)
  return provider
}

/** Asks the server to say when everything sent so far is on its disk. False where nobody listens. */
export function sendMark(provider: WebsocketProvider, n: number): boolean {
  return send(provider, (encoder) => {
    encoding.writeVarUint(encoder, frameType.MARK)
    encoding.writeVarUint(encoder, n)
  })
}

/** Without their clocks those who were here all the while are taken in again, not only once they do something. */
function forgetOthers(awareness: Awareness): void {
  for (const client of awareness.meta.keys())
    if (client !== awareness.clientID && !awareness.states.has(client)) awareness.meta.delete(client)
}

function withoutEcho(provider: WebsocketProvider, awareness: Awareness): void {
  awareness.off('update', provider._awarenessUpdateHandler)
  provider._awarenessUpdateHandler = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    if (origin === provider) return
    send(provider, (encoder) => {
      encoding.writeVarUint(encoder, frameType.AWARENESS)
      encoding.writeVarUint8Array(
        encoder,
        encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]),
      )
    })
  }
  awareness.on('update', provider._awarenessUpdateHandler)
}

function send(provider: WebsocketProvider, write: (encoder: encoding.Encoder) => void): boolean {
  const { ws } = provider
  if (!provider.wsconnected || ws?.readyState !== WebSocket.OPEN) return false
  const encoder = encoding.createEncoder()
  write(encoder)
  ws.send(encoding.toUint8Array(encoder))
  return true
}
