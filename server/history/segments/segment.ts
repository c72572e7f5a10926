import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { LogRow, Segment } from '../../store/log-store.ts'
import { nextHash } from '../hash-chain.ts'
import { packRows, unpackRows, type PackedRow } from './pack-rows.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

const DIGEST_BYTES = 32
/** The most that is ever unpacked: far more than `mergeRows` packs. */
const MOST_BYTES = 2 ** 30

/** A segment whose bytes are not what they were when it was made. The message names its rows. */
export class DamagedSegment extends Error {
  readonly firstSeq: number

  constructor({ firstSeq, lastSeq }: Pick<Segment, 'firstSeq' | 'lastSeq'>, cause: unknown) {
    super(`The edits ${firstSeq} to ${lastSeq} of the log are damaged`, { cause })
    this.name = 'DamagedSegment'
    this.firstSeq = firstSeq
  }
}

/**
 * Packs consecutive rows into one segment. Compressing takes some 15 ms for a thousand rows, in the thread pool.
 *
 * @throws Error where the rows' hashes do not follow from `hashBefore`: packed, nobody could say any more which is wrong
 */
export async function segmentOf(rows: readonly LogRow[], hashBefore: Uint8Array): Promise<Segment> {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) throw new Error('A segment needs rows')
  let hash = hashBefore
  for (const [index, row] of rows.entries()) {
    hash = nextHash(hash, row)
    const fits = row.seq === first.seq + index && Buffer.compare(hash, row.hash) === 0
    if (!fits) throw new Error(`Edit ${row.seq} of the log does not follow from those before it`)
  }
  const packed = await compress(packRows(rows), {
    params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  const segment = {
    firstSeq: first.seq,
    lastSeq: last.seq,
    firstAt: first.at,
    lastAt: last.at,
    hashBefore,
    hash: last.hash,
    bytes: rows.reduce((sum, row) => sum + row.update.byteLength, 0),
  }
  return { ...segment, data: Buffer.concat([digestOf(packed), packed]) }
}

/**
 * The rows of a segment, without their hashes.
 *
 * @throws DamagedSegment
 */
export async function updatesOf(segment: Segment): Promise<PackedRow[]> {
  try {
    const digest = segment.data.subarray(0, DIGEST_BYTES)
    const packed = segment.data.subarray(DIGEST_BYTES)
    if (Buffer.compare(digest, digestOf(packed)) !== 0) throw new Error('Its digest does not fit')
    const rows = unpackRows(await decompress(packed, { maxOutputLength: MOST_BYTES }))
    if (rows.length !== segment.lastSeq - segment.firstSeq + 1)
      throw new Error('It does not hold as many rows as it says')
    return rows
  } catch (cause) {
    throw new DamagedSegment(segment, cause)
  }
}

/**
 * The rows of a segment as they were before they were packed, hashes included, and each thing that the segment says of
 * them held against them.
 *
 * @throws DamagedSegment
 */
export async function rowsOf(segment: Segment): Promise<LogRow[]> {
  let hash = segment.hashBefore
  const rows = (await updatesOf(segment)).map((row, index) => {
    const seq = segment.firstSeq + index
    hash = nextHash(hash, { ...row, seq })
    return { ...row, seq, hash }
  })
  const isWhole =
    Buffer.compare(hash, segment.hash) === 0 &&
    rows[0]?.at === segment.firstAt &&
    rows.at(-1)?.at === segment.lastAt &&
    rows.reduce((sum, row) => sum + row.update.byteLength, 0) === segment.bytes
  if (!isWhole) throw new DamagedSegment(segment, new Error('It is not what it says of itself'))
  return rows
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
