import { CBORBox, type IBox } from '@trustnxt/c2pa-ts/jumbf'
import { Assertion } from '@trustnxt/c2pa-ts/manifest'
import type { PictureFacts } from '../../shared/export/picture/picture-facts.ts'

/** How JUMBF tells a box of CBOR (ISO 19566-5). */
const CBOR_BOX = Uint8Array.from(Buffer.from('63626f7200110010800000aa00389b71', 'hex'))

/** What the XMP of a picture says of it, as an assertion of our own. */
export class StatedFacts extends Assertion {
  override label = 'redstring.picture'
  override uuid = CBOR_BOX
  readonly #facts: Omit<PictureFacts, 'covers'>

  constructor(facts: Omit<PictureFacts, 'covers'>) {
    super()
    this.#facts = facts
  }

  override generateJUMBFBoxForContent(): IBox {
    const { boardId, title, seq, moment, at, logHash, pixels, sources, moreSources } = this.#facts
    const box = new CBORBox()
    box.content = { board: boardId, title, seq, moment, at, logHash, pixels, sources, moreSources }
    return box
  }

  override readContentFromJUMBF(): void {
    throw new Error('It is only written')
  }
}
