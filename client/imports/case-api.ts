import { AppError } from '../../shared/app-error.ts'
import { caseImport, packageSize, type CaseImport } from '../../shared/protocol/packages.ts'
import { ask } from '../api.ts'

export function packageSizeOf(boardId: string) {
  return ask(packageSize, 'GET', `/api/boards/${encodeURIComponent(boardId)}/package`)
}

/** Where the browser saves a whole case from. */
export function packageAddress(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}/package.zip`
}

/** Null where the server knows of no such import: its package is not whole, or was never sent. @throws AppError */
export async function importOf(
  id: string,
  { wait }: { wait: boolean },
): Promise<CaseImport | null> {
  try {
    const query = wait ? '?wait' : ''
    return await ask(caseImport, 'GET', `/api/imports/${encodeURIComponent(id)}${query}`)
  } catch (error) {
    if (error instanceof AppError && error.code === 'import/not-found') return null
    throw error
  }
}
