import { AppError } from '../shared/app-error.ts'

/**
 * What the operator is told when a start or a command fails: the sentence, and what it rests on where somebody
 * else said more. A bug keeps its stack.
 */
export function whatWentWrong(error: unknown): string {
  if (error instanceof AppError) return error.message
  if (!(error instanceof Error)) return String(error)
  if (error.name !== 'Error') return error.stack ?? String(error)
  const reason = reasonOf(error.cause)
  return reason === '' || error.message.includes(reason)
    ? error.message
    : `${error.message} (${reason})`
}

/** Of several causes at once, as for a name with several addresses, the first stands for all. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.message || reasonOf(cause.errors[0])
  return cause instanceof Error ? cause.message : ''
}
