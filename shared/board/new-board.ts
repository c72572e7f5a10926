import * as Y from 'yjs'
import { insertRecord } from './codec.ts'
import { documentInfoOf, FIRST_PAGE, LAYOUT_KEY, LAYOUT_VERSION, recordsOf } from './layout.ts'

/**
 * The first update of every board: its document record, its first page and the layout it follows. Only the
 * server makes one, once a board, so that two people opening a new board never make two first pages.
 */
export function createBoardDocument(): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    documentInfoOf(doc).set(LAYOUT_KEY, LAYOUT_VERSION)
    const records = recordsOf(doc)
    insertRecord(records, {
      id: 'document:document',
      typeName: 'document',
      gridSize: 10,
      name: '',
      meta: {},
    })
    insertRecord(records, {
      id: FIRST_PAGE,
      typeName: 'page',
      name: 'Page 1',
      index: 'a1',
      meta: {},
    })
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
