import { open } from 'node:fs/promises'
import { boxesIn } from './boxes.ts'

/** Bytes that an mp4 or mov promises and does not hold: its last box ends behind the end of the file. 0 if whole. */
export async function missingBytesOf(path: string): Promise<number> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let end = 0
    for await (const box of boxesIn(file, 0, size)) end = Math.max(end, box.statedEnd)
    return Math.max(0, end - size)
  } finally {
    await file.close()
  }
}
