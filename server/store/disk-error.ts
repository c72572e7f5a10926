import { AppError } from '../../shared/app-error.ts'

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'])

/** The error as people should see it: a disk without room is an expected failure, all else stays as it is. */
export function diskErrorOf(error: unknown): unknown {
  if (error instanceof AppError || !isDiskFull(error)) return error
  return new AppError(
    'file/no-space',
    'The server’s disk is full, so the file could not be kept. Nothing of it was stored; try again once there is room.',
    { cause: error },
  )
}

export function isDiskFull(error: unknown): boolean {
  return full.has(codeOf(error))
}

export function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
