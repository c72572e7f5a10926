import type { PageDocument, PageElement } from './dom.ts'
import type { Statement } from './json-ld.ts'

/** The article of a page that says what it is in HTML attributes (microdata). */
export function microdataOf(document: PageDocument): Statement | undefined {
  const scope = document.querySelector(
    '[itemscope][itemtype*="Article" i], [itemscope][itemtype*="Posting" i], [itemscope][itemtype*="VideoObject" i]',
  )
  if (!scope) return undefined
  const first = (name: string) => valuesOf(scope, name)[0]
  return {
    title: first('headline') ?? first('name'),
    authors: valuesOf(scope, 'author'),
    publisher: first('publisher'),
    published: first('datePublished') ?? first('uploadDate'),
    description: first('description'),
    images: [...valuesOf(scope, 'image'), ...valuesOf(scope, 'thumbnailUrl')],
  }
}

function valuesOf(scope: PageElement, name: string): string[] {
  return [...scope.querySelectorAll(`[itemprop~="${name}"]`)]
    .map(valueOf)
    .filter((value) => value !== undefined)
    .slice(0, 20)
}

/** By the rules of microdata: the value lies in another place for each kind of element. */
function valueOf(element: PageElement): string | undefined {
  if (element.getAttribute('itemscope') !== null) {
    const named = element.querySelector('[itemprop~="name"], [itemprop~="url"]')
    if (named) return valueOf(named)
  }
  const stated =
    element.getAttribute('content') ??
    element.getAttribute('datetime') ??
    element.getAttribute('src') ??
    (['a', 'link'].includes(element.localName) && (element.textContent ?? '').trim() === ''
      ? element.getAttribute('href')
      : null) ??
    element.textContent
  const value = stated?.trim()
  return value === undefined || value === '' ? undefined : value
}
