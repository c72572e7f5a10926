import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { getMigrations } from 'better-auth/db/migration'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import type { Logger } from '../logger.ts'
import type { Database } from '../store/sql/database.ts'

const SESSION_SECONDS = 90 * 24 * 60 * 60

type Options = { database: Database; secret: string; publicUrl: string | null; logger: Logger }

export type Auth = ReturnType<typeof createAuth>

/**
 * better-auth on our database. Its own HTTP routes are never mounted: ours call `auth.api`, so that what can be
 * reached from outside is what /api/openapi.json describes.
 */
export async function openAuth(options: Options): Promise<Auth> {
  const auth = createAuth(options)
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  return auth
}

function createAuth({ database, secret, publicUrl, logger }: Options) {
  return betterAuth({
    baseURL: publicUrl ?? 'http://localhost',
    secret,
    telemetry: { enabled: false },
    database: { db: database.kysely, type: database.kind },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        colour: { type: 'string', required: true, input: false, defaultValue: '#1c7ed6' },
        isOwner: { type: 'boolean', required: true, input: false, defaultValue: false },
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 60 * 60 },
    advanced: {
      cookiePrefix: 'redstring',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      ipAddress: { disableIpTracking: true },
    },
    logger: {
      log: (level, message) => {
        // Wrong passwords and the like come back as errors of the call; they are not news.
        if (level === 'error') logger.debug({ message }, 'the sign-in library reports an error')
      },
    },
    plugins: [
      apiKey({
        defaultPrefix: 'rs_',
        maximumNameLength: 80,
        rateLimit: { enabled: false },
      }),
      sessionWithoutPassword,
    ],
  })
}

/** Opens a session for a person who needs no password on this computer. Who may is decided before. */
const sessionWithoutPassword = {
  id: 'session-without-password',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (!user) throw new AppError('people/not-found', 'There is no such person here.')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return {}
      },
    ),
  },
}
