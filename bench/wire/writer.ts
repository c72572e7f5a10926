import * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import type { Connection } from './connection.ts'
import type { Sightings } from './sightings.ts'

/** A person at work: a document of their own, whose edits go out as they are made. */
export class Writer {
  readonly doc = new Y.Doc()
  readonly connection: Connection
  readonly #sightings: Sightings
  readonly #shapes: string[]
  #step = 0

  constructor(connection: Connection, state: readonly Uint8Array[], sightings: Sightings) {
    this.connection = connection
    this.#sightings = sightings
    this.doc.transact(() => {
      for (const update of state) Y.applyUpdate(this.doc, update)
    })
    this.#shapes = [...recordsOf(this.doc).keys()].filter((id) => id.startsWith('shape:'))
  }

  /** One step of a drag of the `which`th shape: what the canvas writes while a card is moved. */
  drag(which: number): void {
    const id = this.#shapes[which % this.#shapes.length]
    const step = this.#step++
    this.edit(() => {
      const pos = [200 + Math.sin(step / 30) * 340.25, 150 + Math.cos(step / 30) * 210.75, 0]
      recordsOf(this.doc)
        .get(id ?? '')
        ?.set('pos', pos)
    })
  }

  /** One transaction, sent as one update. */
  edit(change: () => void): void {
    let update: Uint8Array | undefined
    const take = (made: Uint8Array) => (update = made)
    this.doc.on('update', take)
    this.doc.transact(change)
    this.doc.off('update', take)
    if (!update) throw new Error('The edit changed nothing')
    const end = Y.getState(this.doc.store, this.doc.clientID)
    const frame = this.connection.wire.update(update)
    this.#sightings.sent({ author: this.doc.clientID, end, at: performance.now() })
    this.connection.send(frame)
  }
}
