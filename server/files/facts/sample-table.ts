import type { FileHandle } from 'node:fs/promises'
import { boxesIn, bytesAt, type Box } from './boxes.ts'

/** How many samples (frames, pieces of sound) a track announces, and how many lie whole in the file. */
export type SamplesHeld = { stated: number; held: number }

const MOST_BYTES = 32 * 1024 * 1024

/** Null where the table is missing, in pieces (`moof`) or larger than is read. */
export async function samplesHeld(file: FileHandle, stbl: Box): Promise<SamplesHeld | null> {
  const spans = await sampleSpans(file, stbl)
  if (spans === null) return null
  const { size } = await file.stat()
  const held = spans.filter(({ start, length }) => start + length <= size).length
  return { stated: spans.length, held }
}

/** Where each sample of a track lies in the file, in decoding order. */
export async function sampleSpans(
  file: FileHandle,
  stbl: Box,
): Promise<{ start: number; length: number }[] | null> {
  const tables = new Map<string, Buffer>()
  for await (const box of boxesIn(file, stbl.start, stbl.end)) {
    if (!/^(stsz|stsc|stco|co64)$/.test(box.type)) continue
    if (box.end - box.start > MOST_BYTES) return null
    tables.set(box.type, await bytesAt(file, box.start, box.end - box.start))
  }
  const sizes = tables.get('stsz')
  const runs = tables.get('stsc')
  const long = tables.get('co64')
  const chunks = long ?? tables.get('stco')
  if (!sizes || !runs || !chunks) return null
  if (sizes.length < 12 || runs.length < 8 || chunks.length < 8) return null
  return spansOf({ sizes, runs, chunks, isLong: long !== undefined })
}

type Tables = { sizes: Buffer; runs: Buffer; chunks: Buffer; isLong: boolean }

function spansOf({ sizes, runs, chunks, isLong }: Tables): { start: number; length: number }[] {
  const width = isLong ? 8 : 4
  const chunkCount = Math.min(chunks.readUInt32BE(4), Math.floor((chunks.length - 8) / width))
  const runCount = Math.min(runs.readUInt32BE(4), Math.floor((runs.length - 8) / 12))
  const same = sizes.readUInt32BE(4)
  const stated = sizes.readUInt32BE(8)
  const count =
    same > 0 ? Math.min(stated, 10_000_000) : Math.min(stated, Math.floor((sizes.length - 12) / 4))
  const spans: { start: number; length: number }[] = []
  let run = 0
  for (let chunk = 0; chunk < chunkCount && spans.length < count; chunk++) {
    while (run + 1 < runCount && runs.readUInt32BE(8 + (run + 1) * 12) <= chunk + 1) run++
    const perChunk = runCount === 0 ? 0 : runs.readUInt32BE(8 + run * 12 + 4)
    let start = isLong
      ? Number(chunks.readBigUInt64BE(8 + chunk * 8))
      : chunks.readUInt32BE(8 + chunk * 4)
    for (let left = perChunk; left > 0 && spans.length < count; left--) {
      const length = same > 0 ? same : sizes.readUInt32BE(12 + spans.length * 4)
      spans.push({ start, length })
      start += length
    }
  }
  return spans
}
