import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { fileAddress } from '../../api.ts'
import { playableOf } from '../../media/playable.ts'
import { playedFrame } from '../../media/played-frame.ts'

/**
 * The frame of a clip that is on show at a time, as a `data:` address; null where this browser cannot decode it. One that
 * somebody chose is counted out; any other is the one that this browser plays then.
 */
export async function frameAsPicture(
  evidence: Evidence,
  { boardId, timeS, isChosen }: { boardId: string; timeS: number; isChosen: boolean },
): Promise<string | null> {
  const original = valueOf(evidence, 'file', 'file')?.sha256
  const copy = playableOf(evidence)?.sha256
  for (const sha256 of new Set([original, copy])) {
    if (sha256 === undefined) continue
    const address = fileAddress(boardId, sha256)
    // oxlint-disable-next-line no-await-in-loop -- the copy is asked for only where the original cannot be decoded
    const frame = await (isChosen ? frameAt(address, timeS) : playedFrame(address, timeS))
    if (frame !== null) return frame
  }
  return null
}

async function frameAt(address: string, timeS: number): Promise<string | null> {
  const { Clip } = await import('../../media/clip.ts')
  const opened = await Clip.open(address)
  if (opened.is === 'problem') return null
  try {
    return await drawn(opened.clip, timeS)
  } finally {
    opened.clip.close()
  }
}

async function drawn(
  clip: import('../../media/clip.ts').Clip,
  timeS: number,
): Promise<string | null> {
  const { startsS } = clip.times
  const after = startsS.findIndex((start) => start > timeS + 1e-6)
  const index = after === -1 ? clip.count - 1 : Math.max(0, after - 1)
  const frame = await clip.frame(index)
  const { w, h, rgba } = await clip.pixels(frame, null).finally(() => frame.close())
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, w, h), 0, 0)
  return canvas.toDataURL('image/jpeg', 0.95)
}
