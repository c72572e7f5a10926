import type { FileHandle } from 'node:fs/promises'
import { boxesIn, bytesAt, type Box } from './boxes.ts'

/** How many samples (frames, pieces of sound) a track announces, and how many lie whole in the file. */
export type SamplesHeld = { stated: number; held: number }

type Span = { start: number; length: number }

const MOST_BYTES = 32 * 1024 * 1024
const MOST_SAMPLES = 2_000_000

/** Null where the table is missing, in pieces (`moof`) or larger than is read. */
export async function samplesHeld(file: FileHandle, stbl: Box): Promise<SamplesHeld | null> {
  const { size } = await file.stat()
  const found: SamplesHeld = { stated: 0, held: 0 }
  for (const { start, length } of await sampleSpans(file, stbl)) {
    found.stated++
    if (start + length <= size) found.held++
  }
  return found.stated === 0 || found.stated >= MOST_SAMPLES ? null : found
}

/** Where each sample of a track lies in the file, in decoding order. None where there is no table to be read. */
export async function sampleSpans(file: FileHandle, stbl: Box): Promise<Iterable<Span>> {
  const tables = new Map<string, Buffer>()
  for await (const box of boxesIn(file, stbl.start, stbl.end)) {
    if (!/^(stsz|stsc|stco|co64)$/.test(box.type)) continue
    if (box.end - box.start > MOST_BYTES) return []
    tables.set(box.type, await bytesAt(file, box.start, box.end - box.start))
  }
  const sizes = tables.get('stsz')
  const runs = tables.get('stsc')
  const long = tables.get('co64')
  const chunks = long ?? tables.get('stco')
  if (!sizes || !runs || !chunks) return []
  if (sizes.length < 12 || runs.length < 8 || chunks.length < 8) return []
  return spansIn({ sizes, runs, chunks, isLong: long !== undefined })
}

type Tables = { sizes: Buffer; runs: Buffer; chunks: Buffer; isLong: boolean }

function* spansIn({ sizes, runs, chunks, isLong }: Tables): Generator<Span> {
  const width = isLong ? 8 : 4
  const chunkCount = Math.min(chunks.readUInt32BE(4), Math.floor((chunks.length - 8) / width))
  const runCount = Math.min(runs.readUInt32BE(4), Math.floor((runs.length - 8) / 12))
  const same = sizes.readUInt32BE(4)
  const stated = sizes.readUInt32BE(8)
  const listed = same > 0 ? stated : Math.floor((sizes.length - 12) / 4)
  const count = Math.min(stated, listed, MOST_SAMPLES)
  let given = 0
  let run = 0
  for (let chunk = 0; chunk < chunkCount && given < count; chunk++) {
    while (run + 1 < runCount && runs.readUInt32BE(8 + (run + 1) * 12) <= chunk + 1) run++
    const perChunk = runCount === 0 ? 0 : runs.readUInt32BE(8 + run * 12 + 4)
    let start = isLong
      ? Number(chunks.readBigUInt64BE(8 + chunk * 8))
      : chunks.readUInt32BE(8 + chunk * 4)
    for (let left = perChunk; left > 0 && given < count; left--) {
      const length = same > 0 ? same : sizes.readUInt32BE(12 + given * 4)
      yield { start, length }
      given++
      start += length
    }
  }
}
