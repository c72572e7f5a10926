import sharp from 'sharp'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { HASH_ALGORITHM, hashOf, LUMA_SIDE } from '../../../shared/media/picture-hash.ts'

/** Larger pictures are not decoded for this. */
const MOST_PIXELS = 60_000_000
/** Smaller ones show too little to be told from others. */
const LEAST_PX = 32
/** What a transparent part is hashed as. */
const BEHIND = '#808080'

/** Adds the perceptual hash of a picture, turned as its EXIF says. A damaged or deep one gets none. */
export async function readPictureHashes(path: string, facts: Facts): Promise<void> {
  const { width = 0, height = 0, crs, footprint } = facts
  if (Math.min(width, height) < LEAST_PX || width * height > MOST_PIXELS) return
  const picture = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient()
  // The fourth band of a snapshot is a colour that people do not see.
  const isSnapshot = crs !== undefined || footprint !== undefined
  const opaque = isSnapshot ? picture.removeAlpha() : picture.flatten({ background: BEHIND })
  const pixels = await opaque
    .resize(LUMA_SIDE, LUMA_SIDE, { fit: 'fill' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  const hash = hashOf({ pixels, w: LUMA_SIDE, h: LUMA_SIDE })
  if (hash !== null) facts.hashes = { algorithm: HASH_ALGORITHM, frames: [{ hash }] }
}
