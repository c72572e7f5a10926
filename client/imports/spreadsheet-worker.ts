import { AppError } from '../../shared/app-error.ts'
import { readSpreadsheet, type Spreadsheet } from '../../shared/imports/read-spreadsheet.ts'

/** Reads one spreadsheet away from the page, and is ended. */

export type SpreadsheetAnswer = { spreadsheet: Spreadsheet } | { problem: string | null }

self.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  void answerTo(data).then((answer) => self.postMessage(answer))
})

async function answerTo(bytes: Uint8Array): Promise<SpreadsheetAnswer> {
  try {
    return { spreadsheet: await readSpreadsheet(bytes) }
  } catch (error) {
    return { problem: error instanceof AppError ? error.message : null }
  }
}
