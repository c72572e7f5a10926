import type { Context } from 'hono'
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { ClientFile, Encoding } from '../client-files.ts'
import type { Parts } from '../parts.ts'
import type { Env } from './described.ts'

/** Names of built assets hold a hash of their content. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/
const FOREVER = 'public, max-age=31536000, immutable'

/** The built client. Every address a person can open that is no file is the one page, which finds its way itself. */
export function clientRoutes({ clientFiles: files }: Pick<Parts, 'clientFiles'>): Hono<Env> {
  return new Hono<Env>().get('*', async (c) => {
    const path = pathOf(c)
    const file = path === null || path === '/' ? null : await files.find(path)
    if (file) return send(c, file, HASHED.test(c.req.path) ? FOREVER : 'no-cache')
    if (!isNavigation(c, path)) return c.text('There is nothing here.', 404)
    const page = await files.find('index.html')
    return page ? send(c, page, 'no-cache') : c.html(notBuilt, 503)
  })
}

function send(c: Context<Env>, { type, etag, encodings }: ClientFile, caching: string): Response {
  c.header('cache-control', caching)
  c.header('etag', etag)
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match')?.replace(/^W\//, '') === etag) return c.body(null, 304)
  const encoding = accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: 'identity',
  }) as Encoding
  const bytes = encodings[encoding]
  if (bytes && encoding !== 'identity') c.header('content-encoding', encoding)
  c.header('content-type', type)
  return c.body(bytes ?? encodings.identity)
}

/** A browser says that it wants a page; curl and scripts say nothing, and get one where a person would. */
function isNavigation(c: Context<Env>, path: string | null): boolean {
  const wants = c.req.header('accept') ?? '*/*'
  if (wants.includes('text/html')) return true
  return wants === '*/*' && path !== null && !/^\/(api|sync)\/|\.\w+$/.test(path)
}

function pathOf(c: Context<Env>): string | null {
  try {
    const path = decodeURIComponent(c.req.path)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>Redstring is not built yet</title>
<style>
  body { font: 17px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem; color-scheme: light dark; }
</style>
<h1>The pages are not built yet</h1>
<p>The server runs. Build its pages with <code>npm run build</code> and load this page again, or work on them with <code>npm run dev</code>.</p>
</html>
`
