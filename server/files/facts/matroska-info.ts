import { open } from 'node:fs/promises'
import { bytesAt } from './boxes.ts'

/** What the `Info` element of a Matroska or WebM file says of its making (RFC 9559). */
export type MatroskaInfo = { date: string | null; muxer: string; writer: string }

const SEGMENT = 0x18538067
const INFO = 0x1549a966
const DATE = 0x4461
const MUXER = 0x4d80
const WRITER = 0x5741
/** The first cluster: what describes the file stands before its pictures. */
const CLUSTER = 0x1f43b675

const NANOSECONDS_TO_2001 = 978_307_200_000n * 1_000_000n
const MOST_ELEMENTS = 200

/** Null where there is no such element before the pictures. */
export async function matroskaInfoOf(path: string): Promise<MatroskaInfo | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let at = 0
    for (let count = 0; count < MOST_ELEMENTS && at < size; count++) {
      const head = elementIn(await bytesAt(file, at, 12))
      if (!head || head.id === CLUSTER) return null
      if (head.id === SEGMENT) at += head.header
      else if (head.id === INFO)
        return infoIn(await bytesAt(file, at + head.header, Math.min(head.size, 64 * 1024)))
      else at += head.header + head.size
    }
    return null
  } finally {
    await file.close()
  }
}

function infoIn(bytes: Buffer): MatroskaInfo {
  const info: MatroskaInfo = { date: null, muxer: '', writer: '' }
  let at = 0
  for (let count = 0; count < MOST_ELEMENTS; count++) {
    const head = elementIn(bytes.subarray(at, at + 12))
    if (!head) break
    const content = bytes.subarray(at + head.header, at + head.header + head.size)
    if (head.id === DATE && content.length === 8) info.date = dateIn(content)
    if (head.id === MUXER) info.muxer = content.toString('utf8')
    if (head.id === WRITER) info.writer = content.toString('utf8')
    at += head.header + head.size
  }
  return info
}

/** Nanoseconds since 2001 in UTC. */
function dateIn(bytes: Buffer): string | null {
  const nanoseconds = bytes.readBigInt64BE(0)
  if (nanoseconds === 0n) return null
  const milliseconds = Number((nanoseconds + NANOSECONDS_TO_2001) / 1_000_000n)
  const isPlausible = milliseconds > 0 && milliseconds < 4_102_444_800_000
  return isPlausible ? new Date(milliseconds).toISOString().slice(0, 19) : null
}

/** An element's id, size and the length of both; a size that is not known is taken as none to skip. */
function elementIn(bytes: Buffer): { id: number; size: number; header: number } | null {
  const idLength = Math.clz32(bytes[0] ?? 0) - 23
  if (idLength > 4 || bytes.length < idLength + 1) return null
  const sizeLength = Math.clz32(bytes[idLength] ?? 0) - 23
  if (sizeLength > 8 || bytes.length < idLength + sizeLength) return null
  const id = bytes.readUIntBE(0, idLength)
  let size = (bytes[idLength] ?? 0) & ((1 << (8 - sizeLength)) - 1)
  let isUnknown = size === (1 << (8 - sizeLength)) - 1
  for (let index = 1; index < sizeLength; index++) {
    const byte = bytes[idLength + index] ?? 0
    size = size * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return { id, size: isUnknown ? 0 : size, header: idLength + sizeLength }
}
