import { compareFootage, footageOf, type Footage } from '../../shared/media/near-duplicates.ts'
import type { FoundPair, WorkerAnswer, WorkerTask } from './worker-messages.ts'

/**
 * Holds every picture and clip of a board against every other, away from the page: each that comes against those
 * that are here. With many, comparing goes on in the background and what was found is told as it is found.
 */
const here = new Map<string, Footage>()
/** With more items only wholes, cut-outs and mirrored ones are looked for, not shared parts. */
const MOST_THOROUGHLY = 500
/** Answers at least this often while comparing takes longer. */
const TELL_EVERY_MS = 250

self.addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => {
  for (const id of data.remove) here.delete(id)
  const isThorough = here.size + data.put.length <= MOST_THOROUGHLY
  let found: FoundPair[] = []
  let told = performance.now()
  const tell = () => {
    const answer: WorkerAnswer = { found }
    if (found.length > 0) self.postMessage(answer)
    found = []
    told = performance.now()
  }
  for (const { id, hashes } of data.put) {
    const footage = footageOf(hashes)
    if (!footage) continue
    for (const [other, otherFootage] of here) {
      const sameness = other === id ? null : compareFootage(footage, otherFootage, { isThorough })
      if (sameness) found.push({ first: id, second: other, sameness })
    }
    here.set(id, footage)
    if (performance.now() - told > TELL_EVERY_MS) tell()
  }
  tell()
})
