import { Readable, type Transform } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib'
import { AppError } from '../../../shared/app-error.ts'

/** What our requests say they take. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd'

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/**
 * A body as its `Content-Encoding` says it is to be read, never more than `maxBytes`: a small body may be made to
 * become a huge one.
 *
 * @throws AppError `capture/failed`
 */
export async function decoded(
  body: Buffer,
  { encoding, maxBytes }: { encoding: string; maxBytes: number },
): Promise<Buffer> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > 2) throw new AppError('capture/failed', 'It is packed in an unknown way.')
  let current = body
  for (const coding of codings.toReversed()) {
    const decoder = decoders[coding]
    if (!decoder) throw new AppError('capture/failed', 'It is packed in an unknown way.')
    current = await bounded(current, decoder(), maxBytes)
  }
  return current
}

async function bounded(packed: Buffer, decoder: Transform, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const source = Readable.from([packed], { objectMode: false })
  source.pipe(decoder)
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('capture/failed', 'It could not be unpacked.', { cause })
  } finally {
    source.destroy()
    decoder.destroy()
  }
  return Buffer.concat(chunks)
}

export function tooLarge(): AppError {
  return new AppError('capture/failed', 'It is larger than what is fetched from the web.')
}
