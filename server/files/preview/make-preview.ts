import type { Facts } from '../../../shared/evidence/fields.ts'
import type { Hashes } from '../../../shared/media/hashes.ts'
import { previewPicture, type PictureCrop } from './picture-preview.ts'
import type { PreviewPlan } from './preview-plan.ts'
import { isPlainPicture, previewRaster } from './raster-preview.ts'
import { videoHashes } from './video-hashes.ts'
import { makePoster } from './video-poster.ts'

export type PreviewTask = {
  path: string
  type: string
  plan: PreviewPlan
  facts: Facts
  target: string
  /** Of a picture only this part. */
  crop?: PictureCrop
  /** Of a clip this frame, and no poster. */
  atS?: number
}

/** Whether a picture was written to `target`, what there is to say about it, and how the frames of a clip look. */
export type PreviewResult = { isMade: boolean; note?: string; hashes?: Hashes }

/** Makes the working copy to look at. Runs in the reader's own process. Never throws. */
export async function makePreview(task: PreviewTask): Promise<PreviewResult> {
  try {
    const note = await draw(task)
    const hashes =
      task.plan === 'poster' && task.atS === undefined
        ? await videoHashes(task, task.target)
        : undefined
    return { isMade: true, ...(note !== undefined && { note }), ...(hashes && { hashes }) }
  } catch {
    return { isMade: false, note: failureOf(task) }
  }
}

async function draw(task: PreviewTask): Promise<string | undefined> {
  const { path, plan, target, crop } = task
  if (plan === 'poster') {
    await makePoster(task, target)
    return undefined
  }
  if (plan === 'picture') return previewPicture(path, target, crop)
  if (await isPlainPicture(path)) return previewPicture(path, target)
  try {
    await previewRaster(path, target)
    return 'The preview is stretched for looking at: its colours and brightness are not those of the original.'
  } catch {
    return previewPicture(path, target)
  }
}

function failureOf({ plan, type }: PreviewTask): string {
  if (plan === 'poster') return 'No still of the video could be made on the server.'
  if (/hei[cf]/.test(type))
    return 'HEIC pictures cannot be decoded on this server: the original is kept and can be downloaded.'
  return 'No preview could be made: the picture may be damaged. The original is kept as received.'
}
