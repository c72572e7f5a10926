import type { Clip } from './clip.ts'
import { grabFrame, type Cited, type GrabbedFrame } from './grab-frame.ts'
import {
  evenFrames,
  framesToCompare,
  sceneStarts,
  sharesOfColours,
  type Look,
} from './scene-changes.ts'

export type SheetWish = {
  count: number
  choose: 'evenly' | 'at-scene-changes'
  startS: number
  endS: number
}

type Under = { cited: Cited; signal: AbortSignal; onProgress: (share: number) => void }

/** Frames compared with each other in the search for scenes: enough for some minutes frame by frame. */
const MOST_COMPARED = 600
/** Frames are compared as small pictures, pixels. */
const COMPARED = { w: 64, h: 36 }

/** The frames of a contact sheet, each cited; null where it was called off. */
export async function framesOfSheet(
  clip: Clip,
  { count, choose, startS, endS }: SheetWish,
  { cited, signal, onProgress }: Under,
): Promise<GrabbedFrame[] | null> {
  const isSearch = choose === 'at-scene-changes'
  const indices = isSearch
    ? await findScenes(clip, { count, startS, endS }, { signal, onProgress })
    : evenFrames(clip.times, { startS, endS, count })
  const searched = isSearch ? 0.5 : 0
  const grabbed: GrabbedFrame[] = []
  for await (const { index, frame } of clip.walk(indices)) {
    try {
      if (signal.aborted) return null
      grabbed.push(await grabFrame(clip, { frame, index, crop: null, cited }))
    } finally {
      frame.close()
    }
    onProgress(searched + (grabbed.length / indices.length) * (1 - searched))
  }
  return signal.aborted ? null : grabbed
}

async function findScenes(
  clip: Clip,
  { count, startS, endS }: Omit<SheetWish, 'choose'>,
  { signal, onProgress }: Omit<Under, 'cited'>,
): Promise<number[]> {
  const indices = framesToCompare(clip.times, { startS, endS, most: MOST_COMPARED })
  const canvas = document.createElement('canvas')
  canvas.width = COMPARED.w
  canvas.height = COMPARED.h
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const looks: Look[] = []
  if (!context) return []
  for await (const { index, frame } of clip.walk(indices)) {
    frame.draw(context)
    frame.close()
    if (signal.aborted) return []
    const { data } = context.getImageData(0, 0, COMPARED.w, COMPARED.h)
    looks.push({ index, shares: sharesOfColours(data) })
    onProgress(looks.length / indices.length / 2)
  }
  return sceneStarts(looks, count)
}
