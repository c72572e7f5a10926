import type { PageDocument } from './dom.ts'

type Node = { [key: string]: unknown }

/** What a page says of itself in schema.org terms (JSON-LD or microdata), in the same words for both. */
export type Statement = {
  title?: string | undefined
  authors: string[]
  publisher?: string | undefined
  published?: string | undefined
  description?: string | undefined
  images: string[]
}

/** Types that say something about the page's own article, the best first. */
const types =
  /^(ReportageNewsArticle|NewsArticle|Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|VideoObject|Report|ScholarlyArticle|WebPage|ItemPage)$/
const MOST_NODES = 2_000
const MOST_DEPTH = 8

/** Broken scripts are passed over: one page can hold several, and a browser would not mind either. */
export function jsonLdOf(document: PageDocument): Statement | undefined {
  const nodes: Node[] = []
  for (const script of document.querySelectorAll('script[type*="ld+json" i]'))
    collect(parsed(script.textContent ?? ''), nodes, 0)
  const articles = nodes
    .filter((node) => typesOf(node).some((type) => types.test(type)))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
  const [article] = articles
  return article && statementOf(article, nodes)
}

function statementOf(node: Node, all: readonly Node[]): Statement {
  const whole = (value: unknown) => followed(value, all)
  return {
    title: textIn(node['headline']) ?? textIn(node['name']),
    authors: namesIn(whole(node['author'] ?? node['creator'])),
    publisher: namesIn(whole(node['publisher'] ?? node['sourceOrganization']))[0],
    published: textIn(node['datePublished']) ?? textIn(node['uploadDate']),
    description: textIn(node['description']),
    images: [...addressesIn(whole(node['image'])), ...addressesIn(node['thumbnailUrl'])],
  }
}

function parsed(text: string): unknown {
  const bare = text
    .replace(/^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(-->|\]\]>)\s*$/g, '')
    .trim()
  // Line breaks inside of strings are common and not JSON.
  // oxlint-disable-next-line no-control-regex
  for (const attempt of [bare, bare.replace(/[\u0000-\u001f]+/g, ' ').replace(/;$/, '')]) {
    try {
      return JSON.parse(attempt)
    } catch {
      // The next attempt, or nothing: an unreadable statement is none.
    }
  }
  return undefined
}

function collect(value: unknown, into: Node[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH || into.length > MOST_NODES)
    return
  if (Array.isArray(value)) {
    for (const each of value) collect(each, into, depth + 1)
    return
  }
  const node = value as Node
  into.push(node)
  collect(node['@graph'], into, depth + 1)
  collect(node['mainEntity'], into, depth + 1)
  collect(node['mainEntityOfPage'], into, depth + 1)
}

/** `{ "@id": … }` alone points to a node elsewhere on the page. */
function followed(value: unknown, all: readonly Node[]): unknown {
  if (Array.isArray(value)) return value.map((each) => followed(each, all))
  if (typeof value !== 'object' || value === null) return value
  const node = value as Node
  if (node['@id'] === undefined || Object.keys(node).length > 1) return node
  return all.find((each) => each['@id'] === node['@id'] && Object.keys(each).length > 1) ?? node
}

function typesOf(node: Node): string[] {
  const type = node['@type']
  return (Array.isArray(type) ? type : [type])
    .filter((each) => typeof each === 'string')
    .map((each) => each.replace(/^https?:\/\/schema\.org\//, ''))
}

/** What has a headline is the article itself; a WebPage around it says less. */
function rankOf(node: Node): number {
  const isPage = typesOf(node).every((type) => type.endsWith('Page'))
  return (isPage ? 2 : 0) + (node['headline'] === undefined ? 1 : 0)
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (Array.isArray(value)) return value.map(textIn).find((text) => text !== undefined)
  if (typeof value === 'object' && value !== null && '@value' in value)
    return textIn(value['@value'])
  return undefined
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value === 'object' && value !== null && 'name' in value) return namesIn(value.name)
  const text = textIn(value)
  return text === undefined ? [] : [text]
}

function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn)
  if (typeof value === 'object' && value !== null) {
    if ('url' in value) return addressesIn(value.url)
    return 'contentUrl' in value ? addressesIn(value.contentUrl) : []
  }
  const text = textIn(value)
  return text === undefined ? [] : [text]
}
