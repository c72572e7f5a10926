import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { Mismatch } from '../proof/proof-source.ts'
import type { BagSource } from './bag-source.ts'
import { TAG_MANIFEST } from './bag-format.ts'
import { isLeftover } from './leftovers.ts'

export type ZipLimits = {
  /** Of all files together, unpacked, bytes. */
  bytes: number
  files: number
}

const usualLimits: ZipLimits = { bytes: Number.MAX_SAFE_INTEGER, files: 500_000 }

/** Of one name, letters; and of all of them together. */
const MOST_NAME = 1_000
const MOST_NAMES = 64 * 1024 * 1024

const KIND_OF_FILE = 0o170000
const PLAIN_FILE = 0o100000
const UNIX = 3

/**
 * A bag in a zip, read where it lies: nothing of it is ever unpacked to a name that it states. The bag lies in the one
 * folder of the zip (RFC 8493, 4.2), or by itself where somebody packed it again so.
 *
 * @throws Mismatch where it is no zip, or one that nobody makes who means well: names that lead elsewhere, links, two
 *   files of one name, files that lie over each other, or more than the limits
 */
export async function openZipBag(
  path: string,
  limits: Partial<ZipLimits> = {},
): Promise<BagSource> {
  const zip = await openPromise(path, {
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch((cause: unknown) => {
    throw new Mismatch('This is no zip that can be read; it may be cut short.', { cause })
  })
  try {
    const entries = withoutFolder(await entriesOf(zip, { ...usualLimits, ...limits }))
    return sourceOf(zip, { path, entries })
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const total = { packed: 0, unpacked: 0, names: 0 }
  const folded = new Set<string>()
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      if (entry.fileName.length > MOST_NAME)
        throw new Mismatch('The zip holds a file whose name is longer than any computer keeps.')
      expectPlain(entry)
      if (entries.has(entry.fileName))
        throw new Mismatch(`The zip holds two files called ${entry.fileName}.`)
      // Who unpacks it on a Mac or on Windows would have one of them.
      const alike = entry.fileName.normalize('NFC').toLowerCase()
      if (folded.has(alike))
        throw new Mismatch(
          `The zip holds two files that many computers cannot tell apart (${entry.fileName}).`,
        )
      folded.add(alike)
      entries.set(entry.fileName, entry)
      total.names += entry.fileName.length
      total.packed += entry.compressedSize
      total.unpacked += entry.uncompressedSize
      if (total.packed > zip.fileSize)
        throw new Mismatch('The files in the zip lie over each other: nobody packs a case so.')
      if (total.unpacked > limits.bytes || entries.size > limits.files || total.names > MOST_NAMES)
        throw new Mismatch('What is in the zip is more than may be taken in here.')
    }
  } catch (error) {
    if (error instanceof Mismatch) throw error
    throw new Mismatch(sentenceOf(error), { cause: error })
  }
  return entries
}

function expectPlain(entry: Entry): void {
  if (entry.isEncrypted()) throw new Mismatch('The zip is locked with a password.')
  const mode = entry.versionMadeBy >> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0
  const kind = mode & KIND_OF_FILE
  if (kind !== 0 && kind !== PLAIN_FILE)
    throw new Mismatch(
      `The zip holds a link or a device where a file should be (${entry.fileName}).`,
    )
}

/** By the names within the bag. */
function withoutFolder(entries: ReadonlyMap<string, Entry>): Map<string, Entry> {
  const roots = [...entries.keys()]
    .filter((name) => name.split('/').at(-1) === TAG_MANIFEST)
    .map((name) => name.slice(0, -TAG_MANIFEST.length))
    .filter((root) => root.split('/').length <= 2)
  const [root] = roots
  if (root === undefined || roots.length > 1) throw new Mismatch(notWhole(entries))
  const inside = new Map<string, Entry>()
  for (const [name, entry] of entries) {
    if (!name.startsWith(root) && isLeftover(name)) continue
    if (!name.startsWith(root)) throw new Mismatch(`The file ${name} lies outside of the case.`)
    inside.set(name.slice(root.length), entry)
  }
  return inside
}

/** A bag may have other manifests (RFC 8493, 2.1.3), and then is one that another tool packed or packed again. */
function notWhole(entries: ReadonlyMap<string, Entry>): string {
  const kind = [...entries.keys()]
    .flatMap((name) => /^(?:[^/]+\/)?(?:tag)?manifest-([a-z0-9]{1,12})\.txt$/.exec(name)?.[1] ?? [])
    .find((name) => name !== 'sha256')
  const sentence = `This is no whole case: it has no ${TAG_MANIFEST}.`
  return kind === undefined
    ? sentence
    : `${sentence} Its hashes are of another kind (${kind}): pack it with SHA-256, as it was.`
}

function sourceOf(
  zip: ZipFile,
  { path, entries }: { path: string; entries: ReadonlyMap<string, Entry> },
): BagSource {
  const names = [...entries.keys()]
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name)
    if (!entry) throw new Mismatch(`The file ${name} is missing.`)
    return entry
  }
  return {
    path,
    names: () => names,
    has: (name) => entries.has(name),
    size: async (name) => entryOf(name).uncompressedSize,
    async *read(name) {
      try {
        yield* (await zip.openReadStreamPromise(entryOf(name))) as AsyncIterable<Uint8Array>
      } catch (cause) {
        if (cause instanceof Mismatch) throw cause
        throw new Mismatch(`The file ${name} was changed or cut short: it cannot be unpacked.`, {
          cause,
        })
      }
    },
    close: async () => zip.close(),
  }
}

function sentenceOf(error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  return /relative path|absolute path|invalid characters/.test(said)
    ? 'The zip holds a file whose name leads outside of it.'
    : 'The list of files in the zip cannot be read.'
}
