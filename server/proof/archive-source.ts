import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import {
  archivedBoard,
  archivedCustodyRow,
  archivedFile,
  archivedRow,
  archivedTimestamp,
  archivedVersion,
  archiveFiles,
  type ArchivedBoard,
} from './archive-format.ts'
import { Mismatch, type ProofSource } from './proof-source.ts'

/** @throws Mismatch */
export async function readArchivedBoard(folder: string): Promise<ArchivedBoard> {
  const path = join(folder, 'data', archiveFiles.board)
  return parsed(archivedBoard, await readFile(path, 'utf8'), archiveFiles.board)
}

/** A board as it lies in an archive; its bag must have been checked. */
export function archiveSource(folder: string, board: ArchivedBoard): ProofSource {
  const path = (name: string) => join(folder, 'data', name)
  const all = async <T extends z.ZodType>(name: string, schema: T) => {
    const read: z.output<T>[] = []
    for await (const each of lines(path(name), schema)) read.push(each)
    return read
  }
  return {
    boardId: board.id,
    async *rows() {
      for await (const row of lines(path(archiveFiles.log), archivedRow))
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
      if (!existsSync(path(archiveFiles.timestamps))) return []
      return (await all(archiveFiles.timestamps, archivedTimestamp)).map(
        ({ token, sha256, ...timestamp }) => ({
          ...timestamp,
          token: Buffer.from(token, 'base64'),
          digest: bytesOfHex(sha256),
        }),
      )
    },
    async *custody() {
      for await (const row of lines(path(archiveFiles.custody), archivedCustodyRow))
        yield { ...row, hash: bytesOfHex(row.hash) }
    },
    custodyHead: async () => {
      const head = board.custodyHead
      return head ? { seq: head.seq, hash: bytesOfHex(head.hash) } : null
    },
    files: () => all(archiveFiles.files, archivedFile),
    async *bytesOf({ name, sha256 }) {
      try {
        for await (const bytes of createReadStream(path(join('files', sha256)))) yield bytes
      } catch (cause) {
        throw new Mismatch(`The file “${name}” (SHA-256 ${sha256}) cannot be read.`, { cause })
      }
    },
  }
}

async function* lines<T extends z.ZodType>(path: string, schema: T): AsyncGenerator<z.output<T>> {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  let number = 0
  for await (const line of linesOf(path)) yield parsed(schema, line, `Line ${++number} of ${name}`)
}

/** By line feeds alone: readline also parts lines at U+2028, which may stand in what people wrote. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const part of createReadStream(path, 'utf8')) {
    const lines = (rest + String(part)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
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
