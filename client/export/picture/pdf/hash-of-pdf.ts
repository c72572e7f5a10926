import { PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const METADATA = PDFName.of('Metadata')

/** SHA-256 over everything in a PDF that is drawn: pages, pictures and fonts, in the order of their numbers. */
export function hashOfPdf({ context }: PDFDocument): string {
  const hash = sha256.create()
  const streams = context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]) =>
      object instanceof PDFRawStream && object.dict.get(PDFName.of('Type')) !== METADATA
        ? [{ number: ref.objectNumber, bytes: object.contents }]
        : [],
    )
  for (const { bytes } of streams.toSorted((a, b) => a.number - b.number)) hash.update(bytes)
  return bytesToHex(hash.digest())
}
