import { createHash } from 'node:crypto'
import { Mismatch } from '../proof/proof-source.ts'
import { MANIFEST, readManifest, TAG_MANIFEST } from './bag-format.ts'
import { textIn, type BagSource } from './bag-source.ts'

/** A line is some hundred bytes: room for half a million files. */
const MANIFEST_BYTES = 64 * 1024 * 1024

/**
 * Holds every file of a bag against the bag's manifests, and looks for files that none of them names.
 *
 * @returns names of the payload, as in the manifest
 * @throws Mismatch at the first that does not fit
 */
export async function checkBag(bag: BagSource): Promise<string[]> {
  if (!bag.has(TAG_MANIFEST))
    throw new Mismatch(`${bag.path} is no whole bag: it has no ${TAG_MANIFEST}.`)
  const tags = await manifestIn(bag, TAG_MANIFEST)
  for (const needed of ['bagit.txt', 'bag-info.txt', MANIFEST])
    if (!tags.has(needed)) throw new Mismatch(`${TAG_MANIFEST} does not name ${needed}.`)
  await checkFiles(bag, tags)
  const payload = await manifestIn(bag, MANIFEST)
  await checkFiles(bag, payload)
  for (const name of bag.names())
    if (!payload.has(name) && !tags.has(name) && name !== TAG_MANIFEST)
      throw new Mismatch(`The file ${name} is named by no manifest.`)
  return [...payload.keys()]
}

async function manifestIn(bag: BagSource, name: string): Promise<Map<string, string>> {
  return readManifest(await textIn(bag, name, MANIFEST_BYTES), name)
}

async function checkFiles(bag: BagSource, manifest: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, sha256] of manifest) {
    if (!bag.has(name)) throw new Mismatch(`The file ${name} is missing.`)
    const hash = createHash('sha256')
    for await (const bytes of bag.read(name)) hash.update(bytes)
    if (hash.digest('hex') !== sha256)
      throw new Mismatch(`The file ${name} was changed: its SHA-256 is not that of the manifest.`)
  }
}
