import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/app-error.ts'
import type { ArchivedBoard } from '../proof/archive-format.ts'
import type { CaseAnswer, CaseOrder } from './check-case-worker.ts'

/** Of the thread's heap, MB: several times what the largest board takes. */
const HEAP_MB = 4096
/** However small a package is, and for each GB that it holds. */
const LEAST_MS = 10 * 60_000
const MS_A_GB = 5 * 60_000

/**
 * Verifies a package that came from elsewhere, in a thread of its own: what was made to take a parser's memory or time
 * costs that thread, and nobody's edits wait meanwhile.
 *
 * @throws AppError `package/refused` with what does not fit
 */
export async function checkCase(
  order: CaseOrder,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ArchivedBoard> {
  const thread = new Worker(new URL('./check-case-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const most = LEAST_MS + Math.ceil(order.packedBytes / 2 ** 30) * MS_A_GB
  const ending = AbortSignal.any([AbortSignal.timeout(most), ...(signal ? [signal] : [])])
  try {
    const answer = await new Promise<CaseAnswer>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', (cause) => reject(refused(UNREADABLE, cause)))
      thread.once('exit', () => reject(refused(UNREADABLE)))
      ending.addEventListener('abort', () => reject(refused('Checking it took too long.')), {
        once: true,
      })
    })
    if (answer.is === 'sound') return answer.board
    throw refused(answer.sentence)
  } finally {
    await thread.terminate()
  }
}

export const UNREADABLE = 'It cannot be read.'

export function refused(sentence: string, cause?: unknown): AppError {
  return new AppError('package/refused', `The case was not taken in. ${sentence}`, { cause })
}
