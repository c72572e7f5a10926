import { readOds } from 'hucre/ods'
import { readXlsx } from 'hucre/xlsx'
import { AppError } from '../app-error.ts'
import {
  cellsOfSheet,
  MOST_SHEET_COLUMNS,
  MOST_SHEET_ROWS,
  type SpreadsheetSheet,
} from './spreadsheet-cells.ts'
import { BROKEN, spreadsheetParts, unreadable } from './spreadsheet-parts.ts'

/** A spreadsheet as words, and what of it no table has a place for. */
export type Spreadsheet = { sheets: SpreadsheetSheet[]; pictures: number }

/**
 * The cells of .xlsx and .ods, told by their bytes: values only, whatever their formulas would give elsewhere. Takes
 * its time and memory with what somebody made to take them, so a page lets a worker do it.
 *
 * @throws AppError `import/unreadable`
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Spreadsheet> {
  const { format, zip, pictures } = spreadsheetParts(bytes)
  try {
    const { sheets } =
      format === 'xlsx' ? await readXlsx(zip, XLSX) : await readOds(zip, { readStyles: true })
    return { sheets: expectFewWords(sheets.slice(0, MOST_SHEETS).map(cellsOfSheet)), pictures }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unreadable(BROKEN, error)
  }
}

const MOST_SHEETS = 50

/** One more row and column than are read, to see whether there are more. */
const XLSX = {
  range: `A1:${columnName(MOST_SHEET_COLUMNS)}${MOST_SHEET_ROWS + 1}`,
  // A date’s format says how exact it is.
  readStyles: true,
  sheets: (_: unknown, index: number) => index < MOST_SHEETS,
}

/** Letters of all sheets: they are copied from the worker to the page. */
const MOST_LETTERS = 48 * 1024 * 1024

function expectFewWords(sheets: SpreadsheetSheet[]): SpreadsheetSheet[] {
  let letters = 0
  for (const { lines } of sheets)
    for (const { cells } of lines) for (const cell of cells) letters += cell.length + 1
  if (letters > MOST_LETTERS)
    throw unreadable('There is more text in it than can be taken in at once. Split it.')
  return sheets
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
