import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hashOfOldPdf } from '../../client/export/led-back/hash-of-old-pdf.ts'
import { readPdf, readSvg } from '../../client/export/led-back/read-whole-file.ts'
import { inParts } from '../../client/export/picture/note-taking.ts'
import {
  credentialsIn,
  credentialsInPdf,
  withCredentials,
} from '../../shared/export/picture/credentials.ts'
import { NO_HASH, withOwnHash } from '../../shared/export/picture/file-hash.ts'
import {
  codedPictureOf,
  jpegWithXmp,
  MOST_XMP_BYTES,
  xmpInJpeg,
} from '../../shared/export/picture/jpeg-xmp.ts'
import {
  factsInXmp,
  xmpInParts,
  xmpOf,
  type PictureFacts,
} from '../../shared/export/picture/picture-facts.ts'
import { encoded, isPlainPng, pngWithXmp, xmpInPng } from '../../shared/export/picture/png-xmp.ts'
import { codedPictureOfWebp, webpWithXmp, xmpInWebp } from '../../shared/export/picture/webp-xmp.ts'
import { takenPicture } from '../../shared/protocol/pictures.ts'
import { exportedPdf } from '../support/exported-pdf.ts'

const hash = 'ab'.repeat(32)
const facts: PictureFacts = {
  boardId: 'QrCKgo5WXaL970uV',
  title: 'Depot & “yard” <1>',
  seq: 120,
  moment: 'Version “Draft 2”',
  at: '2026-11-24T14:05:00.000Z',
  logHash: hash,
  sources: ['cd'.repeat(32)],
  moreSources: 0,
  pixels: hash,
  covers: 'picture',
}
const aboutFile = { ...facts, pixels: NO_HASH, covers: 'file' } as const

async function picture(format: 'png' | 'jpeg' | 'webp', w = 40) {
  const image = sharp({ create: { width: w, height: 30, channels: 3, background: '#c33' } })
  return Uint8Array.from(await image.toFormat(format).toBuffer())
}

test('[X40] a PDF is told as what was exported, and after any changed byte never again', async () => {
  const pdf = await exportedPdf(facts)
  const read = await readPdf(pdf)
  expect(read).toMatchObject({ verdict: 'unaltered', facts: { boardId: facts.boardId } })
  expect(read?.facts.pixels).toBe(read?.pixels)
  await fc.assert(
    fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = pdf.slice()
      changed[at] = (changed[at] ?? 0) ^ by
      const verdict = (await readPdf(changed))?.verdict
      expect(['file-altered', 'unreadable', 'partly-checked', undefined]).toContain(verdict)
    }),
    { numRuns: 600 },
  )
})

test('[X40] a page, a link or a remark that is added to a PDF is found, whoever wrote the file again', async () => {
  const pdf = await exportedPdf(facts)
  const doctored = async (change: (again: PDFDocument) => void) => {
    const again = await PDFDocument.load(pdf, { updateMetadata: false })
    change(again)
    return readPdf(Uint8Array.from(await again.save({ useObjectStreams: false })))
  }
  const link = (again: PDFDocument) => {
    const uri = { Type: 'Action', S: 'URI', URI: PDFString.of('https://elsewhere.example') }
    const annotation = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: uri }
    again.getPage(0).node.addAnnot(again.context.register(again.context.obj(annotation)))
  }
  expect((await doctored(link))?.verdict).toBe('file-altered')
  expect((await doctored((again) => again.addPage()))?.verdict).toBe('file-altered')
  const turned = (again: PDFDocument) =>
    again.getPage(0).node.set(PDFName.of('Rotate'), again.context.obj(180))
  expect((await doctored(turned))?.verdict).toBe('file-altered')
})

test('[X40] what is added behind a PDF is told apart from what was exported', async () => {
  const pdf = await exportedPdf(facts)
  const more = encoded(
    '9 0 obj <</Type /Annot>> endobj\nxref\ntrailer <</Size 10>>\nstartxref\n0\n%%EOF\n',
  )
  const added = Uint8Array.from([...pdf, ...more])
  expect(await readPdf(added)).toMatchObject({ verdict: 'added-to', facts: { seq: 120 } })
})

