import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/app-error.ts'
import { diskErrorOf } from '../store/disk-error.ts'

/** A file that lies in the incoming folder, whole, and is not yet anybody's. */
export type Received = { path: string; sha256: string; size: number }

/** The folder where files lie until they are whole. On the same disk as the blobs, so that moving in is a rename. */
export class Incoming {
  readonly #folder: string
  readonly #maxBytes: number
  readonly #setting: string

  /** `setting` is what an operator raises where `maxBytes` are too few. */
  constructor({
    folder,
    maxBytes,
    setting = 'MAX_FILE_BYTES',
  }: {
    folder: string
    maxBytes: number
    setting?: string
  }) {
    this.#folder = folder
    this.#maxBytes = maxBytes
    this.#setting = setting
  }

  /** Makes the folder and drops what an earlier run left half done. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const left = await readdir(this.#folder)
    await Promise.all(
      left.map((name) => rm(join(this.#folder, name), { force: true, recursive: true })),
    )
  }

  /** A path for a new temporary file. Whoever asks for it moves or removes it. */
  newPath(): string {
    return join(this.#folder, randomUUID())
  }

  /**
   * Writes a stream to disk and hashes it on the way, in constant memory. A stream that breaks leaves nothing. `path`
   * is one that `newPath` gave.
   *
   * @throws AppError `file/too-large`, `file/no-space`
   */
  async receive(stream: Readable, path = this.newPath()): Promise<Received> {
    const hash = createHash('sha256')
    let size = 0
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.length
        if (size > this.#maxBytes) return done(tooLarge(this.#maxBytes, this.#setting))
        hash.update(chunk)
        done(null, chunk)
      },
    })
    try {
      await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', flush: true }))
    } catch (error) {
      await rm(path, { force: true })
      throw diskErrorOf(error)
    }
    return { path, sha256: hash.digest('hex'), size }
  }

  /** Hashes a file that already lies on disk, such as a finished upload. */
  async measure(path: string): Promise<Received> {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk)
      size += chunk.length
    }
    return { path, sha256: hash.digest('hex'), size }
  }
}

export function tooLarge(maxBytes: number, setting = 'MAX_FILE_BYTES'): AppError {
  return new AppError(
    'file/too-large',
    `The file is larger than this server accepts (${inWords(maxBytes)}). Whoever runs it can raise ${setting}.`,
  )
}

/** `20 GB`, `1.5 MB`, in powers of 1024. */
export function inWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${units[step]}`
}
