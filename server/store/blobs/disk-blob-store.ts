import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../../shared/app-error.ts'
import { diskErrorOf, hasCode } from '../disk-error.ts'
import type { BlobStore } from '../blob-store.ts'

const READ_ONLY = 0o444

/**
 * Blobs as read-only files in folders fanned out by the first two bytes of their hash: `ab/cd/abcd…`.
 * A blob is under its name only when all of it is on disk, so a crash leaves whole blobs or none.
 */
export class DiskBlobStore implements BlobStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** @throws AppError `file/no-space` */
  async putFile(sha256: string, path: string): Promise<void> {
    const target = this.#pathOf(sha256)
    const { size } = await stat(path)
    if (await this.#holdsWhole(sha256, size)) return rm(path, { force: true })
    try {
      await this.#makeFolder(dirname(target))
      const whole = await this.#onThisDisk(path, target)
      await chmod(whole, READ_ONLY)
      await sync(whole)
      await place(whole, target, size)
      await sync(dirname(target))
    } catch (error) {
      throw diskErrorOf(error)
    }
  }

  async drop(sha256: string): Promise<void> {
    const path = this.#pathOf(sha256)
    await rm(path, { force: true })
    await sync(dirname(path)).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error
    })
  }

  async size(sha256: string): Promise<number> {
    try {
      return (await stat(this.#pathOf(sha256))).size
    } catch (error) {
      throw missing(error)
    }
  }

  async read(sha256: string, range?: { start: number; end: number }): Promise<Readable> {
    const path = this.#pathOf(sha256)
    try {
      const file = await open(path, constants.O_RDONLY)
      return createReadStream(path, { fd: file, highWaterMark: 256 * 1024, ...range })
    } catch (error) {
      throw missing(error)
    }
  }

  async localPath(sha256: string): Promise<string> {
    await this.size(sha256)
    return this.#pathOf(sha256)
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw missing()
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }

  async #holdsWhole(sha256: string, size: number): Promise<boolean> {
    try {
      return (await this.size(sha256)) === size
    } catch {
      return false
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    const first = await mkdir(folder, { recursive: true })
    if (first === undefined) return
    await sync(dirname(folder))
    await sync(dirname(dirname(folder)))
  }

  /** A file that can be renamed to `target`: the given one, or a copy of it where it lies on another disk. */
  async #onThisDisk(path: string, target: string): Promise<string> {
    const [from, to] = await Promise.all([stat(path), stat(dirname(target))])
    if (from.dev === to.dev) return path
    const copy = `${target}.${process.pid}.part`
    await copyFile(path, copy)
    await rm(path, { force: true })
    return copy
  }
}

/**
 * A hard link refuses to replace what is there, which a rename does not. Replaced is only a file of another
 * size: damage, since the name says what the bytes must be.
 */
async function place(path: string, target: string, size: number): Promise<void> {
  try {
    await link(path, target)
    await rm(path, { force: true })
  } catch (error) {
    const isThere = hasCode(error, 'EEXIST') && (await stat(target)).size === size
    if (isThere) return rm(path, { force: true })
    if (hasCode(error, 'ENOSPC')) throw error
    // Damage to mend, or a file system without hard links.
    await rename(path, target)
  }
}

/** Puts a file, or what is listed in a folder, on disk. Windows cannot do the latter. */
async function sync(path: string): Promise<void> {
  if (process.platform === 'win32' && (await stat(path)).isDirectory()) return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function missing(cause?: unknown): AppError {
  return new AppError('file/not-found', 'There is no such file on this board.', { cause })
}
