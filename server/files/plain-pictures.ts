import { stat } from 'node:fs/promises'
import { AppError } from '../../shared/app-error.ts'
import type { Facts } from '../../shared/evidence/fields.ts'
import { KeptFiles, keptPictures } from './kept-files.ts'
import type { PictureCrop } from './preview/picture-preview.ts'
import type { FileReader } from './reader/file-reader.ts'

type Source = { sha256: string; path: string; type: string }

/**
 * Pictures of files as they may go to strangers: drawn anew by the server, so that nothing of the file but its pixels
 * is in them (no EXIF, no names, nothing behind its end).
 */
export class PlainPictures {
  readonly #kept: KeptFiles
  readonly #reader: FileReader

  constructor({ folder, reader }: { folder: string; reader: FileReader }) {
    this.#kept = new KeptFiles(folder, keptPictures)
    this.#reader = reader
  }

  open(): Promise<void> {
    return this.#kept.open()
  }

  /**
   * Path of a WebP picture.
   *
   * @throws AppError `file/unreadable`
   */
  pictureOf({ sha256, path, type, crop }: Source & { crop?: PictureCrop | undefined }) {
    const tag = crop ? `${sha256}-${tagOf(crop)}` : sha256
    return this.#kept.fileOf(tag, async (target) => {
      const task = {
        path,
        type,
        plan: 'picture',
        facts: {},
        target,
        ...(crop && { crop }),
      } as const
      return (await this.#reader.preview(task)).isMade
    })
  }

  /** Path of a WebP picture of one frame; null where there is none or nothing here can draw it. */
  async frameOf({ sha256, path, type, facts, atS }: Source & { facts: Facts; atS: number }) {
    const tag = `${sha256}-t${Math.round(atS * 1000)}`
    try {
      return await this.#kept.fileOf(tag, async (target) => {
        const task = { path, type, plan: 'poster', facts, target, atS } as const
        const { isMade } = await this.#reader.preview(task)
        return isMade && ((await stat(target).catch(() => null))?.size ?? 0) > 0
      })
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }
}

function tagOf({ left, top, width, height, isRound }: PictureCrop): string {
  const numbers = [left, top, width, height].map((share) => Math.round(share * 1e5))
  return [...numbers, ...(isRound ? ['round'] : [])].join('-')
}
