import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import { frameType, type Notice } from '../../shared/protocol/frames.ts'

/**
 * Reading and building what goes over `/sync/<boardId>`. Outgoing frames are built once with their WebSocket
 * header, so that sending one to a hundred people costs a hundred writes and nothing more.
 */

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

export type Incoming =
  | { kind: 'sync-step-1'; stateVector: Uint8Array }
  | { kind: 'sync-step-2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'presence'; entries: Uint8Array }
  | { kind: 'query-presence' }
  | { kind: 'mark'; count: number }

/**
 * Reads one frame, which must lie in a buffer of its own: Yjs' decoder trusts lengths written in the data, and
 * would read past the frame into whatever shares the buffer.
 *
 * @throws AppError `frame/malformed`
 */
export function readFrame(frame: Uint8Array): Incoming {
  try {
    const decoder = decoding.createDecoder(frame)
    const incoming = readBody(decoder)
    if (decoding.hasContent(decoder)) throw new Error('The frame goes on after its end')
    return incoming
  } catch (cause) {
    throw new AppError('frame/malformed', 'The frame could not be read.', { cause })
  }
}

function readBody(decoder: decoding.Decoder): Incoming {
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case frameType.SYNC:
      return readSync(decoder)
    case frameType.AWARENESS:
      return { kind: 'presence', entries: decoding.readVarUint8Array(decoder) }
    case frameType.QUERY_AWARENESS:
      return { kind: 'query-presence' }
    case frameType.MARK:
      return { kind: 'mark', count: decoding.readVarUint(decoder) }
    default:
      throw new Error('Unknown type of frame')
  }
}

function readSync(decoder: decoding.Decoder): Incoming {
  const step = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) {
    Y.decodeStateVector(body)
    return { kind: 'sync-step-1', stateVector: body }
  }
  if (step === STEP_2) return { kind: 'sync-step-2', update: body }
  if (step === UPDATE) return { kind: 'update', update: body }
  throw new Error('Unknown step of synchronisation')
}

export function step1Frame(stateVector: Uint8Array): Buffer {
  return frameOf([frameType.SYNC, STEP_1], stateVector)
}

export function step2Frame(update: Uint8Array): Buffer {
  return frameOf([frameType.SYNC, STEP_2], update)
}

export function updateFrame(update: Uint8Array): Buffer {
  return frameOf([frameType.SYNC, UPDATE], update)
}

export function presenceFrame(entries: Uint8Array): Buffer {
  return frameOf([frameType.AWARENESS], entries)
}

/** Says nothing; keeps a stock client, which takes 30 s of silence for a dead line, from reconnecting. */
export function stillHereFrame(): Buffer {
  return presenceFrame(Uint8Array.of(0))
}

export function markFrame(count: number): Buffer {
  const body = varUint(count)
  return socketFrame([frameType.MARK, ...body], null)
}

export function noticeFrame(notice: Notice): Buffer {
  return frameOf([frameType.NOTICE], Buffer.from(JSON.stringify(notice)))
}

/** A whole text message, for those who are told in JSON and say nothing. */
export function textFrame(text: string): Buffer {
  return socketFrame([], Buffer.from(text), TEXT)
}

/** `head`, the length of `body`, and `body`, as y-protocols write a byte array. */
function frameOf(head: number[], body: Uint8Array): Buffer {
  return socketFrame([...head, ...varUint(body.byteLength)], body)
}

/** First byte of a message in one frame (RFC 6455, 5.2): final, and of which kind. */
const BINARY = 0x82
const TEXT = 0x81

/** One whole message as a server sends it: unmasked. */
function socketFrame(head: number[], body: Uint8Array | null, kind = BINARY): Buffer {
  const length = head.length + (body?.byteLength ?? 0)
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = kind
  if (headerBytes === 2) frame[1] = length
  else if (headerBytes === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(head, headerBytes)
  if (body) frame.set(body, headerBytes + head.length)
  return frame
}

function varUint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
  return bytes
}
