/** An expected failure: a stable code for programs and a sentence for the person. Everything else is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** Every expected failure by name, with the HTTP status that answers it. */
export const errorStatus = {
  'request/invalid': 400,
  'people/sign-in-needed': 401,
  'people/not-allowed': 403,
  'people/wrong-password': 401,
  'people/taken': 409,
  'people/too-many-tries': 429,
  'people/not-found': 404,
  'invitation/gone': 404,
  'audience/gone': 404,
  'audience/not-let-in': 401,
  'audience/full': 429,
  'address/not-found': 404,
  'request/too-large': 413,
  'request/too-many': 429,
  'request/foreign': 403,
  'board/not-found': 404,
  'moment/not-found': 404,
  'version/not-found': 404,
  'board/read-only': 403,
  'board/archived': 409,
  'board/load-failed': 503,
  'board/newer': 503,
  'board/too-large': 413,
  'frame/malformed': 400,
  'frame/too-large': 413,
  'frame/too-many': 429,
  'log/not-durable': 507,
  'capture/off': 403,
  'capture/refused': 422,
  'capture/failed': 422,
  'capture/busy': 429,
  'package/damaged': 422,
  'package/refused': 422,
  'package/here-already': 409,
  'import/not-found': 404,
  'import/unreadable': 422,
  'file/not-found': 404,
  'file/too-large': 413,
  'file/unreadable': 422,
  'file/no-space': 507,
  'picture/not-taken': 409,
  'credentials/not-valid-now': 409,
  'status/no-reason': 400,
  'status/checks-stand': 409,
  'server/stopping': 503,
  'server/cannot-start': 503,
  'server/broken': 500,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorStatus
