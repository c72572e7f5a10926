import { AppError } from '../../shared/app-error.ts'
import type { ImportPlan } from '../../shared/imports/import-plan.ts'
import {
  isDrawing,
  isSpreadsheet,
  mayBeImport,
  MOST_IMPORT_BYTES,
  otherForm,
  planSheets,
  readImportFile,
  type SheetPlan,
} from '../../shared/imports/read-import.ts'
import type { Spreadsheet } from '../../shared/imports/read-spreadsheet.ts'
import { importsMessages as words } from './imports-messages.ts'
import { spreadsheetInWorker } from './spreadsheet-in-worker.ts'

/** A file of another tool that somebody brought, and what would become of it. */
export type Offer = {
  file: File
  /** A sentence where nothing can. */
  plan: ImportPlan | { problem: string }
  /** Of a spreadsheet, all that something stands in; `plan` is that of one of them. */
  sheets?: readonly { name: string; plan: Offer['plan'] }[]
  /** Files that were brought along and belong to it. */
  beside: ReadonlyMap<string, File>
}

/**
 * Parts what was brought into files of other tools and all else. With `isAsked`, every file was meant to be imported:
 * what cannot be is said rather than kept as a document.
 */
export async function sortImports(
  files: readonly File[],
  {
    isAsked = false,
    readSpreadsheet = spreadsheetInWorker,
  }: {
    isAsked?: boolean
    readSpreadsheet?: (bytes: Uint8Array) => Promise<Spreadsheet>
  } = {},
): Promise<{ offers: Offer[]; rest: File[] }> {
  const offers: Offer[] = []
  const byName = onesByName(files)
  const taken = new Set<File>()
  for (const file of files) {
    if (isSpreadsheet(file.name)) {
      const offer = await offerOfSpreadsheet(file, { isAsked, readSpreadsheet })
      if (offer) {
        taken.add(file)
        offers.push(offer)
      }
      continue
    }
    const plan = isAsked || mayBeImport(file.name) ? await planOf(file, byName) : null
    const other = plan ? null : problemOf(otherForm(file.name) ?? (isAsked ? askedFor(file) : null))
    const offered = plan ?? other
    if (!offered) continue
    const named = 'problem' in offered ? [] : offered.evidence.flatMap(({ beside }) => beside ?? [])
    const beside = new Map(
      named.flatMap((name) => {
        const found = byName.get(name)
        return found ? [[name, found] as const] : []
      }),
    )
    for (const each of [file, ...beside.values()]) taken.add(each)
    offers.push({ file, plan: offered, beside })
  }
  return { offers, rest: files.filter((file) => !taken.has(file)) }
}

/** Null for a table of something else, which is a document like any other. */
async function offerOfSpreadsheet(
  file: File,
  {
    isAsked,
    readSpreadsheet,
  }: { isAsked: boolean; readSpreadsheet: (bytes: Uint8Array) => Promise<Spreadsheet> },
): Promise<Offer | null> {
  const beside = new Map<string, File>()
  if (file.size > MOST_IMPORT_BYTES) return { file, plan: { problem: words.tooLarge }, beside }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const found = planSheets(await readSpreadsheet(bytes), file.name)
    const plan = firstOf(found)
    const sheets = found.map((sheet) => ({
      name: sheet.isHidden ? words.hiddenSheet(sheet.name) : sheet.name,
      plan: sheet.plan ?? { problem: words.notTable },
    }))
    if (plan) return { file, plan, sheets, beside }
    return isAsked ? { file, plan: { problem: words.notIt(file.name) }, beside } : null
  } catch (error) {
    if (error instanceof AppError) return { file, plan: { problem: error.message }, beside }
    // The file went away while it was read; its upload says so.
    if (error instanceof DOMException) return null
    throw error
  }
}

/** The sheet that a person most likely means: the first in sight that can be imported, or says why not. */
function firstOf(sheets: readonly SheetPlan[]): Offer['plan'] | null {
  const inOrder = [...sheets.filter(({ isHidden }) => !isHidden), ...sheets]
  const able = inOrder.find(({ plan }) => plan && !('problem' in plan))
  return able?.plan ?? inOrder.find(({ plan }) => plan)?.plan ?? null
}

function problemOf(problem: string | null): { problem: string } | null {
  return problem === null ? null : { problem }
}

/** Why a file that was meant to be imported cannot be. */
function askedFor({ name }: File): string {
  return pictureOfDrawing.test(name) ? words.onlyPicture : words.notIt(name)
}

const pictureOfDrawing = /\.excalidraw\.(png|svg)$/i

/** Of several files by one name, none: which of them is meant cannot be told. */
function onesByName(files: readonly File[]): Map<string, File> {
  const all = Map.groupBy(files, ({ name }) => name)
  return new Map(
    [...all].flatMap(([name, [file, other]]) => (file && !other ? [[name, file] as const] : [])),
  )
}

/** Null for what is a document like any other. */
async function planOf(
  file: File,
  byName: ReadonlyMap<string, File>,
): Promise<ImportPlan | { problem: string } | null> {
  if (file.size > MOST_IMPORT_BYTES)
    return isDrawing(file.name) ? { problem: words.tooLarge } : null
  try {
    const beside = new Set([...byName.keys()].filter((name) => name !== file.name))
    return readImportFile(new Uint8Array(await file.arrayBuffer()), { name: file.name, beside })
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message }
    // The file went away while it was read; its upload says so.
    if (error instanceof DOMException) return null
    return isDrawing(file.name) ? { problem: words.notIt(file.name) } : null
  }
}
