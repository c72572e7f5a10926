import { open, type FileHandle } from 'node:fs/promises'
import { boxesIn, bytesAt, type Box } from './boxes.ts'
import { samplesHeld, type SamplesHeld } from './sample-table.ts'

/** What the boxes of an mp4 or mov say that a player does not need (ISO 14496-12, QuickTime). */
export type MovieBoxes = {
  /** The major brand of `ftyp`; empty where there is none. */
  brand: string
  /** `YYYY-MM-DDTHH:MM:SS` as the header holds it: meant as UTC, often local time. Null where zero. */
  created: string | null
  changed: string | null
  tracks: MovieTrack[]
}

export type MovieTrack = {
  /** `vide`, `soun`, `meta`, `tmcd` … */
  handler: string
  created: string | null
  /** Names that a device or a program left: of the handler, and of the compressor. */
  names: string[]
  /** The kind of its samples: `avc1`, `hvc1`, `gpmd` … */
  format: string
  /** Its `stbl`, for whoever reads its samples. */
  table: Box | null
  held: SamplesHeld | null
}

const SECONDS_FROM_1904_TO_1970 = 2_082_844_800
const MOST_TRACKS = 64

export async function movieBoxesOf(path: string): Promise<MovieBoxes> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const movie: MovieBoxes = { brand: '', created: null, changed: null, tracks: [] }
    for await (const box of boxesIn(file, 0, size)) {
      if (box.type === 'ftyp')
        movie.brand = printable((await bytesAt(file, box.start, 4)).toString('latin1'))
      if (box.type === 'moov') await readMovie(file, box, movie)
    }
    return movie
  } finally {
    await file.close()
  }
}

async function readMovie(file: FileHandle, moov: Box, movie: MovieBoxes): Promise<void> {
  for await (const box of boxesIn(file, moov.start, moov.end)) {
    if (box.type === 'mvhd') {
      const header = await bytesAt(file, box.start, 20)
      movie.created ??= clockAt(header, 'created')
      movie.changed ??= clockAt(header, 'changed')
    }
    if (box.type === 'trak' && movie.tracks.length < MOST_TRACKS)
      movie.tracks.push(await trackOf(file, box))
  }
}

async function trackOf(file: FileHandle, trak: Box): Promise<MovieTrack> {
  const track: MovieTrack = {
    handler: '',
    created: null,
    names: [],
    format: '',
    table: null,
    held: null,
  }
  const inside = new Set(['mdia', 'minf', 'stbl'])
  const walk = async (start: number, end: number): Promise<void> => {
    for await (const box of boxesIn(file, start, end)) {
      if (box.type === 'mdhd')
        track.created = clockAt(await bytesAt(file, box.start, 20), 'created')
      if (box.type === 'hdlr' && track.handler === '') await readHandler(file, box, track)
      if (box.type === 'stsd') await readFormat(file, box, track)
      if (box.type === 'stbl') {
        track.table = box
        track.held = await samplesHeld(file, box)
      }
      if (inside.has(box.type)) await walk(box.start, box.end)
    }
  }
  await walk(trak.start, trak.end)
  return track
}

async function readHandler(file: FileHandle, box: Box, track: MovieTrack): Promise<void> {
  const bytes = await bytesAt(file, box.start, Math.min(box.end - box.start, 280))
  track.handler = printable(bytes.toString('latin1', 8, 12))
  addName(track, bytes.subarray(24))
}

/** The kind of samples, and the name of the compressor in 32 bytes of a picture's description. */
async function readFormat(file: FileHandle, box: Box, track: MovieTrack): Promise<void> {
  const bytes = await bytesAt(file, box.start, 8 + 8 + 78)
  track.format = printable(bytes.toString('latin1', 12, 16))
  if (track.handler === 'vide' && bytes.length >= 94) addName(track, bytes.subarray(58, 90))
}

/** A text that may begin with its length, as QuickTime writes it, or end with a zero. */
function addName(track: MovieTrack, bytes: Buffer): void {
  const end = bytes.indexOf(0, 1)
  const text = bytes.subarray((bytes[0] ?? 0) < 32 ? 1 : 0, end < 0 ? bytes.length : end)
  const name = printable(text.toString('utf8'))
  if (name.length > 2) track.names.push(name.slice(0, 200))
}

function clockAt(header: Buffer, which: 'created' | 'changed'): string | null {
  if (header.length < 20) return null
  const isLong = header[0] === 1
  const at = which === 'created' ? 4 : isLong ? 12 : 8
  const seconds = isLong ? Number(header.readBigUInt64BE(at)) : header.readUInt32BE(at)
  const unix = seconds - SECONDS_FROM_1904_TO_1970
  // A clock that was never set reads zero or a little after the epoch of either kind.
  if (unix < 86_400 || unix > 4_102_444_800) return null
  return new Date(unix * 1000).toISOString().slice(0, 19)
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '').trim()
}
