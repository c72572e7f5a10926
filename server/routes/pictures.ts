import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { momentProof, picturesTaken, takenPicture } from '../../shared/protocol/pictures.ts'
import { actsOfTaking } from '../custody/acts-of-taking.ts'
import { NoteLimit } from '../custody/note-limit.ts'
import { proofOfMoment } from '../history/moment-proof.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, nothing } from './described.ts'
import { gateOf } from './gate.ts'

/** Pictures that leave a board: what proves their moment, and the custody log's word for who took them. */
export function picturesRoutes(parts: Pick<Parts, 'people' | 'boards' | 'custody' | 'store'>) {
  const { custody, store } = parts
  const gate = gateOf(parts)
  const limit = new NoteLimit()
  return describedRoutes()
    .openapi(proofRoute, async (c) => {
      const { id, seq } = c.req.valid('param')
      await gate.board(c, id, 'view')
      const proof = await proofOfMoment(store, id, seq)
      if (!proof) throw new AppError('moment/not-found', 'This board has no such moment.')
      return c.json(proof, 200)
    })
    .openapi(takenRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'view')
      limit.count(person.id)
      await custody.add(id, actsOfTaking(c.req.valid('json'), person.id))
      return c.body(null, 204)
    })
    .openapi(findRoute, async (c) => {
      const { id, pixels } = c.req.valid('param')
      await gate.board(c, id, 'view')
      const entries = await custody.exportsOf(id, pixels)
      const taken = entries.map(({ at, by, details }) => ({ at, by, seq: details.seq ?? null }))
      return c.json({ taken }, 200)
    })
}

const params = z.object({ id: z.string() })

const proofRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/history/moments/{seq}/proof',
  summary: 'The hash of the log up to a moment, which a picture of it carries',
  request: {
    params: params.extend({
      seq: z
        .string()
        .regex(/^\d{1,15}$/, 'it is no position in the log')
        .transform(Number),
    }),
  },
  responses: { 200: answer(momentProof, 'The moment'), ...failures },
})

const takenRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/pictures',
  summary: 'Note in the custody log that a picture of the board was taken out, and of what',
  request: { params, body: body(takenPicture) },
  responses: { 204: nothing, ...failures },
})

const findRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/pictures/{pixels}',
  summary: 'Who took a picture with exactly these pixels out of the board, and when',
  request: {
    params: params.extend({ pixels: z.string().regex(/^[0-9a-f]{64}$/, 'it is no SHA-256') }),
  },
  responses: { 200: answer(picturesTaken, 'Oldest first'), ...failures },
})
