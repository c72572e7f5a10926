import { AppError } from '../../shared/app-error.ts'
import type { Spreadsheet } from '../../shared/imports/read-spreadsheet.ts'
import { importsMessages as words } from './imports-messages.ts'
import type { SpreadsheetAnswer } from './spreadsheet-worker.ts'

const MOST_MS = 30_000

/**
 * As `readSpreadsheet`, in a worker: what was made to take a reader's time or memory costs that worker, and the page
 * goes on meanwhile.
 *
 * @throws AppError `import/unreadable`
 */
export async function spreadsheetInWorker(bytes: Uint8Array): Promise<Spreadsheet> {
  const worker = new Worker(new URL('./spreadsheet-worker.ts', import.meta.url), { type: 'module' })
  const over = new AbortController()
  const { signal } = over
  try {
    return await new Promise<Spreadsheet>((resolve, reject) => {
      const fail = (sentence: string) => reject(new AppError('import/unreadable', sentence))
      const timer = setTimeout(() => fail(words.tooLong), MOST_MS)
      signal.addEventListener('abort', () => clearTimeout(timer))
      worker.addEventListener('error', () => fail(words.brokenSpreadsheet), { signal })
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<SpreadsheetAnswer>) => {
          if ('spreadsheet' in data) resolve(data.spreadsheet)
          else fail(data.problem ?? words.brokenSpreadsheet)
        },
        { signal },
      )
      worker.postMessage(bytes)
    })
  } finally {
    over.abort()
    worker.terminate()
  }
}
