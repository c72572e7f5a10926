import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { custodyLog, custodyNote, custodyQuery } from '../../shared/protocol/custody.ts'
import { NoteLimit } from '../custody/note-limit.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, nothing } from './described.ts'
import { gateOf } from './gate.ts'

/** What was done to items and originals. Everybody on a board reads it; viewers' looks are noted, and nothing else of theirs. */
export function custodyRoutes(parts: Pick<Parts, 'people' | 'boards' | 'custody' | 'files'>) {
  const { custody, files } = parts
  const gate = gateOf(parts)
  const limit = new NoteLimit()
  return describedRoutes()
    .openapi(readRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'view')
      const { evidence, sha256, verify } = c.req.valid('query')
      const entries = await custody.read(id, { evidenceId: evidence, sha256 })
      if (verify === undefined) return c.json({ entries }, 200)
      return c.json({ entries, brokenAt: await custody.brokenAt(id) }, 200)
    })
    .openapi(noteRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { what, evidence, sha256, reason } = c.req.valid('json')
      const { person, role } = await gate.board(c, id, 'view')
      if (role === 'viewer' && what !== 'viewed')
        throw new AppError('board/read-only', 'You can only view this board.')
      limit.count(person.id)
      if (sha256 !== undefined) await files.find(id, sha256)
      await custody.add(id, [
        {
          what,
          personId: person.id,
          evidenceId: evidence,
          sha256,
          details: reason === undefined ? {} : { reason },
        },
      ])
      return c.body(null, 204)
    })
}

const params = z.object({ id: z.string() })

const readRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/custody',
  summary:
    'What was done to an item or original, oldest first. With ?verify, whether the log still holds together',
  request: { params, query: custodyQuery },
  responses: { 200: answer(custodyLog, 'The log'), ...failures },
})

const noteRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/custody',
  summary: 'Note what only a page knows: looked at closely, exported, withdrawn, brought back',
  request: { params, body: body(custodyNote) },
  responses: { 204: nothing, ...failures },
})