test('[X40] PDFs of earlier versions are told as checked in part, others say nothing of a board', async () => {
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText('Depot')
  const laid = await pdf.save({ useObjectStreams: false })
  const old = await PDFDocument.load(laid, { updateMetadata: false })
  const own = { ...facts, pixels: await hashOfOldPdf(laid) }
  const xmp = xmpOf(own).replace(' redstring:covers="picture"\n', '')
  const stream = old.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })
  old.catalog.set(PDFName.of('Metadata'), old.context.register(stream))
  const saved = Uint8Array.from(await old.save({ useObjectStreams: false }))
  expect((await readPdf(saved))?.verdict).toBe('partly-checked')
  expect(await readPdf(Uint8Array.from(laid))).toBeNull()
  for (let length = 5; length < saved.length; length += 131)
    await expect(readPdf(saved.slice(0, length))).resolves.not.toMatchObject({
      verdict: 'unaltered',
    })
})

test('[X41] an SVG is told as what was exported, and after any changed byte never again', () => {
  const words = '&lt;metadata&gt;</text><text>redstring:pixels="0000"</text>'
  const whole = `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${xmpOf(aboutFile)}</metadata><text>${words}</svg>`
  const { bytes } = withOwnHash(encoded(whole), 'first')
  expect(readSvg(bytes)?.verdict).toBe('unaltered')
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(readSvg(changed)?.verdict).not.toBe('unaltered')
  }
})

test('[X42] a WebP carries what it says of itself, opens as before, and shows whether its picture changed', async () => {
  for (const plain of [
    await picture('webp'),
    Uint8Array.from(
      await sharp({ create: { width: 33, height: 21, channels: 4, background: '#c338' } })
        .webp({ lossless: true })
        .toBuffer(),
    ),
  ]) {
    const webp = webpWithXmp(plain, xmpOf(facts))
    expect(factsInXmp(xmpInWebp(webp) ?? '')).toEqual(facts)
    const [before, after] = await Promise.all(
      [plain, webp].map((bytes) => sharp(bytes).ensureAlpha().raw().toBuffer()),
    )
    expect(after).toEqual(before)
    const told = await sharp(webp).metadata()
    expect(told).toMatchObject({ width: (await sharp(plain).metadata()).width })
    expect(told.xmp?.toString()).toContain(facts.logHash)
    const other = webpWithXmp(webp, xmpOf({ ...facts, title: 'Other' }))
    expect(codedPictureOfWebp(other)).toEqual(codedPictureOfWebp(webp))
    const changed = webp.slice()
    changed[45] = (changed[45] ?? 0) ^ 1
    expect(codedPictureOfWebp(changed)).not.toEqual(codedPictureOfWebp(webp))
    for (let length = 0; length < webp.length; length += 7)
      expect(xmpInWebp(webp.slice(0, length))).toBeNull()
  }
})

test('[X43] a JPEG of a board with thousands of originals names all of them, over as many segments as it takes', async () => {
  const sources = Array.from({ length: 5_000 }, (_, at) => bytesToHex(sha256(encoded(String(at)))))
  const many = { ...facts, sources, moreSources: 12 }
  const { xmp, extension } = xmpInParts(many, MOST_XMP_BYTES)
  const plain = await picture('jpeg')
  const jpeg = jpegWithXmp(plain, xmp, extension)
  expect(factsInXmp(xmpInJpeg(jpeg) ?? '')).toEqual(many)
  expect(codedPictureOf(jpeg)).toEqual(codedPictureOf(plain))
  expect((await sharp(jpeg).metadata()).width).toBe(40)
  const again = jpegWithXmp(jpeg, xmpOf(facts))
  expect(again).toEqual(jpegWithXmp(plain, xmpOf(facts)))
  expect(xmpInParts(facts, MOST_XMP_BYTES).extension).toBeNull()
})

