import { AppError } from '../../shared/app-error.ts'
import { messages } from './messages.ts'

/** What a person reads when something fails. */
export function sentenceOf(error: unknown): string {
  return error instanceof AppError ? error.message : messages.errors.broken
}
