import { createHash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Exchange } from '../net/guarded-fetch.ts'

const gzipped = promisify(gzip)

/**
 * What was sent and received as a WARC 1.1 (ISO 28500:2017), each record a gzip member of its own, so that a
 * reader can begin at any of them. First a warcinfo record, then for each exchange its response and its request.
 * Digests are SHA-256 in hexadecimal; a payload is the body as sent, unchunked and still packed.
 */
export async function writeWarc(
  exchanges: readonly Exchange[],
  { filename, description }: { filename: string; description: string },
): Promise<Buffer> {
  const info = Buffer.from(
    `software: Redstring\r\nformat: WARC file version 1.1\r\nconformsTo: ${FORMAT}\r\ndescription: ${description}\r\n`,
  )
  const records = [
    record({
      type: 'warcinfo',
      id: newId(),
      at: new Date().toISOString(),
      contentType: 'application/warc-fields',
      more: { 'WARC-Filename': filename },
      block: info,
    }),
    ...exchanges.flatMap(recordsOf),
  ]
  return Buffer.concat(await Promise.all(records.map((each) => gzipped(each))))
}

const FORMAT = 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'

function recordsOf(exchange: Exchange): Buffer[] {
  const { url, ip, at, body, requestHead } = exchange
  const [response, request] = [newId(), newId()]
  const about = { 'WARC-Target-URI': url, 'WARC-IP-Address': ip }
  return [
    record({
      type: 'response',
      id: response,
      at,
      contentType: 'application/http; msgtype=response',
      more: { ...about, 'WARC-Payload-Digest': digestOf(body) },
      block: Buffer.concat([Buffer.from(`${headOf(exchange)}\r\n\r\n`, 'latin1'), body]),
    }),
    record({
      type: 'request',
      id: request,
      at,
      contentType: 'application/http; msgtype=request',
      more: { ...about, 'WARC-Concurrent-To': response },
      block: Buffer.from(`${requestHead}\r\n\r\n`, 'latin1'),
    }),
  ]
}

/** The head as received. Chunks have been joined by then, so the header that announced them gets another name. */
function headOf({ status, statusText, headers }: Exchange): string {
  const lines = headers.map(([name, value]) =>
    name.toLowerCase() === 'transfer-encoding'
      ? `X-Orig-Transfer-Encoding: ${value}`
      : `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${statusText}`.trimEnd(), ...lines].join('\r\n')
}

type Record = {
  type: 'warcinfo' | 'response' | 'request'
  id: string
  at: string
  contentType: string
  more: { [name: string]: string }
  block: Buffer
}

function record({ type, id, at, contentType, more, block }: Record): Buffer {
  const lines = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    `WARC-Record-ID: ${id}`,
    `WARC-Date: ${at}`,
    ...Object.entries(more).map(([name, value]) => `${name}: ${value}`),
    `WARC-Block-Digest: ${digestOf(block)}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${block.length}`,
  ]
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`),
    block,
    Buffer.from('\r\n\r\n'),
  ])
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

function newId(): string {
  return `<urn:uuid:${randomUUID()}>`
}
