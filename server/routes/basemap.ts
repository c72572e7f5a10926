import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { AppError } from '../../shared/app-error.ts'
import type { Basemap } from '../../shared/protocol/http.ts'
import type { Config } from '../config.ts'
import { byteRangeOf } from '../files/byte-range.ts'
import type { Env } from './described.ts'

const ADDRESS = '/basemap.pmtiles'

/** The map as the page is told of it: an archive on this computer is read from our own address. */
export function basemapOf({ map }: Pick<Config, 'map'>): Basemap | null {
  if (!map) return null
  const { source, attribution } = map
  return 'path' in source
    ? { kind: 'pmtiles', url: ADDRESS, attribution }
    : { ...source, attribution }
}

/** Where else than here pages may read the configured map from; null where it is our own or there is none. */
export function basemapOrigin({ map }: Pick<Config, 'map'>): string | null {
  if (!map || 'path' in map.source) return null
  // `{s}` stands for one of several hosts, and a policy says that with a star.
  return map.source.url.replace(/^(https?:\/\/[^/?#]+).*$/, '$1').replaceAll(/\{\w+\}/g, '*')
}

/** The archive that is configured as a path, by ranges. It is a public map: whoever opens a page may read it. */
export function basemapRoute({ map }: Pick<Config, 'map'>): Hono<Env> {
  return new Hono<Env>().get(ADDRESS, async (c) => {
    const path = map && 'path' in map.source ? map.source.path : null
    const size = path === null ? null : await sizeOf(path)
    if (path === null || size === null)
      throw new AppError('address/not-found', 'No map is configured here, or it cannot be read.')
    const range = byteRangeOf(c.req.header('range'), size)
    const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' }
    if (range === 'unsatisfiable')
      return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` })
    const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
    return c.body(
      Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream,
      range === 'whole' ? 200 : 206,
      {
        ...headers,
        'content-length': String(end - start + 1),
        ...(range !== 'whole' && { 'content-range': `bytes ${start}-${end}/${size}` }),
      },
    )
  })
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const { size } = await stat(path)
    return size > 0 ? size : null
  } catch {
    return null
  }
}
