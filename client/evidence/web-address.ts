/** The address if it may be opened from a page: http or https only, never `javascript:` or `data:`. */
export function webAddress(text: string): URL | undefined {
  if (!URL.canParse(text.trim())) return undefined
  const url = new URL(text.trim())
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}
