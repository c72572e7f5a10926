import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Mismatch } from '../proof/proof-source.ts'
import { openZipBag, type ZipLimits } from './zip-source.ts'

/** A bag as it lies somewhere, to be read by the names in it. Nothing is written anywhere. */
export type BagSource = {
  /** What to call it in a sentence. */
  path: string
  /** Every file in it, `/` between folders. */
  names(): readonly string[]
  has(name: string): boolean
  /** Bytes, as stated by where it lies. */
  size(name: string): Promise<number>
  /** @throws Mismatch where there is none, or its bytes cannot be read */
  read(name: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** A bag in a folder or in a zip. @throws Mismatch where it is neither */
export async function openBag(path: string, limits: Partial<ZipLimits> = {}): Promise<BagSource> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Mismatch(`There is nothing at ${path}.`)
  return found.isDirectory() ? folderBag(path) : openZipBag(path, limits)
}

export async function folderBag(path: string): Promise<BagSource> {
  const names = await filesIn(path)
  const known = new Set(names)
  return {
    path,
    names: () => names,
    has: (name) => known.has(name),
    size: async (name) => (await stat(join(path, name))).size,
    async *read(name) {
      if (!known.has(name)) throw new Mismatch(`The file ${name} is missing.`)
      yield* createReadStream(join(path, name)) as AsyncIterable<Uint8Array>
    },
    close: async () => {},
  }
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const name = join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll('\\', '/')
      if (!entry.isFile()) throw new Mismatch(`${name} is no plain file.`)
      return name
    })
}

/** A whole file as text. @throws Mismatch where it is missing or longer than `most` bytes */
export async function textIn(bag: BagSource, name: string, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const bytes of bag.read(name)) {
    size += bytes.byteLength
    if (size > most) throw new Mismatch(`The file ${name} is too large to be read.`)
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}
