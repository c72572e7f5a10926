/** Types a browser shows without running anything in them. All others are only ever handed out as downloads. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/x-matroska',
  'video/x-m4v',
  'video/ogg',
  'video/mpeg',
  'video/3gpp',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'audio/flac',
  'audio/aac',
])

/** Types that a browser might run or render as a page: their name is not told to it. */
const active =
  /^(text\/(?!plain$)|image\/svg|application\/(xml|xhtml|javascript|ecmascript)|.*\+xml$)/

/** Nothing in a served file may run, load or reach the rest of the site, even opened in a tab of its own. */
const POLICY =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

/** Whether it is handed out to be kept rather than shown. */
export function isDownload(file: { type: string }, { asDownload = false } = {}): boolean {
  return asDownload || !shown.has(file.type)
}

/** Response headers for a stored file, all but those about its length and ranges. */
export function servingHeaders(
  file: { type: string; name: string; sha256: string },
  { asDownload = false }: { asDownload?: boolean } = {},
): Record<string, string> {
  const isShown = !isDownload(file, { asDownload })
  return {
    'Content-Type': active.test(file.type) ? 'application/octet-stream' : plainType(file.type),
    'Content-Disposition': disposition(isShown ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, max-age=31536000, immutable',
    Vary: 'Cookie, Authorization',
    ETag: `"${file.sha256}"`,
    'Accept-Ranges': 'bytes',
  }
}

function plainType(type: string): string {
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type
}

/** RFC 6266 with the name in RFC 5987 form beside an ASCII one; direction marks that disguise an ending are left out. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = cleanName(name).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** A file name as received, without a path, control characters and broken code units; never empty. */
export function cleanName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim()
  const short =
    clean.length > 300 ? `${clean.slice(0, 240)}…${clean.slice(-59)}`.toWellFormed() : clean
  return short === '' || short === '.' || short === '..' ? 'unnamed' : short
}
