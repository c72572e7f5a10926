import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { apiKey, id, madeApiKey, newApiKey } from '../../shared/protocol/http.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, nothing } from './described.ts'
import { gateOf } from './gate.ts'

/** Keys for programs, each a stand-in for the person who made it. */
export function keysRoutes(parts: Pick<Parts, 'people' | 'boards' | 'keys' | 'rooms'>) {
  const { keys, rooms } = parts
  const gate = gateOf(parts)
  return describedRoutes()
    .openapi(listRoute, async (c) => c.json(await keys.list((await gate.person(c)).id), 200))
    .openapi(makeRoute, async (c) => {
      const who = await gate.person(c)
      return c.json(await keys.make(who.id, c.req.valid('json').name), 201)
    })
    .openapi(revokeRoute, async (c) => {
      const who = await gate.person(c)
      await keys.revoke(who.id, c.req.valid('param').id)
      await rooms.recheckPerson(who.id)
      return c.body(null, 204)
    })
}

const listRoute = createRoute({
  method: 'get',
  path: '/keys',
  summary: 'Your API keys, newest first',
  responses: { 200: answer(apiKey.array(), 'Keys, without the keys themselves'), ...failures },
})

const makeRoute = createRoute({
  method: 'post',
  path: '/keys',
  summary: 'Make an API key',
  request: { body: body(newApiKey) },
  responses: { 201: answer(madeApiKey, 'The key itself, shown only now'), ...failures },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/keys/{id}',
  summary: 'Revoke one of your API keys',
  request: { params: z.object({ id }) },
  responses: { 204: nothing, ...failures },
})
