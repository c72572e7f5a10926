import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { getMimeType } from 'hono/utils/mime'
import { hasCode } from './store/disk-error.ts'

export type ClientFile = {
  type: string
  /** Of the file as it lies on disk. */
  etag: string
  encodings: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> & {
    identity: Uint8Array<ArrayBuffer>
  }
}
export type Encoding = 'br' | 'gzip' | 'identity'

const compressible = /^(text\/|application\/(javascript|json|manifest)|image\/svg|font\/ttf)/
const SMALLEST_COMPRESSED = 1024

/** The built client: a few files, each read and compressed once and kept in memory until it changes on disk. */
export class ClientFiles {
  readonly #folder: string
  readonly #kept = new Map<string, { version: string; file: Promise<ClientFile> }>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @returns null where there is no such file */
  async find(path: string): Promise<ClientFile | null> {
    const full = normalize(join(this.#folder, path))
    if (!full.startsWith(this.#folder + sep)) return null
    const version = await versionOf(full)
    if (version === null) return null
    const known = this.#kept.get(full)
    if (known?.version === version) return known.file
    const file = read(full, version)
    this.#kept.set(full, { version, file })
    file.catch(() => this.#kept.delete(full))
    return file
  }
}

async function read(path: string, version: string): Promise<ClientFile> {
  const identity = Uint8Array.from(await readFile(path))
  const type = getMimeType(path) ?? 'application/octet-stream'
  const etag = `"${version}"`
  if (!compressible.test(type) || identity.byteLength < SMALLEST_COMPRESSED)
    return { type, etag, encodings: { identity } }
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength,
      },
    }),
    promisify(gzip)(identity),
  ])
  return {
    type,
    etag,
    encodings: { identity, br: Uint8Array.from(br), gzip: Uint8Array.from(zipped) },
  }
}

async function versionOf(path: string): Promise<string | null> {
  try {
    const found = await stat(path)
    return found.isFile()
      ? `${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}`
      : null
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null
    throw error
  }
}
