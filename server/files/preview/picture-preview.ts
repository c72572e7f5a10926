import sharp from 'sharp'
import { PREVIEW_PX } from './preview-plan.ts'

const MOST_PIXELS = 200_000_000

/**
 * A smaller WebP of a picture, turned as its EXIF says and without its metadata.
 *
 * @returns a sentence where the picture was damaged and only part of it could be used
 */
export async function previewPicture(path: string, target: string): Promise<string | undefined> {
  try {
    await draw(path, target, 'error')
    return undefined
  } catch {
    await draw(path, target, 'none')
    return 'The picture is damaged: the preview shows what of it can be read.'
  }
}

async function draw(path: string, target: string, failOn: 'error' | 'none'): Promise<void> {
  await sharp(path, { failOn, limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .autoOrient()
    .resize(PREVIEW_PX, PREVIEW_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toFile(target)
}
