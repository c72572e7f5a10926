import { AppError, type ErrorCode } from '../../shared/app-error.ts'
import { closeCode } from '../../shared/protocol/frames.ts'

/** How a socket is closed for what went wrong. */
export type Refusal = { code: number; reason: string; isExpected: boolean }

/** The server met something it did not expect (RFC 6455, 7.4.1). */
const INTERNAL_ERROR = 1011

const codeOf: Partial<Record<ErrorCode, keyof typeof closeCode>> = {
  'frame/malformed': 'MALFORMED',
  'frame/too-large': 'TOO_LARGE',
  'board/too-large': 'TOO_LARGE',
  'frame/too-many': 'TRY_LATER',
  'board/load-failed': 'TRY_LATER',
  'board/newer': 'RELOAD',
  'board/not-found': 'NO_SUCH_BOARD',
  'people/sign-in-needed': 'SIGN_IN_NEEDED',
  'people/not-allowed': 'NOT_ALLOWED',
  'server/stopping': 'RESTART',
}

export function refusalOf(error: unknown): Refusal {
  const name = error instanceof AppError ? codeOf[error.code] : undefined
  if (!(error instanceof AppError) || !name) {
    return {
      code: INTERNAL_ERROR,
      reason: 'Something went wrong on the server.',
      isExpected: false,
    }
  }
  return { code: closeCode[name], reason: error.message, isExpected: true }
}
