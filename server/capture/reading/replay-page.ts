import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { PageDocument, PageElement } from './dom.ts'
import { absolute, baseOf, pictureSourceOf } from './page-resources.ts'

/** What was fetched beside the page, by the address that was asked for. */
export type Kept = { url: string; contentType: string; content: Uint8Array }

/** What a replayed page may do: nothing but be looked at. Said in the page too, for when it is saved to a disk. */
export const REPLAY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])
/** Together in one page, as they were sent. */
const MOST_PICTURE_BYTES = 24 * 1024 * 1024
const MOST_PIXELS = 40_000_000

/**
 * The page as one document that needs nothing else: style sheets and pictures lie in it, and whatever would run,
 * load or lead elsewhere is left out. Links keep where they led as a title. Takes the document apart.
 */
export async function replayPageOf(
  document: PageDocument,
  { pageUrl, kept }: { pageUrl: URL; kept: readonly Kept[] },
): Promise<string> {
  const base = baseOf(document, pageUrl)
  const byUrl = new Map(kept.map((each) => [each.url, each]))
  const find = (written: string | null | undefined) => byUrl.get(absolute(written, base) ?? '')

  putStylesIn(document, find)
  for (const element of document.querySelectorAll(neverReplayed)) element.remove()
  await putPicturesIn(document, find)
  for (const element of document.querySelectorAll('*')) makeInert(element, base)
  putHeadIn(document)
  return `<!doctype html>\n${document.documentElement.outerHTML}`
}

const neverReplayed =
  'script, link, base, meta[http-equiv], meta[charset], iframe, frame, frameset, object, embed, applet, audio, video, source, track, template, portal, dialog, animate, set, foreignObject'

function putStylesIn(document: PageDocument, find: (written: string | null) => Kept | undefined) {
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    const sheet = find(link.getAttribute('href'))
    if (!sheet) continue
    const style = document.createElement('style')
    const media = link.getAttribute('media')
    if (media !== null) style.setAttribute('media', media)
    style.textContent = harmlessCss(new TextDecoder().decode(sheet.content))
    link.replaceWith(style)
  }
  for (const style of document.querySelectorAll('style'))
    style.textContent = harmlessCss(style.textContent ?? '')
}

/** Nothing in a sheet may end the element that it lies in, bring in another sheet or ask for a file. */
function harmlessCss(css: string): string {
  return withoutAddresses(css)
    .replace(/<(?=\/?\s*[a-z!])/gi, '\\3c ')
    .replace(/@import\b[^;]*;?/gi, '')
}

/** The policy refuses them anyway; without them nothing has to be refused. */
function withoutAddresses(css: string): string {
  return css.replace(/url\(\s*(?!["']?data:)[^)]*\)/gi, 'none')
}

async function putPicturesIn(
  document: PageDocument,
  find: (written: string | null) => Kept | undefined,
): Promise<void> {
  const made = new Map<string, string | undefined>()
  let left = MOST_PICTURE_BYTES
  for (const image of document.querySelectorAll('img')) {
    const source = pictureSourceOf(image)
    const picture = find(source)
    for (const name of ['srcset', 'sizes', 'data-src', 'data-srcset', 'loading'])
      image.removeAttribute(name)
    if (!picture || picture.content.length > left) {
      if (!isInlinePicture(source)) image.removeAttribute('src')
      continue
    }
    if (!made.has(picture.url)) {
      made.set(picture.url, await asData(picture.content))
      left -= picture.content.length
    }
    const data = made.get(picture.url)
    if (data === undefined) image.removeAttribute('src')
    else image.setAttribute('src', data)
  }
}

function isInlinePicture(source: string | null): boolean {
  return source !== null && /^data:image\/(png|jpeg|gif|webp|avif)[;,]/i.test(source)
}

/** A picture of a kind in which nothing runs and of a size that a browser survives, as an address that holds it. */
async function asData(content: Uint8Array): Promise<string | undefined> {
  const type = (await fileTypeFromBuffer(content))?.mime ?? ''
  if (!shownTypes.has(type)) return undefined
  try {
    const { width, height, pages = 1 } = await sharp(content).metadata()
    if (width * height * pages > MOST_PIXELS) return undefined
  } catch {
    // Damaged: the page is shown without it.
    return undefined
  }
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`
}

const leading = new Set([
  'action',
  'archive',
  'background',
  'cite',
  'classid',
  'codebase',
  'data',
  'formaction',
  'href',
  'longdesc',
  'manifest',
  'ping',
  'poster',
  'profile',
  'src',
  'srcdoc',
  'srcset',
  'target',
  'usemap',
  'xlink:href',
])

function makeInert(element: PageElement, base: URL): void {
  // A copy, for the list shrinks while it is walked.
  const written = [...element.attributes]
  for (const { name, value } of written) {
    const key = name.toLowerCase()
    if (key.startsWith('on') || key === 'is' || key === 'nonce') element.removeAttribute(name)
    if (key === 'style') element.setAttribute(name, withoutAddresses(value))
    if (!leading.has(key)) continue
    const isOwnPicture = element.localName === 'img' && key === 'src' && isInlinePicture(value)
    const isOwnPart = (key === 'href' || key === 'xlink:href') && value.startsWith('#')
    if (isOwnPicture || isOwnPart) continue
    element.removeAttribute(name)
    const led = element.localName === 'a' && key === 'href' ? absolute(value, base) : undefined
    if (led !== undefined) element.setAttribute('title', led)
  }
}

function putHeadIn(document: PageDocument): void {
  const policy = document.createElement('meta')
  policy.setAttribute('http-equiv', 'Content-Security-Policy')
  policy.setAttribute('content', REPLAY_POLICY)
  const charset = document.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  document.head.prepend(policy)
  document.head.prepend(charset)
}
