import { createHash } from 'node:crypto'
import { KeptFiles, keptPictures } from './kept-files.ts'
import type { RasterView } from './preview/raster-preview.ts'
import type { FileReader } from './reader/file-reader.ts'

/** Longest side of a picture of a raster. */
const MOST_PX = 4096

type Original = { sha256: string; path: string }
type Asked = Omit<RasterView, 'px'>

/** Pictures of rasters in other bands or another stretch, drawn when somebody asks. */
export class RasterPictures {
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
   * Path of a WebP picture and a tag that changes with what it shows.
   *
   * @throws AppError `file/unreadable`
   */
  async pictureOf(
    { sha256, path }: Original,
    { bands, stretch }: Asked,
  ): Promise<{ path: string; tag: string }> {
    const tag = createHash('sha256')
      .update(JSON.stringify([sha256, bands, stretch, MOST_PX]))
      .digest('hex')
    const view = { bands, stretch, px: MOST_PX }
    const drawn = await this.#kept.fileOf(tag, (target) =>
      this.#reader.raster({ path, target, view }),
    )
    return { path: drawn, tag }
  }
}
