import * as Y from 'yjs'
import { recordsHash } from '../../shared/board/canonical-records.ts'
import { firstHash, nextHash } from '../history/hash-chain.ts'
import type { LogRow } from '../store/log-store.ts'
import { isSameDocument } from './same-document.ts'
import { Mismatch, type ProofSource, type ProofVersion } from './proof-source.ts'

/**
 * Walks the log from its beginning: each row must follow from the one before, each checkpoint must hold what the
 * edits up to it make, and each version must name the hashes that follow.
 *
 * @throws Mismatch at the first that does not
 */
export async function checkLog(
  source: ProofSource,
  counts: { edits: number; checkpoints: number; versions: number },
): Promise<void> {
  const checkpoints = new Set(await source.checkpoints())
  const versions = new Map<number, ProofVersion[]>()
  for (const version of await source.versions())
    versions.set(version.seq, [...(versions.get(version.seq) ?? []), version])
  const replay = new Replay()
  let [seq, hash] = [0, firstHash(source.boardId)]

  const stopHere = async () => {
    if (checkpoints.delete(seq)) {
      const checkpoint = await source.checkpoint(seq)
      if (checkpoint && !isSameDocument(replay.doc, checkpoint))
        throw new Mismatch(`The checkpoint at edit ${seq} does not hold what the edits make.`)
      counts.checkpoints++
    }
    for (const version of versions.get(seq) ?? []) {
      checkVersion(version, { hash, doc: replay.doc })
      counts.versions++
    }
    versions.delete(seq)
  }

  await stopHere()
  for await (const row of source.rows()) {
    if (row.seq !== seq + 1) throw new Mismatch(`Edit ${seq + 1} of the log is missing.`)
    hash = nextHash(hash, row)
    if (!isEqual(hash, row.hash))
      throw new Mismatch(`Edit ${row.seq} of the log, or its hash, was changed.`)
    seq = row.seq
    replay.add(row)
    counts.edits++
    if (checkpoints.has(seq) || versions.has(seq)) await stopHere()
  }
  replay.finish()
  const beyond = [...checkpoints, ...versions.keys()].toSorted((a, b) => a - b)[0]
  if (beyond !== undefined)
    throw new Mismatch(`The log ends with edit ${seq}, but it went on to edit ${beyond} at least.`)
}

function checkVersion(
  { name, seq, logHash, recordsHash: records }: ProofVersion,
  { hash, doc }: { hash: Uint8Array; doc: Y.Doc },
): void {
  const which = `The version “${name}” at edit ${seq}`
  if (!isEqual(logHash, hash)) throw new Mismatch(`${which} names another hash of the log.`)
  if (!isEqual(records, recordsHash(doc)))
    throw new Mismatch(`${which} names another hash of the records.`)
}

/** The document that the edits make; they are taken in together, for one by one costs ten times as much. */
class Replay {
  readonly #doc = new Y.Doc()
  #waiting: LogRow[] = []
  #bytes = 0

  add(row: LogRow): void {
    this.#waiting.push(row)
    this.#bytes += row.update.byteLength
    if (this.#bytes > WAITING_BYTES) this.finish()
  }

  /** As of the last row added. */
  get doc(): Y.Doc {
    this.finish()
    return this.#doc
  }

  finish(): void {
    const rows = this.#waiting
    this.#waiting = []
    this.#bytes = 0
    this.#doc.transact(() => {
      for (const { seq, update } of rows) {
        try {
          Y.applyUpdate(this.#doc, update)
        } catch (cause) {
          throw new Mismatch(`Edit ${seq} of the log cannot be read.`, { cause })
        }
      }
    })
  }
}

const WAITING_BYTES = 4 * 1024 * 1024

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
