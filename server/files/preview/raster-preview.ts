import { fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff'
import sharp from 'sharp'
import { PREVIEW_PX } from './preview-plan.ts'
import { readBands } from './read-bands.ts'
import { stretchToRgba, usualStretch, type Stretch } from './stretch.ts'

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

/** How a raster is to be looked at. */
export type RasterView = {
  /** Counted from 0: one band in grey, three as red, green, blue. */
  bands: readonly number[]
  stretch: Stretch
  /** Longest side of the picture that is made. */
  px: number
}

/** A picture to look at from a TIFF of any depth: 16-bit, floating point, many bands. */
export async function previewRaster(path: string, target: string): Promise<void> {
  await drawRaster(path, target, { bands: null, stretch: usualStretch, px: PREVIEW_PX })
}

/** The same as somebody asks for it; `bands` null for the usual ones. */
export async function drawRaster(
  path: string,
  target: string,
  { bands: asked, stretch, px }: Omit<RasterView, 'bands'> & { bands: readonly number[] | null },
): Promise<void> {
  const tiff = await fromFile(path)
  try {
    const image = await smallestThatServes(tiff, px)
    const [w, h] = [image.getWidth(), image.getHeight()]
    const count = image.getSamplesPerPixel()
    const samples = [...(asked ?? (count >= 3 ? [0, 1, 2] : [0]))]
    if (samples.some((band) => band >= count)) throw new Error('The raster has no such band')
    const bytes = w * h * samples.length * Math.max(1, Math.ceil(image.getBitsPerSample() / 8))
    if (bytes > MOST_BYTES) throw new Error('The raster is too large to decode here')
    const shrink = Math.min(1, px / Math.max(w, h))
    const size = {
      width: Math.max(1, Math.round(w * shrink)),
      height: Math.max(1, Math.round(h * shrink)),
    }
    const bands = await readBands(image, samples, size)
    const rgba = stretchToRgba(bands, image.getGDALNoData(), stretch)
    await sharp(rgba, { raw: { ...size, channels: 4 } })
      .webp({ quality: 86 })
      .toFile(target)
  } finally {
    await tiff.close()
  }
}

/** The smallest overview that still has as many pixels; masks are not pictures. */
async function smallestThatServes(tiff: GeoTIFF, px: number): Promise<GeoTIFFImage> {
  const full = await tiff.getImage(0)
  let best = full
  const count = Math.min(await tiff.getImageCount(), 40)
  for (let index = 1; index < count; index++) {
    const image = await tiff.getImage(index)
    const isOverview = image.fileDirectory.getValue('NewSubfileType') === 1
    const isEnough = Math.max(image.getWidth(), image.getHeight()) >= px
    const hasItsBands = image.getSamplesPerPixel() === full.getSamplesPerPixel()
    if (isOverview && isEnough && hasItsBands && image.getWidth() < best.getWidth()) best = image
  }
  return best
}
