import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'

/** What lies in a zip, by name, to be changed and packed again. */
export type ZipContent = Map<string, Buffer>

export async function contentOfZip(path: string): Promise<ZipContent> {
  const zip = await fromBufferPromise(readFileSync(path))
  const content: ZipContent = new Map()
  for await (const entry of zip.eachEntry())
    content.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return content
}

export async function writeZip(
  path: string,
  content: Iterable<readonly [string, Buffer]>,
  { mode = 0o100644, compress = false }: { mode?: number; compress?: boolean } = {},
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, bytes] of content) zip.addBuffer(bytes, name, { mode, compress })
  zip.end()
  writeFileSync(path, await buffer(zip.outputStream))
  return path
}

/** Gives an entry another name of the same length, which no honest packer would write. */
export function renameInZip(path: string, from: string, to: string): string {
  const bytes = readFileSync(path)
  if (from.length !== to.length) throw new Error('The names have to be of one length')
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at)
  writeFileSync(path, bytes)
  return path
}

/** As somebody would who wants a change to go unnoticed. */
export function withNewManifests(content: ZipContent): ZipContent {
  const root = [...content.keys()][0]?.split('/')[0] ?? ''
  const lineOf = ([name, bytes]: readonly [string, Buffer]) =>
    `${createHash('sha256').update(bytes).digest('hex')}  ${name.slice(root.length + 1)}\n`
  const linesOf = (wanted: (name: string) => boolean) =>
    Buffer.from(
      [...content]
        .filter(([name]) => wanted(name.slice(root.length + 1)))
        .map(lineOf)
        .join(''),
    )
  content.set(
    `${root}/manifest-sha256.txt`,
    linesOf((name) => name.startsWith('data/')),
  )
  content.set(
    `${root}/tagmanifest-sha256.txt`,
    linesOf((name) => !name.startsWith('data/') && name !== 'tagmanifest-sha256.txt'),
  )
  return content
}
