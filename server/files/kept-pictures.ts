import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/app-error.ts'

/** Kept pictures may take this much room; those not asked for longest go first. */
const MOST_BYTES = 1024 ** 3

/** WebP pictures drawn when somebody asks and kept in a folder that may be emptied at any time. */
export class KeptPictures {
  readonly #folder: string
  readonly #work = new Map<string, Promise<string>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    // What a stop left half drawn.
    for (const name of await readdir(this.#folder))
      if (name.endsWith('.part')) await rm(join(this.#folder, name), { force: true })
  }

  /**
   * Path of the picture that `tag` stands for. Asked for twice at once, it is drawn once.
   *
   * @param draw writes it to `target`; false where it cannot
   * @throws AppError `file/unreadable`
   */
  async pictureOf(tag: string, draw: (target: string) => Promise<boolean>): Promise<string> {
    const work = this.#work.get(tag) ?? this.#keptOrDrawn(join(this.#folder, `${tag}.webp`), draw)
    this.#work.set(tag, work)
    try {
      return await work
    } finally {
      this.#work.delete(tag)
    }
  }

  async #keptOrDrawn(path: string, draw: (target: string) => Promise<boolean>): Promise<string> {
    try {
      const now = new Date()
      await utimes(path, now, now)
      return path
    } catch {
      // Not drawn yet.
    }
    const target = `${path}.part`
    try {
      if (!(await draw(target)))
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
