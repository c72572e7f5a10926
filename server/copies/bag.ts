import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Mismatch } from '../proof/proof-source.ts'

/**
 * Bags as of BagIt 1.0 (RFC 8493): what is kept lies in `data/`, and `manifest-sha256.txt` names the hash of every
 * file there; `tagmanifest-sha256.txt` those of the files beside it.
 */

const MANIFEST = 'manifest-sha256.txt'
const TAG_MANIFEST = 'tagmanifest-sha256.txt'
const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** A bag being written. It lies under `<path>.partial` until it is finished, so that half a bag never looks whole. */
export class BagWriter {
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

  /** Writes a file into `data/`. @returns its SHA-256 */
  async add(
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<string> {
    const path = join(this.folder, 'data', name)
    await mkdir(dirname(path), { recursive: true })
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    return this.take(name)
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

  /** @param info lines of bag-info.txt: label and value */
  async finish(info: readonly (readonly [string, string])[]): Promise<void> {
    const oxum = `${this.#bytes}.${this.#payload.size}`
    const lines = [...info, ['Payload-Oxum', oxum] as const]
    await this.addTag('bagit.txt', DECLARATION)
    await this.addTag(
      'bag-info.txt',
      lines.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ')}\n`).join(''),
    )
    await this.addTag(MANIFEST, manifestOf(this.#payload))
    const path = join(this.folder, TAG_MANIFEST)
    await writeFile(path, manifestOf(this.#tags))
    await sync(path)
    await rename(this.folder, this.#path)
    await sync(dirname(this.#path))
  }
}

/**
 * Holds every file of a bag against the bag's manifests, and looks for files that none of them names.
 *
 * @returns paths of the payload, as in the manifest
 * @throws Mismatch at the first that does not fit
 */
export async function checkBag(path: string): Promise<string[]> {
  if (!(await isThere(join(path, TAG_MANIFEST))))
    throw new Mismatch(`${path} is no whole bag: it has no ${TAG_MANIFEST}.`)
  const tags = await readManifest(path, TAG_MANIFEST)
  for (const needed of ['bagit.txt', 'bag-info.txt', MANIFEST])
    if (!tags.has(needed)) throw new Mismatch(`${TAG_MANIFEST} does not name ${needed}.`)
  await checkFiles(path, tags)
  const payload = await readManifest(path, MANIFEST)
  await checkFiles(path, payload)
  for (const name of await filesIn(path))
    if (!payload.has(name) && !tags.has(name) && name !== TAG_MANIFEST)
      throw new Mismatch(`The file ${name} is named by no manifest.`)
  return [...payload.keys()]
}

async function checkFiles(path: string, manifest: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, sha256] of manifest) {
    if (!(await isThere(join(path, name)))) throw new Mismatch(`The file ${name} is missing.`)
    if ((await hashOf(join(path, name))).sha256 !== sha256)
      throw new Mismatch(`The file ${name} was changed: its SHA-256 is not that of the manifest.`)
  }
}

async function readManifest(path: string, name: string): Promise<Map<string, string>> {
  const text = await readFile(join(path, name), 'utf8')
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Mismatch(`${name} is cut short.`)
  const manifest = new Map<string, string>()
  for (const line of lines) {
    const [, sha256, file] = /^([0-9a-f]{64}) {2}([\w./-]+)$/.exec(line) ?? []
    if (sha256 === undefined || file === undefined || file.split('/').includes('..'))
      throw new Mismatch(`${name} has a line that cannot be read.`)
    manifest.set(file, sha256)
  }
  return manifest
}

function manifestOf(files: ReadonlyMap<string, string>): string {
  const lines = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return lines.map(([name, sha256]) => `${sha256}  ${name}\n`).join('')
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
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
