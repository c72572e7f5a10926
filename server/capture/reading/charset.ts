import { isUtf8 } from 'node:buffer'

const PRESCAN_BYTES = 64 * 1024

/**
 * The text of a page, by its byte order mark, else its Content-Type, else its own `meta`; where none of them names
 * a charset that exists, UTF-8 if the bytes are that, else windows-1252. The order is that of the HTML standard;
 * the `meta` may lie deeper than there.
 */
export function textOfPage(bytes: Uint8Array, contentType: string): string {
  const label =
    byteOrderMark(bytes) ??
    knownCharset(charsetIn(contentType)) ??
    metaCharset(bytes) ??
    (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
  return new TextDecoder(label).decode(bytes)
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return undefined
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '')
  for (const [tag] of start.matchAll(/<meta\s[^>]{0,500}>/gi)) {
    const charset = knownCharset(charsetIn(tag))
    // Whoever could read this tag did not read UTF-16.
    if (charset !== undefined) return charset.startsWith('utf-16') ? 'utf-8' : charset
  }
  return /^<\?xml[^>]{0,200}encoding=["']([\w-]+)/i.exec(start)?.[1] === undefined
    ? undefined
    : knownCharset(/encoding=["']([\w-]+)/i.exec(start)?.[1])
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(text)?.[1]
}

/** The name that the Encoding standard has for a label; undefined for what is not in it. */
function knownCharset(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  if (label.toLowerCase() === 'x-user-defined') return 'windows-1252'
  try {
    return new TextDecoder(label).encoding
  } catch {
    // TextDecoder's only way to say that it does not know the label.
    return undefined
  }
}
