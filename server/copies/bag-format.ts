import { Mismatch } from '../proof/proof-source.ts'

/**
 * Bags as of BagIt 1.0 (RFC 8493): what is kept lies in `data/`, and `manifest-sha256.txt` names the hash of every
 * file there; `tagmanifest-sha256.txt` those of the files beside it.
 */

export const MANIFEST = 'manifest-sha256.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'
export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** A bag being written, into a folder or a zip. Names are ASCII. */
export type Bag = {
  /** Writes a file into `data/`. @returns its SHA-256 */
  add(name: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string>
  /** Puts a file into `data/` whose hash is known. */
  addOriginal(name: string, original: Original): Promise<void>
  /** Writes a file beside `data/`. */
  addTag(name: string, text: string | Uint8Array): Promise<void>
  /** @param info lines of bag-info.txt: label and value */
  finish(info: readonly (readonly [string, string])[]): Promise<void>
}

/** A file that lies elsewhere, and is read when its turn comes. */
export type Original = {
  sha256: string
  size: number
  bytes: () => AsyncIterable<Uint8Array>
}

export function manifestOf(files: ReadonlyMap<string, string>): string {
  const lines = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return lines.map(([name, sha256]) => `${sha256}  ${name}\n`).join('')
}

/**
 * A manifest of ours or of another tool (RFC 8493, 2.1.3): lines end in any way, hashes have either case, and names
 * may hold letters of any script.
 *
 * @throws Mismatch
 */
export function readManifest(text: string, name: string): Map<string, string> {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  if (lines.pop() !== '') throw new Mismatch(`${name} is cut short.`)
  const manifest = new Map<string, string>()
  for (const line of lines) {
    const [, sha256, written] = /^([0-9a-f]{64})[ \t]+\*?(\S.*)$/i.exec(line) ?? []
    const file = written === undefined ? undefined : fileNamed(written)
    // Nobody writes one hash in both cases: a letter of it was changed.
    const isMixed = sha256 !== sha256?.toLowerCase() && sha256 !== sha256?.toUpperCase()
    if (sha256 === undefined || file === undefined || isMixed)
      throw new Mismatch(`${name} has a line that cannot be read.`)
    const hash = sha256.toLowerCase()
    if ((manifest.get(file) ?? hash) !== hash)
      throw new Mismatch(`${name} names two hashes of the file ${file}.`)
    manifest.set(file, hash)
  }
  return manifest
}

/** Line ends and the percent sign are written as %0A, %0D and %25. Undefined for a name that leads out of the bag. */
function fileNamed(written: string): string | undefined {
  const name = written
    .replace(/^(\.\/)+/, '')
    .replaceAll(/%(0A|0D|25)/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
  const isOutside = name.split('/').some((part) => part === '..' || part === '')
  return isOutside || /[\0\\]/.test(name) ? undefined : name
}

/** bag-info.txt, with what the payload comes to. */
export function bagInfoOf(
  info: readonly (readonly [string, string])[],
  { bytes, files }: { bytes: number; files: number },
): string {
  const lines = [...info, ['Payload-Oxum', `${bytes}.${files}`] as const]
  return lines.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ')}\n`).join('')
}
