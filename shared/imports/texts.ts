/** A web address as written; null for anything else. */
export function webAddress(text: string): string | null {
  const typed = text.trim()
  if (typed.length > 8_000 || !/^https?:\/\/[^\s]+$/i.test(typed)) return null
  return URL.canParse(typed) ? typed : null
}

export function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1] ?? ''
}

/** At most so many characters, and none of them broken; NUL is no text. */
export function cut(text: string, most: number): string {
  return text.replaceAll('\0', '').slice(0, most).toWellFormed()
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
