/** A web address as written; null for anything else. */
export function webAddress(text: string): string | null {
  const typed = text.trim()
  if (typed.length > 8_000 || !/^https?:\/\/[^\s]+$/i.test(typed)) return null
  return URL.canParse(typed) ? typed : null
}

/** The address that a text without `https://` can only be: `t.me/a/1`, `www.example.org`. */
export function addressWithoutScheme(text: string): string | null {
  const isOne = /^(?:www\.[^\s/@:]+|[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\/)[^\s]*$/i.test(
    text.trim(),
  )
  return isOne ? webAddress(`https://${text.trim()}`) : null
}

/** Every address in a text that is nothing but addresses and what parts them; the rest of it is in none of them. */
export function addressesIn(text: string): string[] {
  return text
    .trim()
    .split(/[\s,;|]+(?=https?:\/\/)/i)
    .flatMap((part) => webAddress(part) ?? [])
}

export function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1] ?? ''
}

/** At most so many characters, and none of them broken; NUL is no text. */
export function cut(text: string, most: number): string {
  return text.replaceAll('\0', '').slice(0, most).toWellFormed()
}

/** At most so many characters; a text that is longer says itself that it was cut, and how much more there was. */
export function cutSaying(text: string, most: number): string {
  if (text.length <= most) return cut(text, most)
  const kept = most - 200
  const more = (text.length - kept).toLocaleString('en')
  return `${cut(text, kept)}…\n[Cut here: the file has ${more} more letters of it.]`
}

/** A long text of an item. */
export function longText(text: string): string {
  return cutSaying(text, 200_000)
}

const MOST_LINES = 2_000

/** A text on the canvas: few enough letters and lines for the canvas to draw. */
export function canvasText(text: string): string {
  const lines = text.split('\n')
  if (lines.length <= MOST_LINES) return cutSaying(text, 90_000)
  const more = (lines.length - MOST_LINES).toLocaleString('en')
  const kept = cutSaying(lines.slice(0, MOST_LINES).join('\n'), 90_000)
  return `${kept}\n[Cut here: the file has ${more} more lines of it.]`
}

/** One line of at most `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return line.length <= most ? cut(line, most) : `${cut(line, most - 1)}…`
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
