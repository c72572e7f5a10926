import type { FileHandle } from 'node:fs/promises'

/**
 * One box of an ISO base media file (mp4, mov, heic): where its content lies, in bytes. `statedEnd` may lie behind
 * the end of a file that was cut short.
 */
export type Box = { type: string; start: number; end: number; statedEnd: number }

const MOST_BOXES = 4096

/** The boxes between two positions, without what is in them. Stops quietly at the first that cannot be. */
export async function* boxesIn(file: FileHandle, start: number, end: number): AsyncGenerator<Box> {
  let at = start
  for (let count = 0; at + 8 <= end && count < MOST_BOXES; count++) {
    const head = await bytesAt(file, at, 16)
    if (head.length < 8) return
    const type = head.toString('latin1', 4, 8)
    let size = head.readUInt32BE(0)
    let header = 8
    if (size === 1 && head.length === 16) {
      size = Number(head.readBigUInt64BE(8))
      header = 16
    } else if (size === 0) size = end - at
    if (size < header) return
    yield { type, start: at + header, end: Math.min(at + size, end), statedEnd: at + size }
    at += size
  }
}

/** Up to `length` bytes; fewer at the end of the file. */
export async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
