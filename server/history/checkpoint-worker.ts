import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'

/** The thread that turns a checkpoint and the updates after it into the next checkpoint. */

export type CheckpointWork = { updates: Uint8Array[] }
export type CheckpointResult =
  | { ok: true; state: Uint8Array; stateVector: Uint8Array }
  | { ok: false; message: string }

const port = parentPort
if (!port) throw new Error('Checkpoints are made in a thread of their own')
port.on('message', ({ updates }: CheckpointWork) => {
  const result = make(updates)
  port.postMessage(result, result.ok ? [asArrayBuffer(result.state)] : [])
})

function make(updates: Uint8Array[]): CheckpointResult {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    // Copied into a buffer of its own size, which can then be handed over.
    return {
      ok: true,
      state: Uint8Array.from(Y.encodeStateAsUpdate(doc)),
      stateVector: Y.encodeStateVector(doc),
    }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  } finally {
    doc.destroy()
  }
}

function asArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  if (!(bytes.buffer instanceof ArrayBuffer)) throw new Error('The state lies in shared memory')
  return bytes.buffer
}
