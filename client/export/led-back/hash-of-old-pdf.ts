import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const METADATA = PDFName.of('Metadata')

/**
 * The hash that PDFs carried before theirs was one of the whole file: over their streams in the order of their numbers.
 * It says nothing of what no stream holds, such as which pages there are and what is laid over them.
 */
export async function hashOfOldPdf(bytes: Uint8Array): Promise<string> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false })
  const hash = sha256.create()
  const streams = context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]) =>
      object instanceof PDFRawStream && object.dict.get(PDFName.of('Type')) !== METADATA
        ? [{ number: ref.objectNumber, bytes: object.contents }]
        : [],
    )
  for (const { bytes: own } of streams.toSorted((a, b) => a.number - b.number)) hash.update(own)
  return bytesToHex(hash.digest())
}
