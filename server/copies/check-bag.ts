import { createHash } from 'node:crypto'
import { Mismatch } from '../proof/proof-source.ts'
import { MANIFEST, manifestOf, readManifest, TAG_MANIFEST } from './bag-format.ts'
import { textIn, type BagSource } from './bag-source.ts'
import { isLeftover } from './leftovers.ts'

/** A line is some hundred bytes: room for half a million files. */
const MANIFEST_BYTES = 64 * 1024 * 1024

export type CheckedBag = {
  /** Names of the payload, as in the manifest. */
  payload: string[]
  /** Files that lie beside the payload and that no manifest names, which a bag may have (RFC 8493, 2.2.4). */
  beside: string[]
}

/**
 * Holds every file of a bag against the bag's manifests, and looks for files that none of them names. What an
 * operating system leaves in every folder that somebody looks into is passed over.
 *
 * @param isOurs whether nobody but Redstring writes such bags: then their manifests are held to every byte
 * @throws Mismatch at the first that does not fit
 */
export async function checkBag(
  bag: BagSource,
  { isOurs = false }: { isOurs?: boolean } = {},
): Promise<CheckedBag> {
  if (!bag.has(TAG_MANIFEST))
    throw new Mismatch(`${bag.path} is no whole bag: it has no ${TAG_MANIFEST}.`)
  const tags = await manifestIn(bag, TAG_MANIFEST, { isOurs })
  for (const needed of ['bagit.txt', 'bag-info.txt', MANIFEST])
    if (!tags.has(needed)) throw new Mismatch(`${TAG_MANIFEST} does not name ${needed}.`)
  await checkFiles(bag, tags)
  const payload = await manifestIn(bag, MANIFEST, { isOurs })
  await checkFiles(bag, payload)
  const unnamed = bag
    .names()
    .filter((name) => !payload.has(name) && !tags.has(name) && name !== TAG_MANIFEST)
    .filter((name) => !isLeftover(name))
  const stray = unnamed.find((name) => name.startsWith('data/'))
  if (stray !== undefined) throw new Mismatch(`The file ${stray} is named by no manifest.`)
  return { payload: [...payload.keys()], beside: unnamed }
}

async function manifestIn(
  bag: BagSource,
  name: string,
  { isOurs }: { isOurs: boolean },
): Promise<Map<string, string>> {
  const text = await textIn(bag, name, MANIFEST_BYTES)
  const manifest = readManifest(text, name)
  if (isOurs && manifestOf(manifest) !== text) throw new Mismatch(`${name} was changed.`)
  return manifest
}

/** A bag may leave out what is to be fetched (RFC 8493, 2.2.3). Nothing is ever fetched for it. */
function missing(bag: BagSource, name: string): string {
  const sentence = `The file ${name} is missing.`
  return bag.has(FETCH)
    ? `${sentence} ${FETCH} names where parts of it lie: they have to be put into it first.`
    : sentence
}

const FETCH = 'fetch.txt'

async function checkFiles(bag: BagSource, manifest: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, sha256] of manifest) {
    if (!bag.has(name)) throw new Mismatch(missing(bag, name))
    const hash = createHash('sha256')
    for await (const bytes of bag.read(name)) hash.update(bytes)
    if (hash.digest('hex') !== sha256)
      throw new Mismatch(`The file ${name} was changed: its SHA-256 is not that of the manifest.`)
  }
}
