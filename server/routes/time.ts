import { createRoute } from '@hono/zod-openapi'
import { sharedTime } from '../../shared/protocol/http.ts'
import { answer, describedRoutes, failures } from './described.ts'

/** The clock that everybody who sees one clip goes by; strangers who watch by a link ask it too. */
export function timeRoute() {
  return describedRoutes().openapi(route, (c) => c.json({ now: sharedNow() }, 200))
}

/** A stopwatch rather than the clock of the machine, which is set now and then: a clip must not jump for it. */
function sharedNow(): number {
  return performance.timeOrigin + performance.now()
}

const route = createRoute({
  method: 'get',
  path: '/time',
  summary: 'The clock by which a clip plays alike for everyone',
  responses: {
    200: answer(sharedTime, 'Milliseconds, only ever rising while the server runs'),
    ...failures,
  },
})
