import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { AppError } from '../shared/app-error.ts'
import type { Parts } from './parts.ts'
import { audienceLinksRoutes } from './routes/audience-links.ts'
import { basemapOrigin, basemapRoute } from './routes/basemap.ts'
import { boardsRoutes } from './routes/boards.ts'
import { capturesRoutes, replayRoute } from './routes/captures.ts'
import { clientRoutes } from './routes/client.ts'
import { credentialsRoutes } from './routes/credentials.ts'
import { custodyRoutes } from './routes/custody.ts'
import { describeFileRoutes } from './routes/described-elsewhere.ts'
import type { Env } from './routes/described.ts'
import { answerFailure } from './routes/errors.ts'
import { filesRoutes } from './routes/files.ts'
import { ownNamesOnly, ownPagesOnly, smallBodies } from './routes/guards.ts'
import { describePastRoutes, historyRoutes, pastRoutes } from './routes/history.ts'
import { healthRoute } from './routes/health.ts'
import { invitationsRoutes } from './routes/invitations.ts'
import { keysRoutes } from './routes/keys.ts'
import { membersRoutes } from './routes/members.ts'
import { describePackageStreams, packagesRoutes, packageStreams } from './routes/packages.ts'
import { picturesRoutes } from './routes/pictures.ts'
import { projectionsRoutes } from './routes/projections.ts'
import { securityHeaders } from './routes/security-headers.ts'
import { sessionRoutes } from './routes/session.ts'
import { syncRoute } from './routes/sync.ts'
import { timeRoute } from './routes/time.ts'
import { describeWatchingRoutes, watchingRoutes, watchRoutes } from './routes/watch.ts'

/** All routes over the given parts, and the one error handler. */
export function createApp(parts: Parts): OpenAPIHono<Env> {
  const { config, logger } = parts
  const app = new OpenAPIHono<Env>()
  app.onError(answerFailure(logger))
  app.use(securityHeaders({ basemapOrigin: basemapOrigin(config) }))
  app.use(ownNamesOnly(config))
  app.use('/api/*', ownPagesOnly(config), smallBodies())
  app.use('/api/boards/:id/records', compress())
  app.use('/api/boards/:id/history', compress())

  app.route('/', healthRoute(parts))
  app.route('/', basemapRoute(config))
  app.route('/api', sessionRoutes(parts))
  app.route('/api', timeRoute())
  app.route('/api', boardsRoutes(parts))
  app.route('/api', custodyRoutes(parts))
  app.route('/api', historyRoutes(parts))
  app.route('/api/boards', pastRoutes(parts))
  app.route('/api', picturesRoutes(parts))
  app.route('/api', credentialsRoutes(parts))
  app.route('/api', membersRoutes(parts))
  app.route('/api', invitationsRoutes(parts))
  app.route('/api', keysRoutes(parts))
  app.route('/api', projectionsRoutes(parts))
  app.route('/api', capturesRoutes(parts))
  app.route('/api', packagesRoutes(parts))
  app.route('/api', packageStreams(parts))
  app.route('/api/boards', replayRoute(parts))
  app.route('/api/boards', filesRoutes(parts))
  app.route('/api', audienceLinksRoutes(parts))
  app.route('/api', watchRoutes(parts))
  app.route('/api/watch', watchingRoutes(parts))
  app.route('/sync', syncRoute({ ...parts, publicUrl: config.publicUrl }))

  describeFileRoutes(app)
  describePastRoutes(app)
  describeWatchingRoutes(app)
  describePackageStreams(app)
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
  })
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Redstring',
      version: '1',
      description:
        'Sign in with a session cookie or `Authorization: Bearer <API key>`. Boards are edited live at `/sync/<boardId>` by the y-websocket protocol.',
    },
    security: [{ apiKey: [] }],
  })
  app.all('/api/*', () => {
    throw new AppError('address/not-found', 'There is nothing at this address.')
  })
  app.route('/', clientRoutes(parts))
  return app
}
