import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { foundCrs } from '../../shared/protocol/projections.ts'
import { openRegister } from '../files/facts/projection.ts'
import type { Parts } from '../parts.ts'
import { answer, describedRoutes, failures } from './described.ts'
import { gateOf } from './gate.ts'

/** The register of coordinate systems (EPSG), for saying in which one a world file counts. */
export function projectionsRoutes(parts: Pick<Parts, 'people' | 'boards'>) {
  const gate = gateOf(parts)
  const search = openRegister()
  return describedRoutes().openapi(searchRoute, async (c) => {
    await gate.person(c)
    return c.json(search(c.req.valid('query').q), 200)
  })
}

const searchRoute = createRoute({
  method: 'get',
  path: '/projections',
  summary: 'Coordinate systems by EPSG code, name or region, the likeliest first',
  request: { query: z.object({ q: z.string().max(200) }) },
  responses: { 200: answer(foundCrs.array(), 'At most 25, with their definitions'), ...failures },
})
