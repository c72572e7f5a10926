import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * Consecutive rows of a board's log as one run of bytes, column by column, which is what makes them small: rows of
 * one person dragging differ in a few bytes only. Nothing is left out but what follows from the rest: positions (they
 * are consecutive) and hashes (they are SHA-256 over the rest, see hash-chain.ts).
 *
 * lib0 encoding: format (1); count; actors, each once; then for every row the time since the row before (signed, ms;
 * the first since 1970), which actor, how long the update is; then the updates one after another.
 */

export type PackedRow = { at: number; actor: string; update: Uint8Array }

const FORMAT = 1

export function packRows(rows: readonly PackedRow[]): Uint8Array {
  const actors = [...new Set(rows.map((row) => row.actor))]
  const indexOf = new Map(actors.map((actor, index) => [actor, index]))
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FORMAT)
    encoding.writeVarUint(encoder, rows.length)
    encoding.writeVarUint(encoder, actors.length)
    for (const actor of actors) encoding.writeVarUint8Array(encoder, Buffer.from(actor))
    let at = 0
    for (const row of rows) {
      encoding.writeVarInt(encoder, row.at - at)
      at = row.at
    }
    for (const row of rows) encoding.writeVarUint(encoder, indexOf.get(row.actor) ?? 0)
    for (const row of rows) encoding.writeVarUint(encoder, row.update.byteLength)
    for (const row of rows) encoding.writeUint8Array(encoder, row.update)
  })
}

/** @throws Error where the bytes are not what `packRows` gave */
export function unpackRows(bytes: Uint8Array): PackedRow[] {
  const decoder = decoding.createDecoder(bytes)
  if (decoding.readVarUint(decoder) !== FORMAT) throw new Error('An unknown format of rows')
  const count = decoding.readVarUint(decoder)
  const actors = Array.from({ length: decoding.readVarUint(decoder) }, () =>
    Buffer.from(decoding.readVarUint8Array(decoder)).toString(),
  )
  let at = 0
  const ats = Array.from({ length: count }, () => (at += decoding.readVarInt(decoder)))
  const names = Array.from({ length: count }, () => actors[decoding.readVarUint(decoder)])
  const lengths = Array.from({ length: count }, () => decoding.readVarUint(decoder))
  const rows = lengths.map((length, index) => {
    const actor = names[index]
    if (actor === undefined) throw new Error('A row names no actor')
    return { at: ats[index] ?? 0, actor, update: decoding.readUint8Array(decoder, length) }
  })
  if (decoding.hasContent(decoder)) throw new Error('There is more than the rows')
  return rows
}
