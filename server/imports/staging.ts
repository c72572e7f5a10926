import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/app-error.ts'
import type { Facts } from '../../shared/evidence/fields.ts'
import { REPLAY_TYPE } from '../capture/captures.ts'
import type { FileRows } from '../files/file-rows.ts'
import type { Incoming } from '../files/incoming.ts'
import type { Placing } from '../files/placing.ts'
import type { FileReader } from '../files/reader/file-reader.ts'
import { sniffType } from '../files/sniff.ts'
import type { Logger } from '../logger.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { takeImportTurn } from './import-turn.ts'

type Parts = {
  dataDir: string
  blobs: Pick<BlobStore, 'putFile' | 'size'>
  rows: Pick<FileRows, 'known'>
  incoming: Pick<Incoming, 'receive'>
  reader: Pick<FileReader, 'facts'>
  /** Null beside a running server, whose uploads cannot be waited for: it drops what is left when it can. */
  placing: Pick<Placing, 'dropUnknown'> | null
  logger: Pick<Logger, 'warn'>
  /** Called where another case comes first. */
  onWait?: () => void
}

/** What is said of a file that comes with a board. */
type Announced = { sha256: string; name: string; type: string }

type StagedFile = { sha256: string; size: number; type: string; facts: Facts }

/** The files of the case whose turn it is. */
export type Staged = {
  /**
   * Takes one in. Its type is told by its bytes, as for every file; a replay page stays one, which is served inert
   * whatever stands in it, and is not read for facts.
   *
   * @throws AppError `package/refused`, `file/too-large`, `file/no-space`
   */
  add: (bytes: AsyncIterable<Uint8Array>, file: Announced) => Promise<void>
  /** Moves all of them in under their hashes. @returns their rows, which are to be written at once */
  place: () => Promise<readonly StagedFile[]>
}

/**
 * Where the files of a case wait until its board is put into the database: one case at a time, in a folder of their
 * own. Whatever ends an import before that, a full disk or a kill, leaves them here, or where the list says, and never
 * unseen among the originals.
 */
export class Staging {
  readonly #parts: Parts
  readonly #folder: string
  readonly #files: string
  /** Hashes of what was moved in, or was just going to be. */
  readonly #list: string

  constructor(parts: Parts) {
    this.#parts = parts
    this.#folder = join(parts.dataDir, 'importing')
    this.#files = join(this.#folder, 'files')
    this.#list = join(this.#folder, 'placed')
  }

  /**
   * Waits for its turn, and afterwards drops what did not become part of a board.
   *
   * @throws AppError `server/stopping` once the signal says so
   */
  async during<T>(work: (staged: Staged) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { logger, onWait } = this.#parts
    await mkdir(this.#folder, { recursive: true })
    const endTurn = await takeImportTurn(this.#folder, { signal, onWait })
    try {
      await this.#clear()
      await mkdir(this.#files)
      return await work(this.#staged())
    } finally {
      await this.#clear().catch((error: unknown) =>
        logger.warn({ err: error }, 'files of an import are left for the next one to drop'),
      )
      endTurn()
    }
  }

  /** Drops what an earlier run left. */
  async clear(signal?: AbortSignal): Promise<void> {
    await this.during(async () => {}, signal)
  }

  #staged(): Staged {
    const all = new Map<string, StagedFile>()
    return {
      add: async (bytes, file) => {
        const staged = await this.#stage(bytes, file)
        if (staged) all.set(file.sha256, staged)
      },
      place: async () => {
        const { blobs } = this.#parts
        await writeFile(this.#list, [...all.keys(), ''].join('\n'), { flag: 'a', flush: true })
        for (const sha256 of all.keys()) await blobs.putFile(sha256, join(this.#files, sha256))
        return [...all.values()]
      },
    }
  }

  /** Null for what is here already. */
  async #stage(
    bytes: AsyncIterable<Uint8Array>,
    { sha256, name, type: stated }: Announced,
  ): Promise<StagedFile | null> {
    const { blobs, rows, incoming, reader } = this.#parts
    if ((await rows.known(sha256)) && (await holds(blobs, sha256))) return null
    const path = join(this.#files, sha256)
    const { size, ...received } = await incoming.receive(Readable.from(bytes), path)
    if (received.sha256 !== sha256)
      throw new AppError('package/refused', `The file “${name}” is not what its hash says.`)
    const sniffed = await sniffType(path, name)
    if (stated === REPLAY_TYPE && sniffed === 'text/html')
      return { sha256, size, type: REPLAY_TYPE, facts: {} }
    return { sha256, size, type: sniffed, facts: await reader.facts({ path, type: sniffed }) }
  }

  async #clear(): Promise<void> {
    await rm(this.#files, { recursive: true, force: true })
    const { placing } = this.#parts
    if (!placing) return
    const listed = await readFile(this.#list, 'utf8').catch(() => '')
    await placing.dropUnknown(listed.split('\n').filter((line) => /^[0-9a-f]{64}$/.test(line)))
    await rm(this.#list, { force: true })
  }
}

async function holds(blobs: Pick<BlobStore, 'size'>, sha256: string): Promise<boolean> {
  return blobs.size(sha256).then(
    () => true,
    () => false,
  )
}
