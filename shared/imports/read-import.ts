import { AppError } from '../app-error.ts'
import { asTldr, isFirstTldr, isTldr, planOfTldr } from '../board/read-tldr.ts'
import { decoded } from './decoded.ts'
import { enlarged } from './enlarged.ts'
import { isEventSheet, planOfEventSheet } from './event-rows.ts'
import { isEvents, planOfEvents, planOfExport } from './events.ts'
import { drawingOfLibrary } from './excalidraw-library.ts'
import { fitting } from './fitting.ts'
import { isExcalidraw, planOfExcalidraw } from './excalidraw.ts'
import { expectSensible, leaveOut, NOTHING, unreadable, type ImportPlan } from './import-plan.ts'
import { isJsonCanvas, planOfJsonCanvas } from './json-canvas.ts'
import { addressColumnOf, planOfLinks } from './link-rows.ts'
import { withLinks } from './linked-columns.ts'
import type { Spreadsheet } from './read-spreadsheet.ts'
import { readSheet, sheetOfCells, type Sheet } from './sheet-rows.ts'

/** Endings of files that may be another tool's; what they hold says whether they are. */
const drawings = /\.(tldr|canvas|excalidraw|excalidrawlib)$/i
const tables = /\.(csv|tsv)$/i
const lists = /\.json$/i
const spreadsheets = /\.(xls[xm]|ods)$/i

export const MOST_IMPORT_BYTES = 150 * 1024 * 1024

export function mayBeImport(name: string): boolean {
  return drawings.test(name) || tables.test(name) || lists.test(name)
}

/** Whether a file by this name can be nothing else, so that one which cannot be read has to be said. */
export function isDrawing(name: string): boolean {
  return drawings.test(name)
}

/**
 * What a file of another tool becomes on a board. Null where it is none of them: a table or list of something else is
 * a document like any other.
 *
 * @param beside names of files that were brought along
 * @throws AppError `import/unreadable`
 */
export function readImport(
  text: string,
  { name, beside = new Set() }: { name: string; beside?: ReadonlySet<string> },
): ImportPlan | null {
  const plan = tables.test(name) ? planOfTable(text, name) : planOfJson(text, { name, beside })
  return plan && checked(plan)
}

/** Counted first, for looking at each thing takes its time. */
function checked(plan: ImportPlan): ImportPlan {
  return expectSensible(fitting(expectSensible({ ...plan, records: enlarged(plan.records) })))
}

/** A file that `readSpreadsheet` may have sheets of. */
export function isSpreadsheet(name: string): boolean {
  return spreadsheets.test(name)
}

/** One sheet of a spreadsheet, and what it becomes: a sentence where it cannot, null where it is no such table. */
export type SheetPlan = {
  name: string
  isHidden: boolean
  plan: ImportPlan | { problem: string } | null
}

/** What each sheet of a spreadsheet becomes; those in which nothing stands are left away. */
export function planSheets({ sheets, pictures }: Spreadsheet, name: string): SheetPlan[] {
  const filled = sheets.filter(({ lines }) => lines.length > 0)
  return filled.map((each) => ({
    name: each.name,
    isHidden: each.isHidden,
    plan: orProblem(() => {
      const read = sheetOfCells(each.lines)
      if (!read) return null
      const where = filled.length > 1 ? [`sheet “${each.name}”`] : []
      const title = [...where, read.title].filter((part) => part !== '').join(', ')
      const plan = planOfSheet(withLinks({ ...read, title }, each.links), name)
      if (!plan) return null
      leaveOut(plan, 'what stands below row 20,000 or beside column 1,000', each.isCut ? 1 : 0)
      leaveOut(plan, 'formula without a value', each.unvalued)
      leaveOut(plan, 'comment on a cell', each.comments)
      leaveOut(plan, 'picture in the spreadsheet', pictures)
      return checked(plan)
    }),
  }))
}

function orProblem(read: () => ImportPlan | null): SheetPlan['plan'] {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message }
    throw error
  }
}

