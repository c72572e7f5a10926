import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/app-error.ts'

/** Pictures and clips made when somebody asks and kept in a folder that may be emptied at any time. */
export class KeptFiles {
  readonly #folder: string
  readonly #ending: string
  readonly #sorry: string
  readonly #mostBytes: number
  readonly #work = new Map<string, Promise<string>>()

  /**
   * @param ending of their names: `webp`
   * @param sorry what is said where one cannot be made
   * @param mostBytes room that they may take together; those not asked for longest go first
   */
  constructor(
    folder: string,
    { ending, sorry, mostBytes }: { ending: string; sorry: string; mostBytes: number },
  ) {
    this.#folder = folder
    this.#ending = ending
    this.#sorry = sorry
    this.#mostBytes = mostBytes
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    // What a stop left half made.
    for (const name of await readdir(this.#folder))
      if (name.endsWith('.part')) await rm(join(this.#folder, name), { force: true })
  }

  /**
   * Path of the file that `tag` stands for. Asked for twice at once, it is made once.
   *
   * @param make writes it to `target`; false where it cannot
   * @throws AppError `file/unreadable`
   */
  async fileOf(tag: string, make: (target: string) => Promise<boolean>): Promise<string> {
    const path = join(this.#folder, `${tag}.${this.#ending}`)
    const work = this.#work.get(tag) ?? this.#keptOrMade(path, make)
    this.#work.set(tag, work)
    try {
      return await work
    } finally {
      this.#work.delete(tag)
    }
  }

  async #keptOrMade(path: string, make: (target: string) => Promise<boolean>): Promise<string> {
    try {
      const now = new Date()
      await utimes(path, now, now)
      return path
    } catch {
      // Not made yet.
    }
    const target = `${path}.part`
    try {
      if (!(await make(target))) throw new AppError('file/unreadable', this.#sorry)
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
    let room = this.#mostBytes
    for (const [place, { path, size }] of kept.toSorted((a, b) => b.at - a.at).entries()) {
      room -= size
      // The newest is what somebody is about to be shown.
      if (room < 0 && place > 0) await rm(path, { force: true })
    }
  }
}

/** How pictures are kept. */
export const keptPictures = {
  ending: 'webp',
  sorry:
    'The picture cannot be drawn like this: it may be damaged or too large. The original is kept.',
  mostBytes: 1024 ** 3,
} as const
