import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { Mismatch } from '../proof/proof-source.ts'
import {
  bagInfoOf,
  DECLARATION,
  MANIFEST,
  manifestOf,
  TAG_MANIFEST,
  type Bag,
  type Original,
} from './bag-format.ts'

/** From so many files on the list at the end of the zip is written in its large form: yazl counts it so anyway. */
const MANY_FILES = 300

/**
 * A bag being written into one zip. What is made for it waits in a folder of its own; originals are read from where
 * they lie while the zip is sent, and held against their hashes on the way. Nothing is compressed (media do not
 * become smaller), so that the size is known before the first byte goes out.
 */
export class ZipBagWriter implements Bag {
  readonly #staging: string
  readonly #root: string
  readonly #payload = new Map<string, string>()
  readonly #tags = new Map<string, string>()
  readonly #parts: { name: string; size: number; open: () => Readable }[] = []
  #bytes = 0

  private constructor(staging: string, root: string) {
    this.#staging = staging
    this.#root = root
  }

  /** @param root the one folder in the zip */
  static async begin({ staging, root }: { staging: string; root: string }): Promise<ZipBagWriter> {
    await mkdir(staging, { recursive: true, mode: 0o700 })
    return new ZipBagWriter(staging, root)
  }

  async add(
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<string> {
    const path = join(this.#staging, String(this.#parts.length))
    const hash = createHash('sha256')
    let size = 0
    const measured = async function* () {
      for await (const part of bytes) {
        hash.update(part)
        size += part.byteLength
        yield part
      }
    }
    await pipeline(measured, createWriteStream(path, { mode: 0o600 }))
    const sha256 = hash.digest('hex')
    this.#take(name, { sha256, size }, () => createReadStream(path))
    return sha256
  }

  async addOriginal(name: string, original: Original): Promise<void> {
    this.#take(name, original, () => Readable.from(checked(name, original)))
  }

  async addTag(name: string, text: string | Uint8Array): Promise<void> {
    this.#tags.set(name, createHash('sha256').update(text).digest('hex'))
    this.#addText(name, text)
  }

  async finish(info: readonly (readonly [string, string])[]): Promise<void> {
    const oxum = { bytes: this.#bytes, files: this.#payload.size }
    await this.addTag('bagit.txt', DECLARATION)
    await this.addTag('bag-info.txt', bagInfoOf(info, oxum))
    await this.addTag(MANIFEST, manifestOf(this.#payload))
    this.#addText(TAG_MANIFEST, manifestOf(this.#tags))
  }

  /**
   * The finished zip: its size in bytes, and the bytes. The stream fails with a Mismatch where an original is not what
   * its hash says. What waited for it is removed when the stream ends, in whichever way.
   */
  async open(): Promise<{ size: number; stream: Readable }> {
    const zip = new ZipFile()
    const output = zip.outputStream
    if (!(output instanceof Readable)) throw new Error('yazl writes to no stream of this Node')
    const fail = (error: unknown) => output.destroy(asError(error))
    let current: Readable | null = null
    zip.on('error', fail)
    const mtime = new Date()
    for (const { name, size, open } of this.#parts)
      zip.addReadStreamLazy(
        posix.join(this.#root, name),
        { compress: false, size, mtime, mode: 0o100644 },
        (take) => {
          current = open()
          current.once('error', fail)
          take(null, current)
        },
      )
    output.once('close', () => {
      current?.destroy()
      void this.discard()
    })
    const forceZip64Format = this.#parts.length > MANY_FILES
    const size = await new Promise<number>((resolve) => {
      zip.end({ forceZip64Format, comment: '' }, (...[bytes]: unknown[]) => resolve(Number(bytes)))
    })
    return { size, stream: output }
  }

  /** Removes what waits for a zip that is not made. */
  async discard(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true })
  }

  #addText(name: string, text: string | Uint8Array): void {
    const bytes = Buffer.from(text)
    this.#parts.push({ name, size: bytes.byteLength, open: () => Readable.from([bytes]) })
  }

  #take(
    name: string,
    { sha256, size }: { sha256: string; size: number },
    open: () => Readable,
  ): void {
    const inBag = posix.join('data', name)
    this.#payload.set(inBag, sha256)
    this.#bytes += size
    this.#parts.push({ name: inBag, size, open })
  }
}

async function* checked(name: string, { sha256, bytes }: Original): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const part of bytes()) {
    hash.update(part)
    yield part
  }
  if (hash.digest('hex') !== sha256)
    throw new Mismatch(`The bytes of ${name} are not those that were received.`)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
