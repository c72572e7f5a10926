import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  checkedCredentials,
  credentialsToCheck,
  pictureToSign,
  signedPicture,
} from '../../shared/protocol/credentials.ts'
import { answerOf } from '../credentials/signed.ts'
import { NoteLimit } from '../custody/note-limit.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures } from './described.ts'
import { gateOf } from './gate.ts'

/** Content credentials for pictures that leave a board, and whether those of a picture hold. */
export function credentialsRoutes(parts: Pick<Parts, 'people' | 'boards' | 'credentials'>) {
  const { credentials } = parts
  const gate = gateOf(parts)
  const limits = {
    sign: new NoteLimit({ sentence: 'This is more than is signed for one person in an hour.' }),
    check: new NoteLimit({ sentence: 'This is more than is checked for one person in an hour.' }),
  }
  return describedRoutes()
    .openapi(signRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'view')
      limits.sign.count(person.id)
      return c.json(answerOf(await credentials.sign(id, person.id, c.req.valid('json'))), 200)
    })
    .openapi(checkRoute, async (c) => {
      const person = await gate.person(c)
      limits.check.count(person.id)
      return c.json(await credentials.check(c.req.valid('json')), 200)
    })
}

const signRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/pictures/credentials',
  summary:
    'Content credentials (C2PA) for a picture that was noted as taken, signed by the operator',
  request: { params: z.object({ id: z.string() }), body: body(pictureToSign) },
  responses: { 200: answer(signedPicture, 'What is to be put into the picture'), ...failures },
})

const checkRoute = createRoute({
  method: 'post',
  path: '/credentials/check',
  summary: 'Whether the content credentials in a picture are of that picture',
  request: { body: body(credentialsToCheck) },
  responses: { 200: answer(checkedCredentials, 'What was found'), ...failures },
})
