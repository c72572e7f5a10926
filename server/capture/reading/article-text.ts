import { Readability } from '@mozilla/readability'
import { paragraph } from './clean-text.ts'
import {
  documentOf,
  isElement,
  TEXT_NODE,
  type PageDocument,
  type PageElement,
  type PageNode,
} from './dom.ts'
import { isFurniture, withoutConsent } from './furniture.ts'

const MOST_ELEMENTS = 60_000
const MOST_CHARACTERS = 60_000
const LEAST_CHARACTERS = 80

/**
 * The article of a page in paragraphs apart by empty lines, without navigation, sign-up boxes and pointers to
 * other articles; undefined where the page holds none. Takes the document apart.
 */
export function articleTextOf(document: PageDocument): string | undefined {
  for (const element of document.querySelectorAll(neverText)) element.remove()
  removeBoxes(document)
  const html = readableHtml(document)
  if (html === undefined) return undefined
  const blocks = blocksOf(documentOf(`<html><body>${html}</body></html>`).body)
    .map((block) => withoutConsent(block))
    .filter((block) => block !== '' && !isFurniture(block))
  const text = blocks.join('\n\n')
  if (text.length < LEAST_CHARACTERS) return undefined
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, text.lastIndexOf('\n\n', MOST_CHARACTERS))}\n\n…`
}

const neverText =
  'script, style, noscript, template, form, button, input, select, textarea, dialog, iframe, object, embed, svg, canvas, audio, video, [role="dialog"], [aria-modal="true"], [aria-hidden="true"] > form'

/** Names that sites give to boxes that are not the article. */
const boxNames =
  /(^|[\s_-])(newsletters?|sign-?up|subscribe|subscription|promo(s|tion|box)?|related|recirc(ulation)?|read-?(more|also|next)|share(-?(bar|tools?|buttons?))?|social(-?(bar|share|links?))?|outbrain|taboola|cookies?|consent|paywall|advert(isement)?s?|ads?|sponsor(ed)?|recommend(ed|ations?)?|most-?(read|popular)|breadcrumbs?|author-?bio|tags?)($|[\s_-])/i

function removeBoxes(document: PageDocument): void {
  for (const element of document.body.querySelectorAll(
    'div, section, aside, ul, ol, p, figure, span',
  )) {
    const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('data-testid') ?? ''}`
    if (boxNames.test(names) && isSmall(element)) element.remove()
  }
}

/** An article can lie in a box of such a name; a box that holds more than a few lines is kept. */
function isSmall(element: PageElement): boolean {
  const text = paragraph(element.textContent ?? '')
  if (text.length > 700) return false
  return [...element.querySelectorAll('p')].every(
    (each) => paragraph(each.textContent ?? '').length < 220,
  )
}

function readableHtml(document: PageDocument): string | undefined {
  const tree: unknown = document
  const read = new Readability(tree as ConstructorParameters<typeof Readability>[0], {
    maxElemsToParse: MOST_ELEMENTS,
    charThreshold: 200,
    disableJSONLD: true,
  }).parse()
  return read?.content ?? undefined
}

const blockNames = new Set(
  'address article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
)

/** The text of each block, in order; a line break ends a block too. */
function blocksOf(root: PageElement): string[] {
  const blocks: string[] = []
  let current = ''
  const end = () => {
    const text = paragraph(current)
    if (text !== '') blocks.push(text)
    current = ''
  }
  const walk = (node: PageNode) => {
    if (node.nodeType === TEXT_NODE) current += node.textContent ?? ''
    if (!isElement(node)) return
    const isBlock = blockNames.has(node.localName) || node.localName === 'br'
    if (isBlock) end()
    for (const child of node.childNodes) walk(child)
    if (isBlock) end()
  }
  walk(root)
  return blocks
}
