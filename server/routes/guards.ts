import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../shared/app-error.ts'
import { type Config, isLoopback } from '../config.ts'
import type { Env } from './described.ts'

const JSON_BYTES = 256 * 1024

/**
 * On this computer only: answers to no other name than its own, so that a page whose address was made to point
 * here (DNS rebinding) cannot talk to it.
 */
export function ownNamesOnly({
  host,
  publicUrl,
}: Pick<Config, 'host' | 'publicUrl'>): MiddlewareHandler<Env> {
  const isHereOnly = isLoopback(host) && publicUrl === null
  return async (c, next) => {
    if (isHereOnly && !isLoopback(hostnameOf(c.req.header('host'))))
      throw new AppError(
        'request/foreign',
        'Redstring runs for this computer only. Open it as localhost, or start it with PUBLIC_URL set to the address you use.',
      )
    await next()
  }
}

/** A browser sends a person's cookie along whichever page asks; only our own pages may change anything with it. */
export function ownPagesOnly({ publicUrl }: Pick<Config, 'publicUrl'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method } = c.req
    const isSafe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (!isSafe && c.req.header('authorization') === undefined) {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const isOwn =
        site === undefined
          ? origin === undefined || isOwnOrigin(origin, c.req.header('host'), publicUrl)
          : site === 'same-origin' || site === 'none'
      if (!isOwn) throw new AppError('request/foreign', 'Another page may not do this here.')
    }
    await next()
  }
}

/** Bodies of the API are small; files and uploads have limits of their own. */
export function smallBodies(): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize: JSON_BYTES,
    onError: () => {
      throw new AppError('request/too-large', 'The request is too large.')
    },
  })
  return async (c, next) =>
    /^\/api\/(boards\/[^/]+\/(files|uploads)(\/|$)|imports(\/uploads(\/|$)|$))/.test(c.req.path)
      ? next()
      : limit(c, next)
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.host === host || (publicUrl !== null && from.origin === new URL(publicUrl).origin)
}

function hostnameOf(host: string | undefined): string {
  return host !== undefined && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname
    : ''
}
