import { crc32, deflateRawSync } from 'node:zlib'

/** One file of a zip as nobody who means well lists it: what is stated need not be so. */
export type OddEntry = {
  name: string | Buffer
  bytes?: Buffer
  /** 0 stored, 8 deflated, anything else unknown to readers. */
  method?: number
  /** General purpose bits: 1 encrypted, 8 sizes come after the data. */
  flags?: number
  /** What the list at the end states, instead of what is so. */
  states?: { packed?: number; unpacked?: number; at?: number; zip64?: bigint }
}

/** The bytes of a zip, byte by byte as told; `after` is what follows its end. */
export function oddZip(entries: readonly OddEntry[], { after = '' } = {}): Buffer {
  const parts: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const { name, bytes = Buffer.alloc(0), method = 0, flags = 0, states = {} } of entries) {
    const called = Buffer.isBuffer(name) ? name : Buffer.from(name)
    const data = method === 8 ? deflateRawSync(bytes) : bytes
    const [crc, packed, unpacked] = [crc32(bytes), data.length, bytes.length]
    const inPlace = (flags & 8) === 0 ? [crc, packed, unpacked] : [0, 0, 0]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags | 0x800, 6)
    local.writeUInt16LE(method, 8)
    inPlace.forEach((value, index) => local.writeUInt32LE(value, 14 + 4 * index))
    local.writeUInt16LE(called.length, 26)
    const trailer = Buffer.alloc((flags & 8) === 0 ? 0 : 16)
    if (trailer.length > 0)
      [0x08074b50, crc, packed, unpacked].forEach((value, index) =>
        trailer.writeUInt32LE(value, 4 * index),
      )
    const extra = states.zip64 === undefined ? Buffer.alloc(0) : zip64Of(states.zip64)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE((3 << 8) | 45, 4)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(flags | 0x800, 8)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc, 16)
    entry.writeUInt32LE(states.packed ?? packed, 20)
    entry.writeUInt32LE(extra.length > 0 ? 0xffffffff : (states.unpacked ?? unpacked), 24)
    entry.writeUInt16LE(called.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE(0o100644 * 2 ** 16, 38)
    entry.writeUInt32LE(states.at ?? at, 42)
    listed.push(entry, called, extra)
    parts.push(local, called, data, trailer)
    at += 30 + called.length + data.length + trailer.length
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length & 0xffff, 8)
  end.writeUInt16LE(entries.length & 0xffff, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end, Buffer.from(after)])
}

/** The field in which large sizes stand: here that of what is unpacked. */
function zip64Of(unpacked: bigint): Buffer {
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(unpacked, 4)
  return extra
}
