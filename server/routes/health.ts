import { createRoute } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { answer, describedRoutes } from './described.ts'

/** For whatever watches the server: well only while edits can be kept. */
export function healthRoute({
  database,
  trouble,
  logger,
}: Pick<Parts, 'database' | 'trouble' | 'logger'>) {
  return describedRoutes().openapi(route, async (c) => {
    const reason = trouble()
    if (reason !== null) return c.json({ status: 'failing' as const, reason }, 503)
    try {
      await sql`SELECT 1`.execute(database.kysely)
      return c.json({ status: 'ok' as const }, 200)
    } catch (error) {
      logger.error({ err: error }, 'the database does not answer')
      return c.json({ status: 'failing' as const, reason: 'The database does not answer.' }, 503)
    }
  })
}

const route = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server can take and keep edits',
  responses: {
    200: answer(z.object({ status: z.literal('ok') }), 'All is well'),
    503: answer(
      z.object({ status: z.literal('failing'), reason: z.string() }),
      'It cannot just now',
    ),
  },
})
