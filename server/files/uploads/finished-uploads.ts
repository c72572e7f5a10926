import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { storedFile, type StoredFile } from '../../../shared/protocol/http.ts'

const finished = z.object({ boardId: z.string(), personId: z.string(), file: storedFile })
type Finished = { boardId: string; personId: string; file: StoredFile }

/** What became of uploads that arrived whole, kept for a while so that a client that lost the answer can ask again. */
export class FinishedUploads {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async note(id: string, outcome: Finished): Promise<void> {
    const path = this.#pathOf(id)
    await writeFile(`${path}.part`, JSON.stringify(outcome), { flush: true })
    await rename(`${path}.part`, path)
  }

  async find(id: string): Promise<Finished | undefined> {
    const text = await readFile(this.#pathOf(id), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : finished.parse(JSON.parse(text))
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.done`)
  }
}
