import { z } from 'zod'
import { escaped } from '../markup.ts'

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
  sources: z.array(sha256).max(20_000),
  /** What can be seen, without what is said beside it: see `PixelHashOf`. */
  pixels: sha256,
})
export type PictureFacts = z.infer<typeof pictureFacts>

export const PICTURE_NAMESPACE = 'urn:redstring:picture:1'

/** XMP (ISO 16684-1), which programs that show where a picture comes from read too. */
export function xmpOf(facts: PictureFacts): string {
  const about = `${facts.title}, ${facts.moment}`
  return [
    '<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ` xmlns:redstring="${PICTURE_NAMESPACE}"`,
    ' xmp:CreatorTool="Redstring"',
    ` redstring:board="${escaped(facts.boardId)}"`,
    ` redstring:title="${escaped(facts.title)}"`,
    ` redstring:seq="${facts.seq}"`,
    ` redstring:moment="${escaped(facts.moment)}"`,
    ` redstring:at="${escaped(facts.at)}"`,
    ` redstring:logHash="${facts.logHash}"`,
    ` redstring:pixels="${facts.pixels}">`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(about)}</rdf:li></rdf:Alt></dc:title>`,
    '<redstring:sources><rdf:Bag>',
    ...facts.sources.map((hash) => `<rdf:li>${hash}</rdf:li>`),
    '</rdf:Bag></redstring:sources>',
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')
}

/** What a picture says of itself; null where it says nothing of a board. */
export function factsInXmp(xmp: string): PictureFacts | null {
  if (!xmp.includes(PICTURE_NAMESPACE)) return null
  const attribute = (name: string) => {
    const found = new RegExp(`\\bredstring:${name}="([^"]*)"`).exec(xmp)?.[1]
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
