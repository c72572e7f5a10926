import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as Y from 'yjs'
import { canonicalJson } from './canonical-json.ts'
import { documentInfoOf, recordsOf } from './layout.ts'

/**
 * What a board says, as one text that is the same whoever writes it, whatever order its edits came in:
 * `{"about":{…},"records":{"<id>":{"<key>":…}}}` as canonical JSON (canonical-json.ts), in pieces.
 *
 * Records stand as they lie in the document, by the keys of its layout, and not as today's code reads them: so the
 * text of an old version is the same in every later Redstring. Whatever the sanitiser sets aside is part of it. A
 * Y.Text is its string; how it is formatted is not part of the text, nor are top-level types of other names (the log,
 * and its hash, hold them).
 */
export function canonicalRecords(doc: Y.Doc): Generator<string> {
  const whole = { about: documentInfoOf(doc), records: recordsOf(doc) }
  return canonicalJson(whole, plainOf)
}

/** SHA-256 of the canonical records in UTF-8, 32 bytes. */
export function recordsHash(doc: Y.Doc): Uint8Array {
  const hash = sha256.create()
  for (const piece of gathered(canonicalRecords(doc))) hash.update(utf8ToBytes(piece))
  return hash.digest()
}

function plainOf(value: unknown): unknown {
  if (value instanceof Y.Map) return new Map(value.entries())
  if (value instanceof Y.Array) return value.toArray()
  if (value instanceof Y.Text) return Y.Text.prototype.toString.call(value)
  if (value instanceof Y.XmlElement)
    return {
      $element: value.nodeName,
      attributes: value.getAttributes(),
      children: value.toArray(),
    }
  if (value instanceof Y.XmlFragment) return value.toArray()
  return value instanceof Y.AbstractType ? null : value
}

/** Hashing a few large pieces costs a tenth of hashing millions of small ones. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < GATHERED_LENGTH) continue
    yield text
    text = ''
  }
  yield text
}

const GATHERED_LENGTH = 64 * 1024
