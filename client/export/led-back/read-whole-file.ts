import { credentialsInPdf } from '../../../shared/export/picture/credentials.ts'
import { hashAround, hashOfFile, indexOf } from '../../../shared/export/picture/file-hash.ts'
import { withoutStore } from '../../../shared/export/picture/pdf-credentials.ts'
import { factsInXmp, type PictureFacts } from '../../../shared/export/picture/picture-facts.ts'
import { encoded } from '../../../shared/export/picture/png-xmp.ts'
import type { ReadPicture } from './read-picture.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Our PDFs end with what they say of themselves. */
const PDF_END = 4 * 1024 * 1024
const END_MARK = encoded('%%EOF')
/** Programs that add to a PDF write a new end behind the old one. */
const MOST_ENDS = 50

export function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte)
}

/**
 * A PDF is what was exported as a whole, byte for byte, or it is not. Where it is, something may follow; content
 * credentials that stand there exactly as we put them in do not count as that.
 */
export async function readPdf(bytes: Bytes): Promise<ReadPicture | null> {
  const found = credentialsInPdf(bytes)
  if (!found) return readUnsigned(bytes)
  const read = await readUnsigned(withoutStore(bytes, found) ?? bytes)
  return read && { ...read, credentials: { ...found, rest: hashAround(bytes, found) } }
}

async function readUnsigned(bytes: Bytes): Promise<ReadPicture | null> {
  const whole = factsAtEnd(bytes)
  if (whole?.covers === 'picture') return readOldPdf(bytes, whole)
  const pixels = hashOfFile(bytes, 'last')
  if (whole && pixels === whole.pixels) return { facts: whole, pixels, verdict: 'unaltered' }
  for (const end of endsIn(bytes)) {
    const part = bytes.subarray(0, end)
    const facts = factsAtEnd(part)
    if (facts?.covers === 'file' && hashOfFile(part, 'last') === facts.pixels)
      return { facts, pixels: facts.pixels, verdict: 'added-to' }
  }
  return whole && { facts: whole, pixels: null, verdict: 'file-altered' }
}

async function readOldPdf(bytes: Bytes, facts: PictureFacts): Promise<ReadPicture> {
  const { hashOfOldPdf } = await import('./hash-of-old-pdf.ts')
  const pixels = await hashOfOldPdf(bytes).catch(() => null)
  if (pixels === null) return { facts, pixels, verdict: 'unreadable' }
  return { facts, pixels, verdict: pixels === facts.pixels ? 'partly-checked' : 'file-altered' }
}

function factsAtEnd(pdf: Bytes): PictureFacts | null {
  const text = new TextDecoder().decode(pdf.subarray(Math.max(0, pdf.length - PDF_END)))
  return factsInXmp(text.slice(Math.max(0, text.lastIndexOf('<x:xmpmeta'))))
}

/** Where the PDF ended before something was added, earliest first. */
function endsIn(pdf: Bytes): number[] {
  const ends: number[] = []
  for (let from = 0; ends.length < MOST_ENDS;) {
    const at = indexOf(pdf, END_MARK, from)
    if (at === null) break
    const after = at + END_MARK.length
    from = after
    // The end may or may not be followed by a line's end.
    for (const end of [after, after + 1, after + 2]) if (end < pdf.length) ends.push(end)
  }
  return ends
}

/** An SVG is what was exported as a whole, byte for byte, or it is not. */
export function readSvg(bytes: Bytes): ReadPicture | null {
  const text = new TextDecoder().decode(bytes)
  const [, xmp] = /<metadata>([\s\S]*?)<\/metadata>/.exec(text) ?? []
  const facts = xmp === undefined ? null : factsInXmp(xmp)
  if (!facts) return null
  // Before SVGs carried a hash of the whole file, they carried one that nothing could be held against.
  if (facts.covers === 'picture') return { facts, pixels: null, verdict: 'partly-checked' }
  const pixels = hashOfFile(bytes, 'first')
  return { facts, pixels, verdict: pixels === facts.pixels ? 'unaltered' : 'file-altered' }
}
