import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AppError, errorStatus } from '../../shared/app-error.ts'
import type { Failure } from '../../shared/protocol/http.ts'
import type { Logger } from '../logger.ts'
import { isDiskFull } from '../store/disk-error.ts'
import type { Env } from './described.ts'

/** The one place where a failure becomes an answer. What nobody expected is logged here, once. */
export function answerFailure(logger: Pick<Logger, 'error'>) {
  return (error: Error, c: Context<Env>): Response => {
    const known = asAppError(error)
    if (known) {
      const { code, message } = known
      // What is left of a body that is too large is not read, so nothing can follow it.
      if (errorStatus[code] === 413) c.header('connection', 'close')
      return c.json<Failure>({ error: { code, message } }, errorStatus[code])
    }
    logger.error({ err: error, method: c.req.method, route: c.req.path }, 'a request failed')
    const failure = { code: 'server/broken', message: 'Something went wrong on the server.' }
    return c.json<Failure>({ error: failure }, 500)
  }
}

function asAppError(error: Error): AppError | null {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException && error.status < 500)
    return new AppError('request/invalid', 'The request could not be read.', { cause: error })
  if (isDiskFull(error))
    return new AppError(
      'log/not-durable',
      'The disk of the server is full, so nothing was changed. Try again once there is room.',
      { cause: error },
    )
  return null
}
