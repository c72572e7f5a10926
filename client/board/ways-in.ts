import type * as Y from 'yjs'
import { addCard, tie, type ShapeId } from '../../shared/board/canvas-actions.ts'
import { addEvidence } from '../../shared/board/actions.ts'
import { LOCAL_EDIT } from '../../shared/board/edit.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { putImport, sizesOf } from '../../shared/board/put-import.ts'
import { kinds, type EvidenceId, type KindName } from '../../shared/evidence/kinds.ts'
import type { LookAtFiles } from '../export/led-back/led-back.ts'
import type { BoardUploads } from '../files/board-uploads.ts'
import { guessKind } from '../files/file-kind.ts'
import { sortImports, type Offer } from '../imports/offer.ts'
import { besideOf, cardOf } from './ways-in-beside.ts'
import { placeByNeighbours } from '../satellite/place-by-neighbours.ts'
import { withoutWorldFiles } from '../satellite/sidecars.ts'
import { gridAround, type Place, type Point } from './ways-in-grid.ts'
import { waysInMessages } from './ways-in-messages.ts'
import { addressesIn, addressOf, linkFieldsOf, titleOf } from './ways-in-text.ts'

type Parts = {
  doc: Y.Doc
  me: { name: string }
  canEdit: () => boolean
  uploads: BoardUploads
  notify: (sentence: string) => void
  /** Why nothing can be added where `canEdit` is false; that one may only view, unless said. */
  refusal?: () => string
  /** Looks at dropped files before they are added. */
  look?: LookAtFiles
}

type OfferImports = (offers: readonly Offer[], at: Point | undefined) => void

export type NewItem = { kind: KindName; fields?: Record<string, unknown>; file?: File }

