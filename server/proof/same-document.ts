import * as Y from 'yjs'
import { recordsHash } from '../../shared/board/canonical-records.ts'

/**
 * Whether a checkpoint holds exactly what a document does. Yjs may cut the same content differently, depending on how
 * it came together, so where the encodings differ both are taken in afresh and compared once more, and then by what
 * they hold: every client's clock, everything deleted, and the records.
 */
export function isSameDocument(
  doc: Y.Doc,
  { state, stateVector }: { state: Uint8Array; stateVector: Uint8Array },
): boolean {
  const own = Y.encodeStateAsUpdate(doc)
  const [a, b] = [afresh(own), afresh(state)]
  if (a === null || b === null) return false
  try {
    if (!isSameVector(stateVector, Y.encodeStateVector(doc))) return false
    if (Buffer.compare(own, state) === 0) return true
    if (Buffer.compare(Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)) === 0) return true
    return (
      Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) &&
      Buffer.compare(recordsHash(a), recordsHash(b)) === 0
    )
  } finally {
    a.destroy()
    b.destroy()
  }
}

function afresh(state: Uint8Array): Y.Doc | null {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    return doc
  } catch {
    doc.destroy()
    return null
  }
}

function isSameVector(a: Uint8Array, b: Uint8Array): boolean {
  try {
    const [one, two] = [Y.decodeStateVector(a), Y.decodeStateVector(b)]
    return one.size === two.size && [...one].every(([client, clock]) => two.get(client) === clock)
  } catch {
    return false
  }
}
