import { readFile } from 'node:fs/promises'
import type { FileUse } from '../../shared/audience/projection.ts'

/** Together; the one not asked for longest goes first. */
const MOST_BYTES = 64 * 1024 * 1024

type Wanted = { key: string; use: FileUse }

/**
 * The bytes of pictures that audiences are shown: when a scene comes, hundreds ask for the same few in the same second,
 * and each is read once.
 */
export class DrawnPictures {
  readonly #draw: (boardId: string, use: FileUse, key: string) => Promise<string>
  readonly #mostBytes: number
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, { bytes: Promise<Uint8Array<ArrayBuffer>>; size: number }>()
  #total = 0

  /** @param draw gives the path of a picture; it may fail, and is asked again the next time */
  constructor(
    draw: (boardId: string, use: FileUse, key: string) => Promise<string>,
    { mostBytes = MOST_BYTES }: { mostBytes?: number } = {},
  ) {
    this.#draw = draw
    this.#mostBytes = mostBytes
  }

  async bytesOf(boardId: string, shown: Wanted): Promise<Uint8Array<ArrayBuffer>> {
    const tag = `${boardId} ${shown.key}`
    const known = this.#kept.get(tag)
    if (known) {
      this.#kept.delete(tag)
      this.#kept.set(tag, known)
      return known.bytes
    }
    const kept = { bytes: this.#read(boardId, shown), size: 0 }
    this.#kept.set(tag, kept)
    try {
      const bytes = await kept.bytes
      if (this.#kept.get(tag) === kept) {
        kept.size = bytes.byteLength
        this.#total += kept.size
        this.#makeRoom()
      }
      return bytes
    } catch (error) {
      this.#kept.delete(tag)
      throw error
    }
  }

  async #read(boardId: string, { use, key }: Wanted): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await readFile(await this.#draw(boardId, use, key)))
  }

  #makeRoom(): void {
    for (const [tag, { size }] of this.#kept) {
      if (this.#total <= this.#mostBytes) return
      if (size === 0) continue
      this.#kept.delete(tag)
      this.#total -= size
    }
  }
}
