import type { PageReading } from '../../../shared/protocol/http.ts'
import { articleTextOf } from './article-text.ts'
import { textOfPage } from './charset.ts'
import { documentOf } from './dom.ts'
import { metaOf } from './page-meta.ts'
import { addresses, baseOf, resourcesOf, type PageResources } from './page-resources.ts'
import { replayPageOf, type Kept } from './replay-page.ts'

/** A received page: its bytes, unpacked, and what its server said they are. */
export type ReceivedPage = { url: string; content: Uint8Array; contentType: string }

/** What a page says and what it is made of. */
export type PageOutline = {
  page: PageReading
  /** Pictures that the page names as its own, the best first, absolute. */
  mainPictures: string[]
  resources: PageResources
}

/** Reads a page as a person would: its own words about itself, and its article. */
export function readPage({ url, content, contentType }: ReceivedPage): PageOutline {
  const html = textOfPage(content, contentType)
  const pageUrl = new URL(url)
  const document = documentOf(html)
  const { pictures, reading } = metaOf(document)
  const resources = resourcesOf(document, pageUrl)
  const mainPictures = addresses(pictures, baseOf(document, pageUrl)).slice(0, 5)
  const text = articleTextOf(document)
  return {
    page: { ...reading, ...(text !== undefined && { text }) },
    mainPictures: mainPictures.length > 0 ? mainPictures : resources.pictures.slice(0, 3),
    resources,
  }
}

export function replayOf(
  { url, content, contentType }: ReceivedPage,
  kept: readonly Kept[],
): Promise<string> {
  const document = documentOf(textOfPage(content, contentType))
  return replayPageOf(document, { pageUrl: new URL(url), kept })
}
