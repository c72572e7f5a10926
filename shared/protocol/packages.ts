import { z } from 'zod'
import { board } from './http.ts'

/** Whole cases that leave and come: `/api/boards/:id/package`, `/api/boards/:id/package.zip`, `/api/imports`. */

/** `GET /api/boards/:id/package`: what the package would come to; `bytes` to within a few percent. */
export const packageSize = z.object({
  edits: z.number().int(),
  files: z.number().int(),
  bytes: z.number(),
})
export type PackageSize = z.infer<typeof packageSize>

/**
 * `POST /api/imports` answers with one, and `GET /api/imports/:id` tells how far it is; with `?wait` once that has
 * changed or some seconds have passed.
 */
export const caseImport = z.object({
  id: z.string(),
  /** Nothing of the case is to be seen by anybody before `done`. */
  state: z.enum(['checking', 'taking-in', 'done', 'failed']),
  board: board.optional(),
  /** Why it failed. */
  message: z.string().optional(),
  /** Where the case is here already: the board, if you may enter it. */
  boardId: z.string().optional(),
})
export type CaseImport = z.infer<typeof caseImport>
