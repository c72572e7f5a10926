import { open, type FileHandle } from 'node:fs/promises'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { bytesAt } from './boxes.ts'
import { noteDate, noteSoftware } from './stated.ts'

/** One chunk of a RIFF file: what it is (for a list, the list's kind), and where its content lies. */
type Chunk = { type: string; isList: boolean; start: number; end: number }

const MOST_CHUNKS = 5000

/** What the headers of an AVI file say: size, rate, number of frames, codecs, sound, date and program. */
export async function readAviFacts(path: string, facts: Facts): Promise<void> {
  const file = await open(path, 'r')
  facts.container = 'AVI'
  try {
    const { size } = await file.stat()
    let stream = ''
    for await (const { type, isList, start, end } of chunksIn(file, 12, size)) {
      if (isList) continue
      const head = await bytesAt(file, start, Math.min(end - start, 256))
      if (type === 'avih') readMainHeader(head, facts)
      if (type === 'strh') {
        stream = head.toString('latin1', 0, 4)
        if (stream === 'vids') readVideoHeader(head, facts)
      }
      if (type === 'strf' && stream === 'vids') facts.videoCodec ??= codecName(head, 16)
      if (type === 'strf' && stream === 'auds') readSound(head, facts)
      if (type === 'ISFT') noteSoftware(facts, textIn(head))
      if (type === 'IDIT' || type === 'ICRD') noteDate(facts, 'riff-date', aviDate(textIn(head)))
    }
    if (facts.width === undefined)
      facts.notes?.push('The header of the AVI file could not be read.')
    const stated = facts.dates?.find(({ from }) => from === 'riff-date')
    if (stated) facts.takenAt = stated.value
  } finally {
    await file.close()
  }
}

/** Chunks in the order of the file; lists are entered, but for the pictures and sounds themselves. */
async function* chunksIn(file: FileHandle, start: number, end: number): AsyncGenerator<Chunk> {
  let at = start
  for (let count = 0; at + 8 <= end && count < MOST_CHUNKS; count++) {
    const head = await bytesAt(file, at, 12)
    if (head.length < 8) return
    const size = head.readUInt32LE(4)
    const name = head.toString('latin1', 0, 4)
    const isList = name === 'LIST' || name === 'RIFF'
    const type = isList ? head.toString('latin1', 8, 12) : name
    const isEntered = isList && type !== 'movi'
    yield { type, isList, start: at + (isList ? 12 : 8), end: Math.min(at + 8 + size, end) }
    at += isEntered ? 12 : 8 + size + (size % 2)
  }
}

function readMainHeader(head: Buffer, facts: Facts): void {
  if (head.length < 40) return
  const microsecondsAFrame = head.readUInt32LE(0)
  const frames = head.readUInt32LE(16)
  facts.width = head.readUInt32LE(32)
  facts.height = head.readUInt32LE(36)
  if (frames > 0) facts.frames = frames
  if (microsecondsAFrame === 0) return
  facts.frameRate = Number((1e6 / microsecondsAFrame).toFixed(2))
  facts.durationS = Number(((frames * microsecondsAFrame) / 1e6).toFixed(3))
}

/** `dwScale` and `dwRate`: the rate of this stream, more exact than the main header's. */
function readVideoHeader(head: Buffer, facts: Facts): void {
  if (head.length < 28) return
  const [scale, rate] = [head.readUInt32LE(20), head.readUInt32LE(24)]
  if (scale === 0 || rate === 0) return
  facts.timeBaseHz = Number((rate / scale).toFixed(3))
  facts.frameRate = Number((rate / scale).toFixed(2))
}

/** `WAVEFORMATEX`: kind, channels, samples a second. */
function readSound(head: Buffer, facts: Facts): void {
  if (head.length < 8) return
  const kind = head.readUInt16LE(0)
  facts.audioCodec ??= soundKinds[kind] ?? `format ${kind}`
  facts.audioChannels ??= head.readUInt16LE(2)
  facts.audioRateHz ??= head.readUInt32LE(4)
}

const soundKinds: Record<number, string> = {
  1: 'pcm',
  2: 'adpcm',
  6: 'alaw',
  7: 'ulaw',
  0x11: 'adpcm',
  0x50: 'mp2',
  0x55: 'mp3',
  0xff: 'aac',
  0x2000: 'ac3',
}

/** The four letters of a picture's compression. */
function codecName(head: Buffer, at: number): string {
  const letters = head.toString('latin1', at, at + 4)
  return letters.replace(/[^\w ]/g, '').trim() || 'uncompressed'
}

function textIn(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end).trim()
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** `MON MAR 10 13:01:05 2008` or `2008-03-10 13:01:05` or `2008/03/10/ 13:01`, as cameras write it. */
function aviDate(text: string): string | null {
  const written = /^\w{3} (\w{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})/.exec(text)
  if (written) {
    const month = months.indexOf((written[1] ?? '').toUpperCase()) + 1
    if (month === 0) return null
    const two = (part: number) => String(part).padStart(2, '0')
    return `${written[4]}-${two(month)}-${two(Number(written[2]))}T${written[3]}`
  }
  const figures = /^(\d{4})[-/](\d\d)[-/](\d\d)\/?(?:[ T]+(\d\d:\d\d)(:\d\d)?)?/.exec(text)
  if (!figures) return null
  const day = `${figures[1]}-${figures[2]}-${figures[3]}`
  return figures[4] === undefined ? day : `${day}T${figures[4]}${figures[5] ?? ':00'}`
}
