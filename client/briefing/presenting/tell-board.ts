import * as Y from 'yjs'
import { whenIdle } from '../../ui/when-idle.ts'

type Tell = { all: (update: Uint8Array) => void; edit: (update: Uint8Array) => void }

/**
 * Tells all of a document once the page has nothing else to do, and then each change of it.
 *
 * @returns ends it
 */
export function tellBoard(doc: Y.Doc, tell: Tell): () => void {
  const stopWaiting = whenIdle(() => {
    tell.all(Y.encodeStateAsUpdate(doc))
    doc.on('update', tell.edit)
  })
  return () => {
    stopWaiting()
    doc.off('update', tell.edit)
  }
}
