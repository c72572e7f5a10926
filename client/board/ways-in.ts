import type * as Y from 'yjs'
import { addCard, tie, type ShapeId } from '../../shared/board/canvas-actions.ts'
import { addEvidence } from '../../shared/board/actions.ts'
import { LOCAL_EDIT } from '../../shared/board/edit.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { kinds, type EvidenceId, type KindName } from '../../shared/evidence/kinds.ts'
import type { LookAtFiles } from '../export/led-back/led-back.ts'
import type { BoardUploads } from '../files/board-uploads.ts'
import { guessKind } from '../files/file-kind.ts'
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

export type NewItem = { kind: KindName; fields?: Record<string, unknown>; file?: File }

/** Everything by which evidence comes onto an open board: dropped, pasted, typed or chosen. Needs no canvas to work. */
export class WaysIn {
  readonly #parts: Parts
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
    add: (files: readonly File[]) => void = (rest) => void this.addFiles(rest),
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
        const upload = file && {
          name: file.name,
          size: file.size,
          by: me.name,
          client: doc.clientID,
          state: 'sending',
          message: '',
        }
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
