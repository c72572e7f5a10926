import { z } from 'zod'
import type { PageReading } from '../../../shared/protocol/http.ts'
import { oneLine } from './clean-text.ts'

const answer = z.object({
  title: z.string().optional().catch(undefined),
  author_name: z.string().optional().catch(undefined),
  provider_name: z.string().optional().catch(undefined),
  thumbnail_url: z.string().max(8_000).optional().catch(undefined),
})

/** What a site's oEmbed answer (oembed.com, 2.3.4) says of a page; nothing where it cannot be read. */
export function oembedIn(json: Uint8Array): { reading: PageReading; thumbnails: string[] } {
  const parsed = answer.safeParse(parsedJson(json))
  if (!parsed.success) return { reading: {}, thumbnails: [] }
  const { title, author_name, provider_name, thumbnail_url } = parsed.data
  const reading: PageReading = {}
  const [name, author, site] = [
    oneLine(title, 400),
    oneLine(author_name, 500),
    oneLine(provider_name, 200),
  ]
  if (name !== undefined) reading.title = name
  if (author !== undefined) reading.author = author
  if (site !== undefined) reading.site = site
  return { reading, thumbnails: thumbnail_url === undefined ? [] : [thumbnail_url] }
}

function parsedJson(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(json))
  } catch {
    // Not JSON: it says nothing.
    return undefined
  }
}
