import sharp, { type Metadata, type Sharp } from 'sharp'
import { PREVIEW_PX } from './preview-plan.ts'

const MOST_PIXELS = 200_000_000

/** A part of a picture, as shares of the sides of the picture upright. Of a round one only the ellipse in it. */
export type PictureCrop = {
  left: number
  top: number
  width: number
  height: number
  isRound: boolean
}

/**
 * A smaller WebP of a picture, turned as its EXIF says and without its metadata.
 *
 * @returns a sentence where the picture was damaged and only part of it could be used
 */
export async function previewPicture(
  path: string,
  target: string,
  crop?: PictureCrop,
): Promise<string | undefined> {
  try {
    await draw(path, target, { failOn: 'error', crop })
    return undefined
  } catch {
    await draw(path, target, { failOn: 'none', crop })
    return 'The picture is damaged: the preview shows what of it can be read.'
  }
}

async function draw(
  path: string,
  target: string,
  { failOn, crop }: { failOn: 'error' | 'none'; crop: PictureCrop | undefined },
): Promise<void> {
  const open = () => sharp(path, { failOn, limitInputPixels: MOST_PIXELS, sequentialRead: true })
  const upright = open().autoOrient()
  const part = crop ? upright.extract(boxOf(crop, await open().metadata())) : upright
  const drawn = part.resize(PREVIEW_PX, PREVIEW_PX, { fit: 'inside', withoutEnlargement: true })
  const shown = crop?.isRound ? await rounded(drawn) : drawn
  await shown.webp({ quality: 82 }).toFile(target)
}

/** Whole pixels that lie within: none of those beside it. */
function boxOf({ left, top, width, height }: PictureCrop, { autoOrient: size }: Metadata) {
  const inside = (from: number, share: number, side: number) => {
    const first = Math.min(side - 1, Math.ceil(from * side))
    return [first, Math.max(1, Math.floor((from + share) * side) - first)] as const
  }
  const [x, w] = inside(left, width, size.width)
  const [y, h] = inside(top, height, size.height)
  return { left: x, top: y, width: w, height: h }
}

/** What lies outside the ellipse in it is not there at all. */
async function rounded(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.ensureAlpha().png().toBuffer({ resolveWithObject: true })
  const [x, y] = [info.width / 2, info.height / 2]
  const ellipse = `<svg width="${info.width}" height="${info.height}"><ellipse cx="${x}" cy="${y}" rx="${x}" ry="${y}"/></svg>`
  return sharp(data).composite([{ input: Buffer.from(ellipse), blend: 'dest-in' }])
}
