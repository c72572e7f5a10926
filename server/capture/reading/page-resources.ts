import { webAddressOf } from '../net/web-address.ts'
import type { PageDocument, PageElement } from './dom.ts'

const MOST_STYLES = 12
const MOST_PICTURES = 40

/** What a page is made of beside itself: absolute addresses that may be asked for. */
export type PageResources = {
  styles: string[]
  pictures: string[]
  icons: string[]
  oembed?: string
}

export function resourcesOf(document: PageDocument, pageUrl: URL): PageResources {
  const base = baseOf(document, pageUrl)
  const links = (selector: string) =>
    addresses(
      [...document.querySelectorAll(selector)].map((link) => link.getAttribute('href')),
      base,
    )
  const pictures = [...document.querySelectorAll('img')].map(pictureSourceOf)
  const [oembed] = links('link[rel~="alternate"][type="application/json+oembed"]')
  return {
    styles: addresses(
      [...document.querySelectorAll('link[rel~="stylesheet"]')]
        .filter((link) => !/^\s*print\s*$/i.test(link.getAttribute('media') ?? ''))
        .map((link) => link.getAttribute('href')),
      base,
    ).slice(0, MOST_STYLES),
    pictures: addresses(pictures, base).slice(0, MOST_PICTURES),
    icons: links('link[rel~="apple-touch-icon"], link[rel~="icon"]').slice(0, 3),
    ...(oembed !== undefined && { oembed }),
  }
}

/** Where relative addresses of a page begin. */
export function baseOf(document: PageDocument, pageUrl: URL): URL {
  const href = document.querySelector('base[href]')?.getAttribute('href')
  return href !== null && href !== undefined && URL.canParse(href, pageUrl.href)
    ? new URL(href, pageUrl.href)
    : pageUrl
}

/** Sites leave `src` to a placeholder and name the picture elsewhere until somebody scrolls to it. */
export function pictureSourceOf(image: PageElement): string | null {
  const stated = (name: string) => image.getAttribute(name)?.trim() || null
  const source = stated('src')
  const isPlaceholder = source === null || source.startsWith('data:')
  if (!isPlaceholder) return source
  return (
    stated('data-src') ??
    stated('data-original') ??
    stated('data-lazy-src') ??
    firstOfSet(stated('srcset') ?? stated('data-srcset')) ??
    source
  )
}

function firstOfSet(set: string | null): string | null {
  return set?.trim().split(/[\s,]+/)[0] || null
}

/** Absolute and allowed ones only, each once. */
export function addresses(written: (string | null | undefined)[], base: URL): string[] {
  const all = written.flatMap((text) => {
    const address = absolute(text, base)
    return address === undefined ? [] : [address]
  })
  return [...new Set(all)]
}

export function absolute(written: string | null | undefined, base: URL): string | undefined {
  if (written === null || written === undefined || written.trim() === '') return undefined
  try {
    return webAddressOf(written.trim(), base).href
  } catch {
    // Data, scripts, inside addresses: nothing to be asked for.
    return undefined
  }
}
