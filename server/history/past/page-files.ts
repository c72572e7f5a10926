import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { z } from 'zod'
import { Page, type PageChanges, type PageHead } from './page.ts'
import { RecordState, type Moment } from './record-state.ts'

/** The format of a page's file; files of another are made again. */
const FORMAT = 3
const PREFIX_BYTES = 16

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

const integers = z.array(z.number().int())
const pageHead: z.ZodType<PageHead> = z.object({
  first: z.number().int(),
  hash: z.string(),
  at: z.array(z.number()),
  actor: integers,
  actors: z.array(z.string()),
  work: z.array(
    z.object({
      personId: z.string(),
      from: z.number(),
      to: z.number(),
      startedAt: z.number(),
      endedAt: z.number(),
      edits: z.number(),
      items: z.record(z.string(), z.number()),
    }),
  ),
  sweeps: z.array(
    z.object({
      seq: z.number(),
      at: z.number(),
      kind: z.enum(['removed', 'changed']),
      count: z.number(),
    }),
  ),
})

/**
 * Pages on disk, in a folder that may be emptied at any time. A file is four numbers (format, then the lengths of
 * what follows, 32 bits, big-endian) and three parts compressed with zstd: head, changes, base.
 */
export class PageFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Heads of the board's pages, oldest first, up to the first that is missing or unreadable. */
  async heads(boardId: string): Promise<PageHead[]> {
    const names = await readdir(this.#folderOf(boardId)).catch(() => [])
    const firsts = names
      .filter((name) => /^\d+\.page$/.test(name))
      .map((name) => Number.parseInt(name, 10))
      .toSorted((a, b) => a - b)
    const heads: PageHead[] = []
    for (const first of firsts) {
      const head = await this.#readHead(boardId, first).catch(() => null)
      const expected = (heads.at(-1)?.first ?? 1) + (heads.at(-1)?.at.length ?? 0)
      if (!head || head.first !== expected) return heads
      heads.push(head)
    }
    return heads
  }

  /** States that are `known` already are taken from there, so that pages share what is the same in them. */
  async read(boardId: string, head: PageHead, known: Map<string, RecordState>): Promise<Page> {
    const bytes = await readFile(this.#path(boardId, head.first))
    const { starts } = prefixOf(bytes)
    const [changes, base] = await Promise.all([
      partOf<PageChanges>(bytes.subarray(starts[1], starts[2])),
      decompress(bytes.subarray(starts[2])),
    ])
    return new Page({ head, changes, base: baseIn(base, known) })
  }

  async write(boardId: string, page: Page): Promise<void> {
    const { head, changes, base } = page
    const parts = await Promise.all([
      packed(JSON.stringify(head)),
      packed(JSON.stringify(changes)),
      packed(textOf(base)),
    ])
    const prefix = Buffer.alloc(PREFIX_BYTES)
    prefix.writeUInt32BE(FORMAT, 0)
    for (const [index, part] of parts.entries())
      prefix.writeUInt32BE(part.byteLength, 4 + index * 4)
    await mkdir(this.#folderOf(boardId), { recursive: true })
    const path = this.#path(boardId, head.first)
    await writeFile(`${path}.part`, Buffer.concat([prefix, ...parts]))
    await rename(`${path}.part`, path)
  }

  /** Takes away the pages that begin at `first` or later. */
  async dropFrom(boardId: string, first: number): Promise<void> {
    const names = await readdir(this.#folderOf(boardId)).catch(() => [])
    for (const name of names)
      if (Number.parseInt(name, 10) >= first)
        await rm(join(this.#folderOf(boardId), name), { force: true })
  }

  async #readHead(boardId: string, first: number): Promise<PageHead> {
    const file = await open(this.#path(boardId, first))
    try {
      const prefix = Buffer.alloc(PREFIX_BYTES)
      await file.read(prefix, 0, PREFIX_BYTES, 0)
      const { starts } = prefixOf(prefix)
      const bytes = Buffer.alloc((starts[1] ?? 0) - PREFIX_BYTES)
      await file.read(bytes, 0, bytes.byteLength, PREFIX_BYTES)
      return pageHead.parse(await partOf<unknown>(bytes))
    } finally {
      await file.close()
    }
  }

  #folderOf(boardId: string): string {
    return join(this.#folder, boardId)
  }

  #path(boardId: string, first: number): string {
    return join(this.#folderOf(boardId), `${String(first).padStart(12, '0')}.page`)
  }
}

/** @returns where each of the three parts starts */
function prefixOf(bytes: Buffer): { starts: number[] } {
  if (bytes.byteLength < PREFIX_BYTES || bytes.readUInt32BE(0) !== FORMAT)
    throw new Error('The page is of another format')
  const starts = [PREFIX_BYTES]
  for (const at of [4, 8]) starts.push((starts.at(-1) ?? 0) + bytes.readUInt32BE(at))
  return { starts }
}

/** Each record: its id as JSON, a line break, its own text, and a form feed, which JSON never holds. */
function textOf(base: Moment): string {
  const pieces: string[] = []
  for (const [id, state] of base) pieces.push(`${JSON.stringify(id)}\n${state.text}\f`)
  return pieces.join('')
}

/** Strings of their own: slices of one string would keep all of it in memory. */
function baseIn(bytes: Buffer, known: Map<string, RecordState>): Moment {
  const base = new Map<string, RecordState>()
  for (let start = 0; start < bytes.length;) {
    const line = bytes.indexOf(10, start)
    const end = bytes.indexOf(12, line)
    const id: string = JSON.parse(bytes.toString('utf8', start, line))
    const text = bytes.toString('utf8', line + 1, end)
    const before = known.get(id)
    const state = before?.text === text ? before : RecordState.parse(text)
    known.set(id, state)
    base.set(id, state)
    start = end + 1
  }
  return base
}

/** Level 1 is four times as quick as the usual 3 and a tenth larger here; the checksum finds a damaged file. */
function packed(text: string): Promise<Buffer> {
  return compress(text, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

/** What was written by `packed` from a value of type T: checked by its checksum rather than part by part. */
async function partOf<T>(bytes: Buffer): Promise<T> {
  const text = (await decompress(bytes)).toString()
  return JSON.parse(text) as T
}
