import type { MiddlewareHandler } from 'hono'
import type { Env } from './described.ts'

/**
 * What a page of ours may load: itself and nothing else. `data:` and `blob:` are for what the canvas makes in the
 * browser (fonts and pictures it exports, pasted pictures, posters). Inline styles stay allowed because the
 * canvas' licence mark is drawn with one, and its maker asks that the mark be seen. A frame may only show what lies
 * here; of that, only replays of captured pages let themselves be framed (captures.ts), all else forbids it.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Set on every answer that does not bring a stricter one of its own (files do). */
const headers: Record<string, string> = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

export function securityHeaders(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    // The handshake of a socket is answered outside of Hono.
    if (c.req.header('upgrade') !== undefined) return
    for (const [name, value] of Object.entries(headers))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control'))
      c.res.headers.set('cache-control', 'no-store')
  }
}
