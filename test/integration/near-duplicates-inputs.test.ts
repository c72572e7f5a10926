import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts } from '../../server/files/facts/read-facts.ts'
import { sniffType } from '../../server/files/sniff.ts'
import { compareFootage, footageOf, type Footage } from '../../shared/media/near-duplicates.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { cutVariants, wholeVariants, type Variant } from '../support/picture-variants.ts'

/** Pictures of the inputs that show the same: one was made from the other. Everything else does not. */
const same = [
  ['opencv_ela_original.jpg', 'opencv_ela_modified.jpg'],
  ['naip_nd_20140720.tif', 'derived_naip_nd_20140720.jpg'],
  ['naip_nd_20200831.tif', 'derived_naip_nd_20200831.jpg'],
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redstring-hashes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function footageOfFile(path: string): Promise<Footage | null> {
  const facts = await readFacts({ path, type: await sniffType(path, path) })
  return footageOf(facts.hashes)
}

type Found = { name: string; path: string; footage: Footage }
let known: Promise<Found[]> | null = null

/** Read once, for they are large. */
function pictures(): Promise<Found[]> {
  return (known ??= readPictures())
}

async function readPictures(): Promise<Found[]> {
  const found: Found[] = []
  for (const part of ['photo', 'satellite']) {
    for (const name of readdirSync(input(part))) {
      if (!/\.(jpe?g|png|tiff?|heic|webp)$/i.test(name)) continue
      const path = input(`${part}/${name}`)
      const footage = await footageOfFile(path)
      if (footage) found.push({ name, path, footage })
    }
  }
  return found
}

test.skipIf(inputsFolder === null)(
  '[N3] of all pairs of the input pictures only those made from each other are held to be the same',
  async () => {
    const all = await pictures()
    expect(all.length).toBeGreaterThan(10)
    const found = all.flatMap((a, at) =>
      all
        .slice(at + 1)
        .filter((b) => compareFootage(a.footage, b.footage) !== null)
        .map((b) => [a.name, b.name].toSorted().join(' = ')),
    )
    expect(found.toSorted()).toEqual(same.map((pair) => pair.toSorted().join(' = ')).toSorted())
  },
)

test.skipIf(inputsFolder === null)(
  '[N1] [N2] every input picture is found again, recompressed, small, mirrored, in bars; most cut-outs too',
  async () => {
    const all = await pictures()
    const table: Record<string, { found: number; of: number; missed: string[] }> = {}
    for (const { name, path, footage } of all) {
      const size = await sharp(path, { failOn: 'none' }).metadata()
      if (/\.tiff?$/i.test(name) || Math.min(size.width, size.height) < 200) continue
      // Of a size at which pictures go round, for all that is done to them below.
      const { data, info } = await sharp(path)
        .autoOrient()
        .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
        .toFormat('png', { compressionLevel: 1 })
        .toBuffer({ resolveWithObject: true })
      for (const variant of [...wholeVariants, ...cutVariants]) {
        const copy = await made(variant, data, { w: info.width, h: info.height })
        const row = (table[variant.name] ??= { found: 0, of: 0, missed: [] })
        row.of++
        if (copy && compareFootage(copy, footage)) row.found++
        else row.missed.push(name)
      }
    }
    const shareFound = (variants: readonly Variant[]) => {
      const rows = variants.map(({ name }) => table[name] ?? { found: 0, of: 1 })
      return (
        rows.reduce((sum, { found }) => sum + found, 0) / rows.reduce((sum, { of }) => sum + of, 0)
      )
    }
    mkdirSync('test-results', { recursive: true })
    writeFileSync('test-results/near-duplicates.json', JSON.stringify(table, null, 2))
    expect(shareFound(wholeVariants)).toBeGreaterThan(0.98)
    expect(shareFound(cutVariants)).toBeGreaterThan(0.85)
  },
)

async function made(
  variant: Variant,
  picture: Buffer,
  size: { w: number; h: number },
): Promise<Footage | null> {
  const path = join(folder, 'variant.jpg')
  await writeFile(path, await variant.make(picture, size).jpeg({ quality: 80 }).toBuffer())
  return footageOfFile(path)
}