test('[X44] content credentials change nothing of what a picture shows and says of itself', async () => {
  for (const storeBytes of [900, 64_990, 70_000, 200_000]) {
    const store = new Uint8Array(storeBytes).fill(7)
    store.set(encoded('0000jumb'))
    const png = pngWithXmp(await picture('png'), xmpOf(facts))
    const signedPng = withCredentials(png, store, 'png')
    expect(credentialsIn(signedPng)).toMatchObject({ store, start: 33 })
    expect(isPlainPng(signedPng)).toBe(true)
    expect(factsInXmp(xmpInPng(signedPng) ?? '')).toEqual(facts)
    const jpeg = jpegWithXmp(await picture('jpeg'), xmpOf(facts))
    const signedJpeg = withCredentials(jpeg, store, 'jpeg')
    expect(credentialsIn(signedJpeg)).toMatchObject({ store })
    expect(codedPictureOf(signedJpeg)).toEqual(codedPictureOf(jpeg))
    expect(factsInXmp(xmpInJpeg(signedJpeg) ?? '')).toEqual(facts)
    for (const bytes of [signedPng, signedJpeg])
      expect((await sharp(bytes).raw().toBuffer()).length).toBe(40 * 30 * 3)
  }
  expect(credentialsIn(await picture('png'))).toBeNull()
  expect(credentialsIn(await picture('jpeg'))).toBeNull()
})

test('[X71] a signed PDF is told as what was exported, and after a changed byte only where that is one of its credentials', async () => {
  const pdf = await exportedPdf(facts)
  // Somebody's words in a store look like the end of a PDF, and like what a PDF says of itself.
  const words = 'endstream\nstartxref\n9\n%%EOF\n<x:xmpmeta redstring:pixels="0000"'
  const store = encoded(
    `0000jumb${words.repeat(40)}/Type /EmbeddedFile\n/Subtype /application#2Fc2pa`,
  )
  const signed = withCredentials(pdf, store, 'pdf')
  const found = credentialsInPdf(signed)
  if (!found) throw new Error('There are no credentials')
  expect(found.store).toEqual(store)
  const read = await readPdf(signed)
  expect(read).toMatchObject({ verdict: 'unaltered', credentials: { start: found.start } })
  expect(read?.pixels).toBe((await readPdf(pdf))?.pixels)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(signed.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const changed = signed.slice()
        changed[at] = (changed[at] ?? 0) ^ by
        const isInStore = at >= found.start && at < found.start + found.length
        const again = await readPdf(changed)
        if (!isInStore) expect(again?.verdict).not.toBe('unaltered')
        else expect(again?.credentials?.store).not.toEqual(store)
      },
    ),
    { numRuns: 600 },
  )
  const more = encoded('9 0 obj <</Type /Annot>> endobj\nstartxref\n0\n%%EOF\n')
  expect((await readPdf(Uint8Array.from([...signed, ...more])))?.verdict).toBe('added-to')
  for (let length = 5; length < signed.length; length += 97)
    expect((await readPdf(signed.slice(0, length)))?.verdict).not.toBe('unaltered')
})

test('[X71] a PDF with credentials opens in another program as what was exported', async () => {
  const pdf = await exportedPdf(facts)
  const signed = withCredentials(pdf, new Uint8Array(40_000).fill(7), 'pdf')
  const opened = await PDFDocument.load(signed, {
    updateMetadata: false,
    throwOnInvalidObject: true,
  })
  expect(opened.getPageCount()).toBe(1)
  expect(opened.getTitle()).toBe('redstring:pixels="x"')
  expect(opened.catalog.get(PDFName.of('Metadata'))).toBeDefined()
  expect(opened.getAttachments().map(({ name, data }) => [name, data.length])).toEqual([
    ['content_credential.c2pa', 40_000],
  ])
  expect(() => withCredentials(signed, new Uint8Array(9), 'pdf')).toThrow(/laid out/)
})

test('[X46] a picture of thousands of items is noted in as many parts as it takes', () => {
  const evidence = Array.from({ length: 12_345 }, (_, at) => `evidence:item-${at}`)
  const pieces = [{ name: 'row-1-column-1.png', pixels: hash }]
  const parts = inParts({ name: 'board.zip', seq: 3, pixels: hash, pieces, evidence })
  expect(parts.flatMap((part) => part.evidence)).toEqual(evidence)
  expect(parts.flatMap((part) => part.pieces ?? [])).toEqual(pieces)
  expect(parts.filter((part) => part.goesOn !== true)).toEqual([parts[0]])
  for (const part of parts) {
    expect(takenPicture.safeParse(part).success).toBe(true)
    expect(JSON.stringify(part).length).toBeLessThan(256 * 1024)
  }
})
