import type { Evidence } from './kinds.ts'
import { textOf } from './values.ts'

/** Whether a question has its answer. Items that are tied to it as answers may be several, and contradict each other. */
export function isAnswered(question: Evidence): boolean {
  return textOf(question, 'answer') !== undefined
}
