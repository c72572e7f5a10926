import { AppError, errorStatus, type ErrorCode } from '../../shared/app-error.ts'
import { failure } from '../../shared/protocol/http.ts'
import { caseImport, packageSize, type CaseImport } from '../../shared/protocol/packages.ts'
import { ask } from '../api.ts'
import { messages } from '../ui/messages.ts'
import { caseMessages as words } from './case-messages.ts'

export function packageSizeOf(boardId: string) {
  return ask(packageSize, 'GET', `/api/boards/${encodeURIComponent(boardId)}/package`)
}

/** Where the browser saves a whole case from. */
export function packageAddress(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}/package.zip`
}

/**
 * Sends a package. `onSent` is told shares from 0 to 1. By XMLHttpRequest, for fetch does not say how much was sent.
 *
 * @throws AppError
 */
export function sendCase(
  file: File,
  { onSent, signal }: { onSent: (share: number) => void; signal: AbortSignal },
): Promise<CaseImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    signal.addEventListener('abort', stop, { once: true })
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onSent(loaded / total)
    })
    request.addEventListener('load', () => {
      const answer = caseImport.safeParse(asJson(request.responseText))
      if (request.status === 202 && answer.success) resolve(answer.data)
      else reject(failureOf(request.responseText))
    })
    request.addEventListener('error', () =>
      reject(new AppError('server/stopping', words.interrupted)),
    )
    request.addEventListener('abort', () =>
      reject(new AppError('request/invalid', words.cancelled)),
    )
    request.open('POST', `/api/imports?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Content-Type', 'application/zip')
    request.send(file)
  })
}

/** Asks until it is over; the server answers as soon as something changes. @throws AppError */
export async function outcomeOf(
  id: string,
  { onState, signal }: { onState: (state: CaseImport['state']) => void; signal: AbortSignal },
): Promise<CaseImport> {
  for (;;) {
    const told = await ask(caseImport, 'GET', `/api/imports/${encodeURIComponent(id)}?wait`)
    if (told.state === 'done' || told.state === 'failed' || signal.aborted) return told
    onState(told.state)
  }
}

function failureOf(body: string): AppError {
  const said = failure.safeParse(asJson(body))
  if (!said.success) return new AppError('server/broken', messages.errors.broken)
  const { code, message } = said.data.error
  return new AppError(isErrorCode(code) ? code : 'server/broken', message)
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatus, code)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
