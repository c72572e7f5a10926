import { open } from 'node:fs/promises'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { bytesAt } from './boxes.ts'

/** What the main header of an AVI file says (`avih`): size, rate and number of frames. */
export async function readAviFacts(path: string, facts: Facts): Promise<void> {
  const file = await open(path, 'r')
  try {
    const head = await bytesAt(file, 0, 4096)
    const at = head.indexOf('avih')
    if (at < 0 || head.length < at + 8 + 40) {
      facts.notes?.push('The header of the AVI file could not be read.')
      return
    }
    const microsecondsAFrame = head.readUInt32LE(at + 8)
    const frames = head.readUInt32LE(at + 24)
    facts.width = head.readUInt32LE(at + 40)
    facts.height = head.readUInt32LE(at + 44)
    const codec = codecIn(head)
    if (codec !== '') facts.videoCodec = codec
    if (microsecondsAFrame > 0) {
      facts.frameRate = Number((1e6 / microsecondsAFrame).toFixed(2))
      facts.durationS = Number(((frames * microsecondsAFrame) / 1e6).toFixed(3))
    }
    facts.notes?.push('AVI does not play in browsers: the original is kept and can be downloaded.')
  } finally {
    await file.close()
  }
}

/** The four letters of the picture's compression (`biCompression` of the first video stream's format). */
function codecIn(head: Buffer): string {
  const format = head.indexOf('strf', Math.max(0, head.indexOf('vids')))
  if (format < 0 || head.length < format + 28) return ''
  return head
    .toString('latin1', format + 24, format + 28)
    .replace(/[^\w ]/g, '')
    .trim()
}
