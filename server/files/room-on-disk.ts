import { stat, statfs } from 'node:fs/promises'
import { AppError } from '../../shared/app-error.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'

/** What nobody has gone on with for so long is not waited for. */
const AWAITED_MS = 60 * 60_000

type Promised = { bytes: number; at: number }

/**
 * The room on a disk that is given to what is still on its way, so that several that fit one by one are not let in
 * together. What has arrived lies on the disk and is counted there.
 */
export class RoomOnDisk {
  readonly #folder: string
  readonly #reserveBytes: number
  readonly #promised = new Map<string, Promised>()
  readonly #inTurn = oneAtATime()

  /** `reserveBytes` are left free by everybody, so that the log can still be written. */
  constructor({ folder, reserveBytes }: { folder: string; reserveBytes: number }) {
    this.#folder = folder
    this.#reserveBytes = reserveBytes
  }

  /**
   * Promises room for `bytes`, of which those in the file at `path` are there already. Whoever got a promise gives it
   * back with `giveBack`; a second one for the same path replaces the first.
   *
   * @throws AppError `file/no-space` with the sentence
   */
  promise(path: string, { bytes, sorry }: { bytes: number; sorry: string }): Promise<void> {
    return this.#inTurn(async () => {
      const { bavail, bsize } = await statfs(this.#folder)
      this.#promised.delete(path)
      const own = await this.#missingOf(path, { bytes, at: Date.now() })
      if (own + (await this.#awaited()) + this.#reserveBytes >= bavail * bsize)
        throw new AppError('file/no-space', sorry)
      this.#promised.set(path, { bytes, at: Date.now() })
    })
  }

  giveBack(path: string): void {
    this.#promised.delete(path)
  }

  async #awaited(): Promise<number> {
    const all = [...this.#promised].map(([path, promised]) => this.#missingOf(path, promised))
    return (await Promise.all(all)).reduce((sum, bytes) => sum + bytes, 0)
  }

  async #missingOf(path: string, { bytes, at }: Promised): Promise<number> {
    const found = await stat(path).catch(() => null)
    if (Date.now() - Math.max(at, found?.mtimeMs ?? 0) > AWAITED_MS) {
      this.#promised.delete(path)
      return 0
    }
    return Math.max(0, bytes - (found?.size ?? 0))
  }
}
