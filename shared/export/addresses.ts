/** Hosts at which pages are kept by others, as people paste them into notes and sheets. */
const archives =
  /^(?:www\.)?(?:(?:[\w-]+\.)?archive\.org|archive\.(?:today|ph|is|li|md|vn|fo)|perma\.cc|(?:www\.)?ghostarchive\.org|(?:www\.)?webcitation\.org|megalodon\.jp|(?:[\w-]+\.)?conifer\.rhizome\.org|timetravel\.mementoweb\.org|(?:[\w-]+\.)?archive-it\.org)$/i

/** Addresses of the web in what people wrote, each once, in the order of reading. */
export function addressesIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"“”«»]+/giu) ?? []
  return [...new Set(found.map(withoutPunctuation).filter((url) => hostOf(url) !== undefined))]
}

/** Whether a page is kept there by an archive of the web. */
export function isArchived(url: string): boolean {
  return archives.test(hostOf(url) ?? '')
}

/** What ends a sentence or closes a bracket round an address is no part of it. */
function withoutPunctuation(url: string): string {
  const bare = url.replace(/[.,;:!?…'’]+$/u, '')
  if (!bare.endsWith(')')) return bare
  return bare.split('(').length < bare.split(')').length
    ? withoutPunctuation(bare.slice(0, -1))
    : bare
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^/?#:@\s]+)(?::\d+)?(?:[/?#]|$)/i.exec(url)?.[1]
}
