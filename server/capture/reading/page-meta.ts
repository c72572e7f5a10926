import type { PageReading } from '../../../shared/protocol/http.ts'
import { oneLine } from './clean-text.ts'
import type { PageDocument } from './dom.ts'
import { jsonLdOf } from './json-ld.ts'
import { microdataOf } from './microdata.ts'
import { statedDate } from './stated-date.ts'

export type PageMeta = {
  reading: Omit<PageReading, 'text'>
  /** Addresses of pictures that stand for the page, as it writes them, the best first. */
  pictures: string[]
}

/** Names of meta tags, as pages use them, in lower case and in the order in which they are believed. */
const names = {
  title: ['og:title', 'twitter:title'],
  plainTitle: ['dc.title', 'title'],
  author: [
    'author',
    'article:author',
    'article:author_name',
    'byl',
    'dc.creator',
    'parsely-author',
    'sailthru.author',
  ],
  site: ['og:site_name', 'application-name'],
  plainSite: ['dc.publisher', 'twitter:site'],
  published: ['article:published_time', 'og:article:published_time', 'og:published_time'],
  plainPublished: [
    'datepublished',
    'date',
    'pubdate',
    'publishdate',
    'publish-date',
    'dc.date.issued',
    'dcterms.created',
    'dc.date',
    'parsely-pub-date',
    'sailthru.date',
    'video:release_date',
    'og:video:release_date',
    'ptime',
  ],
  excerpt: ['og:description', 'twitter:description'],
  plainExcerpt: ['description', 'dc.description'],
  picture: [
    'og:image:secure_url',
    'og:image',
    'og:image:url',
    'twitter:image',
    'twitter:image:src',
  ],
}

/** What a page says of itself: Open Graph and Twitter cards, JSON-LD, microdata, then plain HTML. */
export function metaOf(document: PageDocument): PageMeta {
  const meta = metaTags(document)
  const tagged = (key: keyof typeof names) => names[key].flatMap((name) => meta.get(name) ?? [])
  const textOf = (selector: string) => document.querySelector(selector)?.textContent
  const ld = jsonLdOf(document)
  const micro = microdataOf(document)
  const title = firstLine(
    [
      ...tagged('title'),
      ld?.title,
      micro?.title,
      ...tagged('plainTitle'),
      textOf('title'),
      textOf('h1'),
    ],
    400,
  )
  const author = firstNames([
    ld?.authors ?? [],
    micro?.authors ?? [],
    tagged('author'),
    [...document.querySelectorAll('[rel~="author"]')].map((each) => each.textContent ?? ''),
    meta.get('twitter:creator') ?? [],
  ])
  const site = firstLine(
    [...tagged('site'), ld?.publisher, micro?.publisher, ...tagged('plainSite')],
    200,
  )
  const datePublished = firstDate([
    ld?.published,
    ...tagged('published'),
    micro?.published,
    ...tagged('plainPublished'),
    document
      .querySelector('time[pubdate], article time[datetime], header time[datetime]')
      ?.getAttribute('datetime'),
  ])
  const excerpt = firstLine(
    [...tagged('excerpt'), ld?.description, micro?.description, ...tagged('plainExcerpt')],
    1_000,
  )
  const pictures = [
    ...tagged('picture'),
    ...(ld?.images ?? []),
    ...(micro?.images ?? []),
    ...[...document.querySelectorAll('link[rel~="image_src"]')].map(
      (link) => link.getAttribute('href') ?? '',
    ),
  ]
  return {
    reading: stated({ title, author, site, datePublished, excerpt }),
    pictures: pictures.filter((address) => address.trim() !== ''),
  }
}

/** Contents by name in lower case, in the order of the page. */
function metaTags(document: PageDocument): Map<string, string[]> {
  const tags = new Map<string, string[]>()
  for (const tag of document.querySelectorAll('meta')) {
    const name = tag.getAttribute('property') ?? tag.getAttribute('name')
    const content = tag.getAttribute('content')?.trim()
    if (name === null || content === undefined || content === '') continue
    const key = name.trim().toLowerCase()
    tags.set(key, [...(tags.get(key) ?? []).slice(0, 20), content])
  }
  return tags
}

type Text = string | null | undefined

function firstLine(texts: Text[], most: number): string | undefined {
  return texts.map((text) => oneLine(text, most)).find((line) => line !== undefined)
}

/** The first place that names people; addresses of their pages are no names. */
function firstNames(places: string[][]): string | undefined {
  for (const place of places) {
    const people = place
      .map((name) => oneLine(name, 200)?.replace(/^by\s+/i, ''))
      .filter((name) => name !== undefined && name !== '' && !/^https?:|^\/\//.test(name))
    const distinct = [...new Set(people)].slice(0, 20)
    if (distinct.length > 0) return oneLine(distinct.join(', '), 500)
  }
  return undefined
}

function firstDate(texts: Text[]): string | undefined {
  return texts.map(statedDate).find((date) => date !== undefined)
}

function stated(reading: PageMeta['reading']): PageMeta['reading'] {
  return Object.fromEntries(Object.entries(reading).filter(([, text]) => text !== undefined))
}
