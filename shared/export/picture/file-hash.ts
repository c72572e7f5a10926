import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encoded } from './png-xmp.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Stands where the hash of a file will stand, while that hash is taken. */
export const NO_HASH = '0'.repeat(64)
const BEFORE = encoded('redstring:pixels="')

/**
 * SHA-256 over a whole file, with zeros in the place where it says this hash itself. So nothing of a PDF or an SVG can
 * be changed, added or taken away without showing, whatever a program would make of it. Null where the file has no
 * such place. `at` says which one counts where there are several: in a PDF the last, which nobody's words can follow;
 * in an SVG the first, which nobody's words come before.
 */
export function hashOfFile(file: Bytes, at: 'first' | 'last'): string | null {
  const place = placeOfHash(file, at)
  if (place === null) return null
  const hash = sha256.create()
  hash.update(file.subarray(0, place))
  hash.update(encoded(NO_HASH))
  hash.update(file.subarray(place + NO_HASH.length))
  return bytesToHex(hash.digest())
}

/**
 * The file with its own hash written into it.
 *
 * @throws Error where it has no place for one
 */
export function withOwnHash(file: Bytes, at: 'first' | 'last'): { bytes: Bytes; hash: string } {
  const place = placeOfHash(file, at)
  const hash = hashOfFile(file, at)
  if (place === null || hash === null) throw new Error('The file has no place for its hash')
  const bytes = file.slice()
  bytes.set(encoded(hash), place)
  return { bytes, hash }
}

/** SHA-256 over all of a file but one stretch. */
export function hashAround(file: Bytes, { start, length }: { start: number; length: number }) {
  const hash = sha256.create()
  hash.update(file.subarray(0, start))
  hash.update(file.subarray(start + length))
  return bytesToHex(hash.digest())
}

function placeOfHash(file: Bytes, at: 'first' | 'last'): number | null {
  const found = at === 'first' ? indexOf(file, BEFORE) : lastIndexOf(file, BEFORE)
  if (found === null) return null
  const place = found + BEFORE.length
  return place + NO_HASH.length <= file.length ? place : null
}

/** Where some bytes begin in others; null where they do not stand there. */
export function indexOf(file: Uint8Array, wanted: Uint8Array, from = 0): number | null {
  for (let at = file.indexOf(wanted[0] ?? 0, from); at !== -1;) {
    if (startsAt(file, wanted, at)) return at
    at = file.indexOf(wanted[0] ?? 0, at + 1)
  }
  return null
}

export function lastIndexOf(file: Uint8Array, wanted: Uint8Array): number | null {
  for (let at = file.lastIndexOf(wanted[0] ?? 0); at !== -1;) {
    if (startsAt(file, wanted, at)) return at
    if (at === 0) return null
    at = file.lastIndexOf(wanted[0] ?? 0, at - 1)
  }
  return null
}

function startsAt(file: Uint8Array, wanted: Uint8Array, at: number): boolean {
  return wanted.every((byte, index) => file[at + index] === byte)
}
