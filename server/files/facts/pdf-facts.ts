import { open } from 'node:fs/promises'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { bytesAt } from './boxes.ts'

const MOST_BYTES = 16 * 1024 * 1024

/**
 * Pages of a PDF by the largest `/Count` of its page trees, where they are not compressed. A guess from
 * outside the format's object streams, so it is left out rather than wrong when nothing is found.
 */
export async function readPdfFacts(path: string, facts: Facts): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const text = (await bytesAt(file, 0, Math.min(size, MOST_BYTES))).toString('latin1')
    const counts = [
      ...text.matchAll(
        /\/Type\s*\/Pages\b[^>]{0,400}?\/Count\s+(\d{1,6})|\/Count\s+(\d{1,6})[^>]{0,400}?\/Type\s*\/Pages\b/g,
      ),
    ]
    const pages = Math.max(0, ...counts.map((match) => Number(match[1] ?? match[2])))
    if (pages > 0) facts.pages = pages
  } finally {
    await file.close()
  }
}