/**
 * As `readImport`, of a file's bytes.
 *
 * @throws AppError `import/unreadable`, also for what would be read if its letters could be told
 */
export function readImportFile(
  bytes: Uint8Array,
  about: { name: string; beside?: ReadonlySet<string> },
): ImportPlan | null {
  const { text, isSure } = decoded(bytes)
  const plan = notTooDeep(() => readImport(text, about))
  if (plan && !isSure) throw unreadable(tables.test(about.name) ? NOT_UTF8_TABLE : NOT_UTF8)
  return plan
}

/** A file may nest its values so deep that no program can walk through them. */
function notTooDeep<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw unreadable('What is in it is nested deeper than anybody draws or writes.', error)
  }
}

const NOT_UTF8 = 'Its letters are in an encoding that it does not say. Save it as UTF-8.'
const NOT_UTF8_TABLE = 'Its letters are in an encoding that it does not say. Save it as CSV UTF-8.'

/**
 * What to do with a file that holds what could be imported, in a form that is not read here; null for any other, and
 * for pictures of drawings, which are pictures.
 */
export function otherForm(name: string): string | null {
  if (/\.(xlsb?|fods|numbers)$/i.test(name))
    return 'Rows become items from .xlsx, .ods and CSV. Save it as one of them and import that, or keep the spreadsheet as a document.'
  if (/\.excalidraw\.md$/i.test(name))
    return 'Drawings of Excalidraw are read from its own files. Save it there as .excalidraw, and import that.'
  return null
}

function planOfTable(text: string, name: string): ImportPlan | null {
  const sheet = readSheet(text)
  return sheet && planOfSheet(sheet, name)
}

function planOfSheet(sheet: Sheet, name: string): ImportPlan | null {
  const address = addressColumnOf(sheet)
  const isOfEvents = isEventSheet(sheet)
  if (!isOfEvents && address === null) return null
  if (sheet.fault !== null) throw unreadable(sheet.fault)
  if (isOfEvents || address === null) return planOfEventSheet(sheet, name)
  return planOfLinks(sheet, address, name)
}

function planOfJson(
  text: string,
  { name, beside }: { name: string; beside: ReadonlySet<string> },
): ImportPlan | null {
  const value = asTldr(asJson(text))
  if (isTldr(value)) return planOfTldr(value, { name })
  if (isExcalidraw(value)) return readable(() => planOfExcalidraw(value, { name }))
  const library = drawingOfLibrary(value)
  if (library) return readable(() => planOfExcalidraw(library, { name }))
  if (/\.canvas$/i.test(name) && isJsonCanvas(value))
    return readable(() => planOfJsonCanvas(value, { name, beside }))
  if (Array.isArray(value) && isEvents(value)) return planOfEvents(value, { name })
  const whole = planOfExport(value, name)
  if (whole) return whole
  if (!isDrawing(name)) return null
  if (isEmptyCanvas(text, { name, value })) throw unreadable(NOTHING)
  if (/\.tldr$/i.test(name) && isFirstTldr(value)) throw unreadable(FIRST_TLDRAW)
  throw unreadable(
    value === undefined
      ? 'It cannot be read; it may be cut short, or no drawing at all.'
      : 'It is no drawing of tldraw, Obsidian or Excalidraw that can be read.',
  )
}

const FIRST_TLDRAW =
  'It was made by the first tldraw, before 2023. Open it in today’s tldraw, save it there, and import that.'

/** As Obsidian keeps a canvas on which nothing was put yet. */
function isEmptyCanvas(text: string, { name, value }: { name: string; value: unknown }): boolean {
  return (
    /\.canvas$/i.test(name) &&
    (text.trim() === '' || /^\{("(nodes|edges)":\[\],?)*\}$/.test(JSON.stringify(value) ?? ''))
  )
}

function readable(read: () => ImportPlan): ImportPlan {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof RangeError) throw cause
    throw unreadable('It is no drawing that can be read.', cause)
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
