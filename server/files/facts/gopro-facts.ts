import { open, type FileHandle } from 'node:fs/promises'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { bytesAt } from './boxes.ts'
import { notePlace } from './iso6709.ts'
import type { MovieTrack } from './movie-boxes.ts'
import { sampleSpans } from './sample-table.ts'
import { isDay, noteDate } from './stated.ts'

const MOST_BYTES = 1024 * 1024
const MOST_SAMPLES = 10
const MOST_ITEMS = 20_000

/** What a GoPro's telemetry (GPMF) begins with: the time of its GPS in UTC, and where it was with a fix. */
type GpsStart = { time: string | null; place: { lat: number; lon: number } | null }

/** Adds what the camera's GPS says, by the first second of telemetry in which it had a fix. */
export async function readGoProFacts(
  path: string,
  tracks: readonly MovieTrack[],
  facts: Facts,
): Promise<void> {
  const table = tracks.find((track) => track.format === 'gpmd')?.table
  if (!table) return
  const file = await open(path, 'r')
  try {
    let looked = 0
    for (const { start, length } of await sampleSpans(file, table)) {
      if (++looked > MOST_SAMPLES) return
      const gps = await gpsIn(file, start, length)
      if (!gps) continue
      noteDate(facts, 'gopro-gps', gps.time)
      notePlace(facts, gps.place, 'the GPS of the camera')
      return
    }
  } finally {
    await file.close()
  }
}

/** The name of the camera in a GoPro's settings (`GPMF` in `udta`); empty where there is none. */
export function goProModelIn(settings: Uint8Array): string {
  const bytes = Buffer.from(settings)
  for (const { key, at, size } of itemsIn(bytes)) {
    if (key === 'MINF')
      return bytes
        .toString('latin1', at, at + Math.min(size, 60))
        .replace(/[^\x20-\x7e]/g, '')
        .trim()
  }
  return ''
}

async function gpsIn(file: FileHandle, start: number, length: number): Promise<GpsStart | null> {
  const bytes = await bytesAt(file, start, Math.min(length, MOST_BYTES))
  let time: string | null = null
  let hasFix = false
  let scales: number[] = []
  for (const { key, at, size } of itemsIn(bytes)) {
    if (key === 'GPSF' && size >= 4) hasFix = bytes.readUInt32BE(at) >= 2
    if (key === 'GPSU') time = timeOf(bytes.toString('latin1', at, at + size))
    if (key === 'SCAL') scales = size % 4 === 0 ? integersIn(bytes, at, Math.min(5, size / 4)) : []
    if (key !== 'GPS5' || size < 20) continue
    const [lat = 0, lon = 0] = integersIn(bytes, at, 2).map(
      (value, index) => value / (scales[index] || 1),
    )
    if (hasFix) return { time, place: { lat, lon } }
  }
  return null
}

/** Items in the order of the file; nests (type 0) are entered. */
function* itemsIn(bytes: Buffer): Generator<{ key: string; at: number; size: number }> {
  let at = 0
  for (let count = 0; at + 8 <= bytes.length && count < MOST_ITEMS; count++) {
    const size = (bytes[at + 5] ?? 0) * bytes.readUInt16BE(at + 6)
    const isNest = bytes[at + 4] === 0
    if (!isNest && at + 8 + size > bytes.length) return
    yield { key: bytes.toString('latin1', at, at + 4), at: at + 8, size }
    at += isNest ? 8 : 8 + Math.ceil(size / 4) * 4
  }
}

function integersIn(bytes: Buffer, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => bytes.readInt32BE(at + index * 4))
}

/** `yymmddhhmmss.sss` in UTC. */
function timeOf(text: string): string | null {
  const match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  if (!isDay(2000 + Number(year), Number(month), Number(day))) return null
  return `20${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
