import { ERRORS } from '@tus/server'
import { AppError, errorStatus } from '../../../shared/app-error.ts'
import { diskErrorOf } from '../../store/disk-error.ts'
import { tooLarge } from '../incoming.ts'

/** A failure inside tus as the body every other route would answer with; tus's own protocol answers stay as they are. */
export function tusFailureOf(
  error: unknown,
  {
    maxBytes,
    setting,
    logger,
  }: {
    maxBytes: number
    /** What an operator raises where they are too few. */
    setting: string
    logger: { warn(facts: object, message: string): void }
  },
): { status_code: number; body: string } | undefined {
  const known = diskErrorOf(error)
  if (known instanceof AppError) return bodyOf(known)
  if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED) return bodyOf(tooLarge(maxBytes, setting))
  if (error instanceof Error && !('status_code' in error) && !isBrokenConnection(error)) {
    logger.warn({ err: error }, 'An upload failed')
    return bodyOf(new AppError('server/broken', 'The server could not take this part of the file.'))
  }
  return undefined
}

function bodyOf(error: AppError): { status_code: number; body: string } {
  const { code, message } = error
  return { status_code: errorStatus[code], body: JSON.stringify({ error: { code, message } }) }
}

/** The other side went away: it goes on with the upload when it is back. */
function isBrokenConnection(error: Error): boolean {
  const code = 'code' in error ? error.code : ''
  return (
    error.name === 'AbortError' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
  )
}
