import { open } from 'node:fs/promises'
import { boxesIn, bytesAt } from './boxes.ts'

const SECONDS_FROM_1904_TO_1970 = 2_082_844_800

/**
 * The creation time of an mp4 or mov by its movie header (ISO 14496-12 `mvhd`), as `YYYY-MM-DDTHH:MM:SS`;
 * null where there is none or it is zero. The format means UTC, many cameras write local time: no zone is given.
 */
export async function movieClockOf(path: string): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    for await (const moov of boxesIn(file, 0, size)) {
      if (moov.type !== 'moov') continue
      for await (const box of boxesIn(file, moov.start, moov.end)) {
        if (box.type === 'mvhd') return clockIn(await bytesAt(file, box.start, 12))
      }
    }
    return null
  } finally {
    await file.close()
  }
}

function clockIn(header: Buffer): string | null {
  if (header.length < 12) return null
  const seconds = header[0] === 1 ? Number(header.readBigUInt64BE(4)) : header.readUInt32BE(4)
  const unix = seconds - SECONDS_FROM_1904_TO_1970
  // A clock that was never set reads zero or a little after the epoch of either kind.
  if (unix < 86_400 || unix > 4_102_444_800) return null
  return new Date(unix * 1000).toISOString().slice(0, 19)
}
