import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { NO_HASH, withOwnHash } from '../../shared/export/picture/file-hash.ts'
import { xmpOf, type PictureFacts } from '../../shared/export/picture/picture-facts.ts'

/** As `make-pdf.ts` ends one: what it says of itself last, with the hash of the whole file in it. */
export async function exportedPdf(
  facts: Omit<PictureFacts, 'pixels' | 'covers'>,
  change: (pdf: PDFDocument) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 100]).drawText('Depot, not confirmed')
  pdf.setTitle('redstring:pixels="x"')
  pdf.setLanguage('en')
  change(pdf)
  await pdf.flush()
  const xmp = xmpOf({ ...facts, pixels: NO_HASH, covers: 'file' })
  const stream = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream))
  return withOwnHash(Uint8Array.from(await pdf.save({ useObjectStreams: false })), 'last').bytes
}
