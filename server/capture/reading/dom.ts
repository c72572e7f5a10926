import { parseHTML } from 'linkedom'

/** What is used of a page's tree. It is read without a browser: nothing in it runs and nothing is loaded. */
export type PageNode = {
  nodeType: number
  textContent: string | null
  childNodes: Iterable<PageNode>
}

export type PageElement = PageNode & {
  localName: string
  attributes: Iterable<{ name: string; value: string }>
  parentElement: PageElement | null
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  closest(selector: string): PageElement | null
  remove(): void
  prepend(node: PageElement): void
  replaceWith(node: PageElement): void
  outerHTML: string
}

export type PageDocument = PageElement & {
  documentElement: PageElement
  head: PageElement
  body: PageElement
  createElement(name: string): PageElement
}

export const ELEMENT_NODE = 1
export const TEXT_NODE = 3

/** The tree of a page; a page without the usual frame gets one around it. */
export function documentOf(html: string): PageDocument {
  const framed = /<html[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><head></head><body>${html}</body></html>`
  const { document }: { document: unknown } = parseHTML(framed)
  return document as PageDocument
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === ELEMENT_NODE
}
