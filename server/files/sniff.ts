import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

/** Types whose registered or usual name differs from what the sniffing library says. */
const usualNames: Record<string, string> = {
  'video/matroska': 'video/x-matroska',
  'video/vnd.avi': 'video/x-msvideo',
}

const SAMPLE_BYTES = 8192

/**
 * The media type of a file by its content; its name is only believed between kinds of plain text, where the
 * content cannot tell. `application/octet-stream` where nothing fits.
 */
export async function sniffType(path: string, name: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  const archive = webArchiveType(found?.mime, name)
  if (archive) return archive
  if (found && found.mime !== 'application/xml') return usualNames[found.mime] ?? found.mime
  return typeOfText(await sampleOf(path), name) ?? found?.mime ?? 'application/octet-stream'
}

/** Web archives lie packed in gzip and zip, which the content does not tell apart from others of their kind. */
function webArchiveType(packing: string | undefined, name: string): string | undefined {
  if (packing === 'application/gzip' && /\.warc\.gz$/i.test(name)) return 'application/warc'
  return packing === 'application/zip' && /\.wacz$/i.test(name) ? 'application/wacz' : undefined
}

/** The kind of text a file begins with; undefined where it is not text. */
export function typeOfText(sample: Uint8Array, name: string): string | undefined {
  if (/^WARC\/[01]\.\d\r?\n/.test(Buffer.from(sample.subarray(0, 12)).toString('latin1')))
    return 'application/warc'
  if (sample.length === 0 || isBinary(sample)) return undefined
  const text = new TextDecoder('utf-8').decode(sample).trimStart()
  const isMarkup = text.startsWith('<')
  if (isMarkup && /<svg[\s>/]/i.test(text) && !/<html[\s>]/i.test(text)) return 'image/svg+xml'
  if (
    /^(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body|script|iframe|meta|title|img|a|b|div|p|h1|table)[\s>]/i.test(
      text,
    )
  )
    return 'text/html'
  if (isMarkup && /<kml[\s>]/.test(text)) return 'application/vnd.google-earth.kml+xml'
  if (text.startsWith('<?xml')) return 'application/xml'
  if (/^[{[]/.test(text)) return 'application/json'
  return byExtension[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'text/plain'
}

const byExtension: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  js: 'text/javascript',
  mjs: 'text/javascript',
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
}

/** A NUL byte, or more than one control character in fifty, is no text. */
function isBinary(sample: Uint8Array): boolean {
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27)
      controls++
  }
  return controls * 50 > sample.length
}

async function sampleOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
