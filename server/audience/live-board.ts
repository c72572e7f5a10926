import * as Y from 'yjs'
import { BoardView } from '../../shared/board/board-view.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf, type RecordMap } from '../../shared/board/layout.ts'
import type { Elsewhere } from '../../shared/evidence/names-elsewhere.ts'

/** A board as shown, kept up to date record by record while its document changes or is replaced. */
export class LiveBoard {
  #doc: Y.Doc | null = null
  #view: BoardView | null = null
  readonly #touched = new Set<string>()

  /** Whether `read` would give anything new. */
  isBehind(doc: Y.Doc): boolean {
    return doc !== this.#doc || this.#touched.size > 0
  }

  /** `elsewhere` is the same for as long as the board is here. */
  read(doc: Y.Doc, elsewhere: Elsewhere | null): BoardView {
    if (doc !== this.#doc || !this.#view) {
      this.close()
      this.#doc = doc
      this.#view = new BoardView(doc, { elsewhere })
      recordsOf(doc).observeDeep(this.#note)
    } else if (this.#touched.size > 0) this.#view.update(this.#touched)
    this.#touched.clear()
    return this.#view
  }

  close(): void {
    if (this.#doc) recordsOf(this.#doc).unobserveDeep(this.#note)
    this.#doc = null
    this.#view = null
    this.#touched.clear()
  }

  readonly #note = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const [id] = event.path
      if (id !== undefined) this.#touched.add(String(id))
      else if (event instanceof Y.YMapEvent)
        for (const key of event.keysChanged) this.#touched.add(String(key))
    }
  }
}

/** A board of these records alone, as the past gives them. */
export function boardOf(
  put: readonly { id: string; typeName: string }[],
  elsewhere: Elsewhere | null,
): BoardView {
  const doc = new Y.Doc()
  const records: Y.Map<RecordMap> = recordsOf(doc)
  doc.transact(() => {
    for (const record of put) insertRecord(records, record)
  })
  return new BoardView(doc, { elsewhere })
}
