import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, open, rename, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  bagInfoOf,
  DECLARATION,
  MANIFEST,
  manifestOf,
  TAG_MANIFEST,
  type Bag,
  type Original,
} from './bag-format.ts'

/**
 * A bag being written into a folder. It lies under `<path>.partial` until it is finished, so that half a bag never
 * looks whole.
 */
export class BagWriter implements Bag {
  readonly #path: string
  readonly folder: string
  readonly #payload = new Map<string, string>()
  readonly #tags = new Map<string, string>()
  #bytes = 0

  private constructor(path: string) {
    this.#path = path
    this.folder = `${path}.partial`
  }

  /** @throws Error where something lies at `path`, or an earlier try does */
  static async begin(path: string): Promise<BagWriter> {
    const writer = new BagWriter(path)
    for (const place of [path, writer.folder])
      if (await isThere(place)) throw new Error(`There is something at ${place} already.`)
    await mkdir(join(writer.folder, 'data'), { recursive: true, mode: 0o700 })
    return writer
  }

  async add(
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<string> {
    const path = join(this.folder, 'data', name)
    await mkdir(dirname(path), { recursive: true })
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    return this.take(name)
  }

  async addOriginal(name: string, { bytes }: Original): Promise<void> {
    await this.add(name, bytes())
  }

  /** Takes a file in that was written into `data/` by other means. @returns its SHA-256 */
  async take(name: string): Promise<string> {
    const path = join(this.folder, 'data', name)
    const { sha256, size } = await hashOf(path)
    await sync(path)
    this.#payload.set(posix.join('data', name), sha256)
    this.#bytes += size
    return sha256
  }

  async addTag(name: string, text: string | Uint8Array): Promise<void> {
    const path = join(this.folder, name)
    await writeFile(path, text)
    await sync(path)
    this.#tags.set(name, createHash('sha256').update(text).digest('hex'))
  }

  async finish(info: readonly (readonly [string, string])[]): Promise<void> {
    await this.addTag('bagit.txt', DECLARATION)
    await this.addTag(
      'bag-info.txt',
      bagInfoOf(info, { bytes: this.#bytes, files: this.#payload.size }),
    )
    await this.addTag(MANIFEST, manifestOf(this.#payload))
    const path = join(this.folder, TAG_MANIFEST)
    await writeFile(path, manifestOf(this.#tags))
    await sync(path)
    await rename(this.folder, this.#path)
    await sync(dirname(this.#path))
  }
}

async function hashOf(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const bytes of createReadStream(path)) {
    hash.update(bytes)
    size += bytes.length
  }
  return { sha256: hash.digest('hex'), size }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Puts a file, or what is listed in a folder, on disk. Windows cannot do the latter. */
async function sync(path: string): Promise<void> {
  if (process.platform === 'win32' && (await lstat(path)).isDirectory()) return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
