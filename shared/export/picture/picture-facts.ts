import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { escaped } from '../markup.ts'

/** More names than these are not written into a picture. */
export const MOST_SOURCES = 20_000

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What an exported picture carries inside, so that it can be led back to the moment of the board that it shows. */
export const pictureFacts = z.object({
  boardId: z.string().min(1).max(200),
  title: z.string().max(500),
  /** Position in the board's log. */
  seq: z.number().int().min(0),
  /** The version's name, or what the moment is called. */
  moment: z.string().max(300),
  /** ISO 8601 instant at which the board stood like this. */
  at: z.string().max(40),
  /** Hash of the board's log up to `seq`; SHA-256, hex. */
  logHash: sha256,
  /** SHA-256 of the originals that are shown. */
  sources: z.array(sha256).max(MOST_SOURCES),
  /** How many more there are than `sources` names; the register of that moment has them all. */
  moreSources: z.number().int().min(0),
  /** Hash of what can be seen, SHA-256. */
  pixels: sha256,
  /**
   * What `pixels` is taken over. `picture`: of a PNG its pixels, of a JPEG or WebP its coded picture, so that other
   * words about it may be put into the file. `file`: of a PDF or SVG every byte. Before 0.2 PDFs and SVGs said
   * `picture`, and their hash was one of a part of them only.
   */
  covers: z.enum(['picture', 'file']),
})
export type PictureFacts = z.infer<typeof pictureFacts>

export const PICTURE_NAMESPACE = 'urn:redstring:picture:1'

/** XMP (ISO 16684-1), which programs that show where a picture comes from read too. */
export function xmpOf(facts: PictureFacts): string {
  return packet(facts, { attributes: [], sources: sourcesOf(facts) })
}

/**
 * The same for files whose XMP may hold only so many bytes: where it is longer, the sources go into a second part, as
 * XMP part 3 has it for JPEG. The first names the second by its MD5.
 */
export function xmpInParts(
  facts: PictureFacts,
  mostBytes: number,
): { xmp: string; extension: string | null } {
  const whole = xmpOf(facts)
  if (utf8ToBytes(whole).length <= mostBytes) return { xmp: whole, extension: null }
  const extension = [
    `<rdf:RDF xmlns:rdf="${RDF}">`,
    `<rdf:Description rdf:about="" xmlns:redstring="${PICTURE_NAMESPACE}">`,
    ...sourcesOf(facts),
    '</rdf:Description>',
    '</rdf:RDF>',
  ].join('\n')
  const attributes = [
    ' xmlns:xmpNote="http://ns.adobe.com/xmp/note/"',
    ` xmpNote:HasExtendedXMP="${extensionName(extension)}"`,
  ]
  return { xmp: packet(facts, { attributes, sources: [] }), extension }
}

/** What the first part of XMP calls the second. */
export function extensionName(extension: string): string {
  return bytesToHex(md5(utf8ToBytes(extension))).toUpperCase()
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

function packet(
  facts: PictureFacts,
  { attributes, sources }: { attributes: readonly string[]; sources: readonly string[] },
): string {
  const about = `${facts.title}, ${facts.moment}`
  return [
    '<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF xmlns:rdf="${RDF}">`,
    '<rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ` xmlns:redstring="${PICTURE_NAMESPACE}"`,
    ...attributes,
    ' xmp:CreatorTool="Redstring"',
    ` redstring:board="${escaped(facts.boardId)}"`,
    ` redstring:title="${escaped(facts.title)}"`,
    ` redstring:seq="${facts.seq}"`,
    ` redstring:moment="${escaped(facts.moment)}"`,
    ` redstring:at="${escaped(facts.at)}"`,
    ` redstring:logHash="${facts.logHash}"`,
    ...(facts.moreSources > 0 ? [` redstring:moreSources="${facts.moreSources}"`] : []),
    ` redstring:covers="${facts.covers}"`,
    ` redstring:pixels="${facts.pixels}">`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(about)}</rdf:li></rdf:Alt></dc:title>`,
    ...sources,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')
}

function sourcesOf({ sources }: PictureFacts): string[] {
  return [
    '<redstring:sources><rdf:Bag>',
    ...sources.map((hash) => `<rdf:li>${hash}</rdf:li>`),
    '</rdf:Bag></redstring:sources>',
  ]
}

/** What a picture says of itself; null where it says nothing of a board. */
export function factsInXmp(xmp: string): PictureFacts | null {
  if (!xmp.includes(PICTURE_NAMESPACE)) return null
  const attribute = (name: string) => {
    // As we write it, or as an element, which programs that change other words in it make of that.
    const found =
      new RegExp(`\\bredstring:${name}="([^"]*)"`).exec(xmp)?.[1] ??
      new RegExp(`<redstring:${name}>([^<]*)</redstring:${name}>`).exec(xmp)?.[1]
    return found === undefined ? undefined : unescaped(found)
  }
  const sources = /<redstring:sources>([\s\S]*?)<\/redstring:sources>/.exec(xmp)?.[1] ?? ''
  const parsed = pictureFacts.safeParse({
    boardId: attribute('board'),
    title: attribute('title'),
    seq: Number(attribute('seq') ?? Number.NaN),
    moment: attribute('moment'),
    at: attribute('at'),
    logHash: attribute('logHash'),
    pixels: attribute('pixels'),
    covers: attribute('covers') ?? 'picture',
    moreSources: Number(attribute('moreSources') ?? 0),
    sources: [...sources.matchAll(/<rdf:li>([0-9a-f]{64})<\/rdf:li>/g)].map(([, hash]) => hash),
  })
  return parsed.success ? parsed.data : null
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

function unescaped(text: string): string {
  return text.replaceAll(
    /&(amp|lt|gt|quot|#39);/g,
    (whole, name: string) => entities[name] ?? whole,
  )
}
