import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/app-error.ts'
import type { RasterView } from './preview/raster-preview.ts'
import type { FileReader } from './reader/file-reader.ts'

/** Longest side of a picture of a raster. */
const MOST_PX = 4096

/** Kept pictures may take this much room; those not asked for longest go first. */
const MOST_BYTES = 1024 ** 3

type Original = { sha256: string; path: string }
type Asked = Omit<RasterView, 'px'>

/**
 * Pictures of rasters in other bands or another stretch, drawn when somebody asks and kept in a folder that may be
 * emptied at any time.
 */
export class RasterPictures {
  readonly #folder: string
  readonly #reader: FileReader
  readonly #work = new Map<string, Promise<string>>()

  constructor({ folder, reader }: { folder: string; reader: FileReader }) {
    this.#folder = folder
    this.#reader = reader
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    // What a stop left half drawn.
    for (const name of await readdir(this.#folder))
      if (name.endsWith('.part')) await rm(join(this.#folder, name), { force: true })
  }

  /**
   * Path of a WebP picture and a tag that changes with what it shows. Asked for twice at once, it is drawn once.
   *
   * @throws AppError `file/unreadable`
   */
  async pictureOf(original: Original, asked: Asked): Promise<{ path: string; tag: string }> {
    const tag = createHash('sha256')
      .update(JSON.stringify([original.sha256, asked.bands, asked.stretch, MOST_PX]))
      .digest('hex')
    const path = join(this.#folder, `${tag}.webp`)
    const work = this.#work.get(tag) ?? this.#keptOrDrawn(path, original, asked)
    this.#work.set(tag, work)
    try {
      return { path: await work, tag }
    } finally {
      this.#work.delete(tag)
    }
  }

  async #keptOrDrawn(path: string, original: Original, asked: Asked): Promise<string> {
    try {
      const now = new Date()
      await utimes(path, now, now)
      return path
    } catch {
      // Not drawn yet.
    }
    const target = `${path}.part`
    try {
      const view = { ...asked, px: MOST_PX }
      if (!(await this.#reader.raster({ path: original.path, target, view })))
        throw new AppError(
          'file/unreadable',
          'The picture cannot be drawn like this: it may be damaged or too large. The original is kept.',
        )
      await rename(target, path)
    } finally {
      await rm(target, { force: true })
    }
    await this.#makeRoom()
    return path
  }

  async #makeRoom(): Promise<void> {
    const kept = []
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name)
      const about = await stat(path).catch(() => null)
      if (about) kept.push({ path, size: about.size, at: about.mtimeMs })
    }
    let room = MOST_BYTES
    for (const { path, size } of kept.toSorted((a, b) => b.at - a.at)) {
      room -= size
      if (room < 0) await rm(path, { force: true })
    }
  }
}