/** Everything by which evidence comes onto an open board: dropped, pasted, typed or chosen. Needs no canvas to work. */
export class WaysIn {
  readonly #parts: Parts
  #offer: OfferImports | null = null
  #place: Place = {
    find: (sizes) => ({ corners: gridAround({ x: 0, y: 0 }, sizes) }),
    reveal: () => {},
  }

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Lets the canvas say where new cards go; returns how to stop that. */
  placeBy(place: Place): () => void {
    const before = this.#place
    this.#place = place
    return () => {
      if (this.#place === place) this.#place = before
    }
  }

  /** Lets the page ask about files of other tools; returns how to stop that. */
  offerImportsBy(offer: OfferImports): () => void {
    this.#offer = offer
    return () => {
      if (this.#offer === offer) this.#offer = null
    }
  }

  /**
   * As `addFiles`, but files of other tools (drawings, lists of links and events) are asked about first. With `isAsked`
   * all of them are.
   */
  async bringFiles(
    files: readonly File[],
    at?: Point,
    { isAsked = false }: { isAsked?: boolean } = {},
  ): Promise<void> {
    if (files.length === 0 || !this.#expectEditor()) return
    const { offers, rest } = this.#offer
      ? await sortImports(files, { isAsked })
      : { offers: [], rest: files }
    if (rest.length > 0) this.addFiles(rest, at)
    if (offers.length > 0) this.#offer?.(offers, at)
  }

  /** Puts what a file of another tool becomes on the board, as one edit, and begins to send what it held. */
  takeOffer({ plan, beside }: Offer, at?: Point): void {
    if ('problem' in plan || !this.#expectEditor()) return
    const { doc, me, uploads } = this.#parts
    const sizes = sizesOf(plan)
    const { corners, pageId } = this.#place.find(sizes, at)
    const [corner = { x: 0, y: 0 }] = corners
    const [size = { w: 0, h: 0 }] = sizes
    const files = plan.evidence.map(({ file, beside: name }) =>
      file
        ? new File([Uint8Array.from(file.bytes)], file.name, { type: file.type })
        : beside.get(name ?? ''),
    )
    const ids = putImport(doc, plan, {
      by: me.name,
      ...(pageId !== undefined && { pageId }),
      corners,
      at: { x: corner.x + size.w / 2, y: corner.y + size.h / 2 },
      uploadOf: (index) => {
        const file = files[index]
        return file ? { upload: this.#uploadOf(file) } : {}
      },
    })
    this.#place.reveal(
      sizes.map((each, index) => ({ ...each, ...(corners[index] ?? { x: 0, y: 0 }) })),
    )
    for (const [index, id] of ids.entries()) {
      const file = files[index]
      if (file) uploads.send(id, file)
    }
  }

  /** Whether an item is on this board, with or without a card. */
  has(id: string): boolean {
    return recordsOf(this.#parts.doc).has(id)
  }

  get canEdit(): boolean {
    return this.#parts.canEdit()
  }

  /** Says something to the person who did it. */
  notify(sentence: string): void {
    this.#parts.notify(sentence)
  }

  /**
   * Puts files on the board at once and begins to send them. A file that an interrupted item waits for goes to
   * that item instead of making a new one. `as` is what somebody says they are: only a person knows whether a plain
   * picture is one from above.
   */
  addFiles(dropped: readonly File[], at?: Point, { as }: { as?: KindName } = {}): EvidenceId[] {
    const { uploads } = this.#parts
    if (!this.#expectEditor()) return []
    const { rest: files, worldFiles } = withoutWorldFiles(dropped)
    const resumed: EvidenceId[] = []
    const fresh: NewItem[] = []
    for (const file of files) {
      const waiting = uploads.waitingFor(file)
      if (waiting) {
        uploads.send(waiting, file)
        resumed.push(waiting)
      } else
        fresh.push({
          kind: kindAs(as, guessKind(file, dropped)),
          fields: { title: titleOf(file.name, 200) },
          file,
        })
    }
    const added = this.#add(fresh, at)
    const placed = fresh.flatMap(({ file }, index) => {
      const id = added[index]
      return file && id ? [{ file, id }] : []
    })
    void placeByNeighbours(this.#parts, { pictures: placed, files, worldFiles })
    return [...resumed, ...added]
  }

  /** Files that were dropped: a picture of a board is led back to it first. */
  receiveFiles(
    files: readonly File[],
    add: (files: readonly File[]) => void = (rest) => void this.bringFiles(rest),
  ): void {
    const { look = (_, addAll) => addAll?.() } = this.#parts
    look(files, () => add(files))
  }

  /** Addresses become links, any other text a quote. */
  addText(text: string, at?: Point): EvidenceId[] {
    if (text.trim() === '') return []
    const addresses = addressesIn(text)
    if (addresses) return this.addLinks(addresses, at)
    const words = text.trim().slice(0, 100_000)
    return this.#add([{ kind: 'quote', fields: { title: titleOf(words), words } }], at)
  }

  addLinks(addresses: readonly string[], at?: Point): EvidenceId[] {
    const links = addresses.map(addressOf).filter((address) => address !== null)
    if (links.length < addresses.length)
      this.notify('Only web addresses (http or https) can be added as links.')
    return this.#add(
      links.map((url) => ({ kind: 'link', fields: linkFieldsOf(url) })),
      at,
    )
  }

  /** An item with what somebody wrote about it, without a file. */
  addItem(kind: KindName, fields: Record<string, unknown>, at?: Point): EvidenceId | undefined {
    return this.#add([{ kind, fields }], at)[0]
  }

  /**
   * Puts what was made of an item beside that item's card, as one edit, and ties each to it as derived from it
   * unless told otherwise. Where the item has no card, they go where other new things go.
   */
  addBeside(
    source: EvidenceId,
    items: readonly NewItem[],
    { isTied = true }: { isTied?: boolean } = {},
  ): EvidenceId[] {
    const card = cardOf(this.#parts.doc, source)
    const sizes = items.map(({ kind }) => kinds[kind].card)
    const at = card && besideOf(card.box, sizes)
    return this.#add(items, at, isTied ? card?.id : undefined)
  }

  #add(items: readonly NewItem[], at?: Point, derivedFrom?: ShapeId): EvidenceId[] {
    if (items.length === 0 || !this.#expectEditor()) return []
    const { doc, me, uploads } = this.#parts
    const sizes = items.map(({ kind }) => kinds[kind].card)
    const { corners, pageId } = this.#place.find(sizes, at)
    const ids: EvidenceId[] = []
    // One edit for all, so that one undo takes all of it back.
    doc.transact(() => {
      items.forEach(({ kind, fields = {}, file }, index) => {
        const { x, y } = corners[index] ?? { x: 0, y: 0 }
        const upload = file && this.#uploadOf(file)
        const id = addEvidence(doc, {
          kind,
          by: me.name,
          fields: { ...fields, ...(upload && { upload }) },
        })
        const card = addCard(doc, id, { x, y, ...(pageId !== undefined && { pageId }) })
        if (derivedFrom) tie(doc, 'derived-from', { from: card, to: derivedFrom })
        ids.push(id)
      })
    }, LOCAL_EDIT)
    // What was dropped lies under the hand that dropped it.
    if (!at)
      this.#place.reveal(
        sizes.map((size, index) => ({ ...size, ...(corners[index] ?? { x: 0, y: 0 }) })),
      )
    items.forEach(({ file }, index) => {
      const id = ids[index]
      if (file && id) uploads.send(id, file)
    })
    return ids
  }

  /** Says on the board that a file is on its way, and who sends it. */
  #uploadOf({ name, size }: File) {
    const { doc, me } = this.#parts
    return { name, size, by: me.name, client: doc.clientID, state: 'sending', message: '' }
  }

  #expectEditor(): boolean {
    if (this.canEdit) return true
    this.refuse()
    return false
  }

  /** Says why nothing can be added here. */
  refuse(): void {
    this.notify(this.#parts.refusal?.() ?? waysInMessages.readOnly)
  }
}

function kindAs(said: KindName | undefined, guess: KindName): KindName {
  return said === 'satellite' && guess === 'photo' ? 'satellite' : guess
}
