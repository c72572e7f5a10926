import type { Evidence } from '../evidence/kinds.ts'
import { doubtOf } from '../evidence/hedge.ts'
import { titleOf } from '../evidence/wording.ts'

/** Text that may stand in XML and HTML, in an attribute too. Characters that XML has no place for are left out. */
export function escaped(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  )
}

/** HTML that was made here, as opposed to text that somebody wrote. */
export type Html = { html: string }

/** Somebody's words within a line of ours: whichever way they run, or turn what follows, ends with them. */
export function isolated(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`
}

/** An item's title with the doubt about it, which no title can turn round or cover. As HTML. */
export function itemName(item: Evidence): string {
  const doubt = doubtOf(item)
  const title = isolated(titleOf(item))
  return doubt === undefined ? title : `${title} (${escaped(doubt.toLowerCase())})`
}

/** An address of the web as a link, anything else as the text that it is. As HTML. */
export function webLink(url: string): string {
  return /^https?:\/\//i.test(url)
    ? `<a href="${escaped(url)}" rel="noreferrer noopener">${isolated(url)}</a>`
    : isolated(url)
}
