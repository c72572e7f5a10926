import type { z } from 'zod'
import { textIn, type BagSource } from '../copies/bag-source.ts'
import {
  archivedBoard,
  archivedCustodyRow,
  archivedFile,
  archivedRow,
  archivedTimestamp,
  archivedVersion,
  archiveFiles,
  type ArchivedBoard,
  type ArchivedFile,
  type ArchivedVersion,
} from './archive-format.ts'
import { Mismatch, type ProofSource } from './proof-source.ts'

/** Room for the names of a hundred thousand people. */
const BOARD_BYTES = 16 * 1024 * 1024
/** Characters: an edit may hold a whole board. */
const LINE_LENGTH = 400 * 1024 * 1024

/** @throws Mismatch */
export async function readArchivedBoard(bag: BagSource): Promise<ArchivedBoard> {
  const text = await textIn(bag, inBag(archiveFiles.board), BOARD_BYTES)
  return parsed(archivedBoard, text, archiveFiles.board)
}

/** A board as it lies in an archive; its bag must have been checked. */
export function archiveSource(bag: BagSource, board: ArchivedBoard): ProofSource {
  const lines = <T extends z.ZodType>(name: string, schema: T) => linesIn(bag, name, schema)
  const all = <T extends z.ZodType>(name: string, schema: T) => allIn(bag, name, schema)
  return {
    boardId: board.id,
    async *rows() {
      for await (const row of lines(archiveFiles.log, archivedRow))
        yield { ...row, update: Buffer.from(row.update, 'base64'), hash: bytesOfHex(row.hash) }
    },
    checkpoints: async () => [],
    checkpoint: async () => null,
    versions: async () =>
      (await all(archiveFiles.versions, archivedVersion)).map((version) => ({
        ...version,
        logHash: bytesOfHex(version.logHash),
        recordsHash: bytesOfHex(version.recordsHash),
      })),
    async timestamps() {
      if (!bag.has(inBag(archiveFiles.timestamps))) return []
      return (await all(archiveFiles.timestamps, archivedTimestamp)).map(
        ({ token, sha256, ...timestamp }) => ({
          ...timestamp,
          token: Buffer.from(token, 'base64'),
          digest: bytesOfHex(sha256),
        }),
      )
    },
    async *custody() {
      for await (const row of lines(archiveFiles.custody, archivedCustodyRow))
        yield { ...row, hash: bytesOfHex(row.hash) }
    },
    custodyHead: async () => {
      const head = board.custodyHead
      return head ? { seq: head.seq, hash: bytesOfHex(head.hash) } : null
    },
    files: () => all(archiveFiles.files, archivedFile),
    async *bytesOf({ name, sha256 }) {
      try {
        yield* bag.read(inBag(`files/${sha256}`))
      } catch (cause) {
        throw new Mismatch(`The file “${name}” (SHA-256 ${sha256}) cannot be read.`, { cause })
      }
    },
  }
}

export function archivedFilesIn(bag: BagSource): Promise<ArchivedFile[]> {
  return allIn(bag, archiveFiles.files, archivedFile)
}

export function archivedVersionsIn(bag: BagSource): Promise<ArchivedVersion[]> {
  return allIn(bag, archiveFiles.versions, archivedVersion)
}

async function allIn<T extends z.ZodType>(
  bag: BagSource,
  name: string,
  schema: T,
): Promise<z.output<T>[]> {
  const read: z.output<T>[] = []
  for await (const each of linesIn(bag, name, schema)) read.push(each)
  return read
}

async function* linesIn<T extends z.ZodType>(
  bag: BagSource,
  name: string,
  schema: T,
): AsyncGenerator<z.output<T>> {
  let number = 0
  for await (const line of linesOf(bag.read(inBag(name)), name))
    yield parsed(schema, line, `Line ${++number} of ${name}`)
}

/** By line feeds alone: readline also parts lines at U+2028, which may stand in what people wrote. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun: string[] = []
  let length = 0
  for await (const part of bytes) {
    const text = decoder.decode(part, { stream: true })
    begun.push(text)
    length += text.length
    if (length > LINE_LENGTH) throw new Mismatch(`A line of ${name} is too long to be read.`)
    if (!text.includes('\n')) continue
    const lines = begun.join('').split('\n')
    const rest = lines.pop() ?? ''
    begun = [rest]
    length = rest.length
    yield* lines
  }
  const rest = begun.join('')
  if (rest !== '') yield rest
}

function inBag(name: string): string {
  return `data/${name}`
}

function parsed<T extends z.ZodType>(schema: T, text: string, what: string): z.output<T> {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Mismatch(`${what} cannot be read.`, { cause })
  }
}

function bytesOfHex(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}
