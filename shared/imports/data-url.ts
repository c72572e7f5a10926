import { fromBase64 } from 'lib0/buffer'
import type { PlannedFile } from './import-plan.ts'

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
}

/** The file that a `data:` address holds, byte for byte; null for any other address. */
export function fileOfDataUrl(url: string, name: string): PlannedFile | null {
  const [, type = '', base64] = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w.+=-]+)*;base64,/i.exec(url)
    ? [null, url.slice(5, url.search(/[;,]/)).toLowerCase(), url.slice(url.indexOf(',') + 1)]
    : []
  if (base64 === undefined) return null
  try {
    return { name: named(name, type), type, bytes: fromBase64(base64) }
  } catch {
    // The decoder's only way to say that a text is no base64.
    return null
  }
}

function named(name: string, type: string): string {
  const plain = name.trim() || 'picture'
  const ending = endings[type]
  return ending === undefined || /\.\w{2,5}$/.test(plain) ? plain : `${plain}.${ending}`
}
