import type { FrameSource } from '../../shared/evidence/references.ts'
import { fileAddress } from '../api.ts'
import { Clip } from './clip.ts'
import { pixelHash } from './pixel-hash.ts'

/** Decodes a cited frame again, from the very file it was taken from, and compares its pixels. */
export async function checkFrame(
  boardId: string,
  { sha256, index, crop, pixelSha256 }: FrameSource,
): Promise<'same' | 'other' | 'impossible'> {
  const opened = await Clip.open(fileAddress(boardId, sha256))
  if (opened.is === 'problem') return 'impossible'
  const { clip } = opened
  try {
    if (index >= clip.count) return 'other'
    const frame = await clip.frame(index)
    const pixels = await clip.pixels(frame, crop)
    frame.close()
    return pixelHash(pixels) === pixelSha256 ? 'same' : 'other'
  } catch {
    return 'impossible'
  } finally {
    clip.close()
  }
}
