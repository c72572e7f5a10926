import { fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff'
import type { Facts } from '../../../shared/evidence/fields.ts'
import type { RasterFacts } from '../../../shared/evidence/georeference.ts'
import { readBands } from '../preview/read-bands.ts'
import { rangeOf } from '../preview/stretch.ts'

/** Samples of all bands decoded at once for looking at their values. */
const MOST_BYTES = 200 * 1024 * 1024
const MOST_BANDS = 16
/** The least pixels an overview has that stands for the whole. */
const ENOUGH_PX = 256

/**
 * The values in each band: of the whole picture, or of its smallest overview that is large enough to judge by. Read
 * last, for it decodes pixels: whatever they cost, what the header says is known by then.
 */
export async function readBandRanges(path: string, facts: Facts): Promise<void> {
  const { raster, notes = [], bands = 1 } = facts
  // A scanned page has no values that anybody asks for.
  const isRaster = raster?.affine !== undefined || bands > 3 || (raster?.bits ?? 1) > 8
  if (!raster || !isRaster) return
  const tiff = await fromFile(path)
  try {
    await look(tiff, raster, notes)
  } finally {
    await tiff.close()
  }
}

async function look(tiff: GeoTIFF, raster: RasterFacts, notes: string[]): Promise<void> {
  const image = await smallestToJudge(tiff)
  const count = Math.min(image.getSamplesPerPixel(), MOST_BANDS)
  const bytes = image.getWidth() * image.getHeight() * image.getBytesPerPixel()
  if (raster.sampleFormat === 'complex' || bytes > MOST_BYTES) {
    notes.push('The values in the bands were not looked at: the raster is too large for that here.')
    return
  }
  const samples = Array.from({ length: count }, (_, band) => band)
  const bands = await readBands(image, samples)
  const noData = image.getGDALNoData()
  const ranges = bands.map((band) => {
    const { min, max, low, high } = rangeOf(band, noData)
    return { min, max, low, high }
  })
  if (ranges.length > 0) raster.bandRanges = ranges
}

async function smallestToJudge(tiff: GeoTIFF): Promise<GeoTIFFImage> {
  const full = await tiff.getImage(0)
  let best = full
  const count = Math.min(await tiff.getImageCount(), 40)
  for (let index = 1; index < count; index++) {
    const image = await tiff.getImage(index)
    const isOverview = image.fileDirectory.getValue('NewSubfileType') === 1
    const isEnough = Math.max(image.getWidth(), image.getHeight()) >= ENOUGH_PX
    const hasItsBands = image.getSamplesPerPixel() === full.getSamplesPerPixel()
    if (isOverview && isEnough && hasItsBands && image.getWidth() < best.getWidth()) best = image
  }
  return best
}
