import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Crop, FrameSource } from '../../shared/evidence/references.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { exactClock } from '../../shared/media/media-time.ts'
import type { Clip } from './clip.ts'
import type { Frame } from './frame-reader.ts'
import { messages } from './media-messages.ts'
import { pixelHash } from './pixel-hash.ts'
import { pngOf } from './png.ts'
import type { Opened } from './use-clip.ts'

/** A frame cited: a lossless picture of it, and how to get the same one again. */
export type GrabbedFrame = { file: File; frameOf: FrameSource }

/** What the clip is on the board, and which bytes of it are decoded. */
export type Cited = { evidence: Evidence } & Pick<Opened, 'sha256' | 'originalSha256'>

export async function grabFrame(
  clip: Clip,
  { frame, index, crop, cited }: { frame: Frame; index: number; crop: Crop | null; cited: Cited },
): Promise<GrabbedFrame> {
  const pixels = await clip.pixels(frame, crop)
  const pixelSha256 = pixelHash(pixels)
  const { evidence, sha256, originalSha256 } = cited
  const frameOf: FrameSource = {
    of: evidence.id,
    sha256,
    timeS: clip.times.startsS[index] ?? 0,
    index,
    crop,
    pixelSha256,
    ...(originalSha256 !== sha256 && { originalSha256 }),
  }
  return { frameOf, file: fileOf(await pngOf(pixels), { evidence, index, pixelSha256 }) }
}

/** The fields of the photo that a grabbed frame becomes. */
export function fieldsOfGrabbed(
  { frameOf }: GrabbedFrame,
  { evidence, by }: { evidence: Evidence; by: string },
): Record<string, unknown> {
  const title = titleOf(evidence)
  const time = exactClock(frameOf.timeS)
  return {
    ...inherited(evidence),
    title: messages.grab.title(title, frameOf.index, time),
    receivedFrom: messages.grab.receivedFrom(title, frameOf.index, time, by),
    frameOf,
  }
}

/**
 * What holds for a frame because it holds for its clip, each in its own field: nobody becomes the filmer for having
 * posted. Judgements (place, date, verification, gradings) stay with the clip, where they can still change; what
 * keeps a picture behind a curtain or says that it is a stand-in goes along.
 */
const inheritedFields = [
  'source',
  'firstPostedBy',
  'postedBy',
  'sourceUrl',
  'datePublished',
  'sensitivity',
  'standIn',
] as const

function inherited(evidence: Evidence): Record<string, unknown> {
  return Object.fromEntries(
    inheritedFields.flatMap((name) =>
      evidence[name] === undefined ? [] : [[name, evidence[name]]],
    ),
  )
}

/** The same pixels make the same file, name and all, so that an upload of them is recognised. */
function fileOf(
  png: Blob,
  { evidence, index, pixelSha256 }: { evidence: Evidence; index: number; pixelSha256: string },
): File {
  const stem = titleOf(evidence)
    .replace(/\.[^.\s]{1,5}$/, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  const name = `${stem || 'clip'}-frame-${index}-${pixelSha256.slice(0, 8)}.png`
  return new File([png], name, { type: 'image/png', lastModified: 0 })
}
