import { fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff'
import sharp from 'sharp'
import { PREVIEW_PX } from './preview-plan.ts'
import { stretchToRgba } from './stretch.ts'

/** Decoded samples held at once. A larger picture without overviews is not decoded here. */
const MOST_BYTES = 600 * 1024 * 1024

/** Whether a TIFF is a plain picture of 8 bits in grey or colour, which needs no stretching. */
export async function isPlainPicture(path: string): Promise<boolean> {
  const tiff = await fromFile(path)
  try {
    const image = await tiff.getImage()
    const bands = image.getSamplesPerPixel()
    return image.getBitsPerSample() <= 8 && (bands === 1 || bands === 3)
  } finally {
    await tiff.close()
  }
}

/** A picture to look at from a TIFF of any depth: 16-bit, floating point, many bands. */
export async function previewRaster(path: string, target: string): Promise<void> {
  const tiff = await fromFile(path)
  try {
    const image = await smallestThatServes(tiff)
    const [w, h] = [image.getWidth(), image.getHeight()]
    const samples = image.getSamplesPerPixel() >= 3 ? [0, 1, 2] : [0]
    const bytes = w * h * samples.length * Math.max(1, Math.ceil(image.getBitsPerSample() / 8))
    if (bytes > MOST_BYTES) throw new Error('The raster is too large to decode here')
    const shrink = Math.min(1, PREVIEW_PX / Math.max(w, h))
    const size = {
      width: Math.max(1, Math.round(w * shrink)),
      height: Math.max(1, Math.round(h * shrink)),
    }
    const bands = await image.readRasters({
      ...size,
      samples,
      interleave: false,
      resampleMethod: 'bilinear',
    })
    const rgba = stretchToRgba([...bands] as ArrayLike<number>[], image.getGDALNoData())
    await sharp(rgba, { raw: { ...size, channels: 4 } })
      .webp({ quality: 82 })
      .toFile(target)
  } finally {
    await tiff.close()
  }
}

/** The smallest overview that still has the pixels of a preview; masks are not pictures. */
async function smallestThatServes(tiff: GeoTIFF): Promise<GeoTIFFImage> {
  const full = await tiff.getImage(0)
  let best = full
  const count = Math.min(await tiff.getImageCount(), 40)
  for (let index = 1; index < count; index++) {
    const image = await tiff.getImage(index)
    const isOverview = image.fileDirectory.getValue('NewSubfileType') === 1
    const isEnough = Math.max(image.getWidth(), image.getHeight()) >= PREVIEW_PX
    const hasItsBands = image.getSamplesPerPixel() === full.getSamplesPerPixel()
    if (isOverview && isEnough && hasItsBands && image.getWidth() < best.getWidth()) best = image
  }
  return best
}
