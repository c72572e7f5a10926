import type { Sameness } from '../../shared/media/near-duplicates.ts'
import type { Hashes } from '../../shared/media/hashes.ts'

/** Items that are new or changed, and such as are gone or changed. */
export type WorkerTask = {
  put: { id: string; hashes: Hashes }[]
  remove: string[]
}

export type FoundPair = { first: string; second: string; sameness: Sameness }

/** What has been found; a long comparing answers several times. */
export type WorkerAnswer = { found: FoundPair[] }
