import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { AppError } from '../../shared/app-error.ts'

const DRAIN_MS = 5000
const DRAIN_BYTES = 64 * 1024 * 1024

/**
 * Hands the one file of a multipart request to `take` as it arrives, so that its size never lies in memory.
 *
 * @throws AppError `request/invalid` where the body is no multipart form or has no part `file`
 */
export async function fileOfMultipart<T>(
  request: Request,
  take: (stream: Readable, name: string) => Promise<T>,
): Promise<T> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;.*boundary=/i.test(contentType) || !request.body) {
    throw new AppError(
      'request/invalid',
      'Send the file as multipart/form-data, in a part named "file".',
    )
  }
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
  const form = new Busboy({
    headers: { 'content-type': contentType },
    isPartAFile: (field) => field === 'file',
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024, parts: 25, headerPairs: 50 },
  })
  const taken: Promise<T>[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      form.on('file', (_field, stream, name) => {
        const work = take(stream, name ?? '')
        taken.push(work)
        // A file that is refused, or a connection that breaks, ends the whole request.
        work.catch(reject)
        body.once('error', (error) => stream.destroy(error))
      })
      form.once('finish', resolve)
      form.once('error', (cause: unknown) => reject(malformed(cause)))
      body.once('error', reject)
      body.pipe(form)
    })
  } catch (error) {
    body.unpipe(form)
    form.destroy()
    await Promise.allSettled(taken)
    await drain(body)
    throw error
  }
  const [work] = taken
  if (!work) throw new AppError('request/invalid', 'The form has no part named "file".')
  return work
}

/**
 * Reads on for a while without keeping anything: a client that is still sending hears our refusal only after that.
 * One that has very much more to send is cut off.
 */
async function drain(body: Readable): Promise<void> {
  if (body.destroyed || body.readableEnded) return
  const timer = setTimeout(() => body.destroy(), DRAIN_MS)
  let left = DRAIN_BYTES
  body.on('data', (chunk: Uint8Array) => {
    left -= chunk.length
    if (left < 0) body.destroy()
  })
  await finished(body.resume()).catch(() => {})
  clearTimeout(timer)
}

function malformed(cause: unknown): AppError {
  return new AppError(
    'request/invalid',
    'The form could not be read: it may have been cut short.',
    { cause },
  )
}
