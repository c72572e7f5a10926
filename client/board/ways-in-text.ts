/** The web addresses of a text that consists of nothing else, one a line or separated by spaces; null for any other text. */
export function addressesIn(text: string): string[] | null {
  const parts = text.trim().split(/\s+/).filter(Boolean)
  if (parts.length === 0 || parts.length > 50) return null
  const addresses = parts.map(addressOf)
  return addresses.every((address) => address !== null) ? [...new Set(addresses)] : null
}

/** An http(s) address as typed or pasted, completed by its scheme where it begins with `www.`; null for anything else. */
export function addressOf(text: string): string | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed) || typed.length > 8000) return null
  const complete = /^www\./i.test(typed) ? `https://${typed}` : typed
  if (!URL.canParse(complete)) return null
  return /^https?:$/.test(new URL(complete).protocol) ? complete : null
}

/** The site of an address as people say it: `t.me`, without `www.`. */
export function siteOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, '')
}

/** A title from the beginning of a text: one line, cut at a word. */
export function titleOf(text: string, most = 80): string {
  const line = text.trim().replace(/\s+/g, ' ')
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).toWellFormed()}…`
}

/** What a link holds before its page has been read: all of it from the address alone. */
export function linkFieldsOf(url: string): { url: string; site: string; title: string } {
  return { url, site: siteOf(url), title: titleOf(readable(url), 200) }
}

function readable(address: string): string {
  try {
    return decodeURI(address)
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/$/, '')
  } catch {
    return address
  }
}
