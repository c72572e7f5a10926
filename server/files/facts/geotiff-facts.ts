import { fromFile, type GeoTIFFImage } from 'geotiff'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { toDegrees } from './projection.ts'

/** Where a TIFF lies on the globe, if it says so, and its bands. Not being georeferenced is no failure. */
export async function readGeoTiffFacts(path: string, facts: Facts): Promise<void> {
  const notes = (facts.notes ??= [])
  const tiff = await fromFile(path)
  try {
    const image = await tiff.getImage()
    facts.width ??= image.getWidth()
    facts.height ??= image.getHeight()
    facts.bands = image.getSamplesPerPixel()
    readReference(image, facts, notes)
  } finally {
    await tiff.close()
  }
}

function readReference(image: GeoTIFFImage, facts: Facts, notes: string[]): void {
  const corners = cornersOf(image)
  const keys = image.getGeoKeys()
  const epsg = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? Number.NaN)
  const isNamed =
    (Number.isInteger(epsg) && epsg > 0 && epsg < 32767) || (epsg > 32767 && epsg < 1_000_000)
  if (isNamed) facts.crs = `EPSG:${epsg}`
  if (corners === null) {
    if (isNamed)
      notes.push('The picture names a coordinate system but does not say where in it it lies.')
    return
  }
  if (!isNamed) {
    notes.push(
      'The picture is georeferenced, but does not name its coordinate system: where it lies is not known.',
    )
    return
  }
  const degrees = toDegrees(epsg)
  if (degrees === null) {
    notes.push(`The footprint is given in EPSG:${epsg}, which cannot be turned into degrees here.`)
    return
  }
  const footprint = boundsOf(corners.map(degrees))
  if (footprint) facts.footprint = footprint
  else notes.push('The footprint that the picture states is not on the globe, so it was left out.')
}

/** The four corners in the picture's own coordinates, by its full transformation: a rotated picture is no rectangle there. */
function cornersOf(image: GeoTIFFImage): [number, number][] | null {
  const [w, h] = [image.getWidth(), image.getHeight()]
  const matrix = image.fileDirectory.getValue('ModelTransformation') as
    | ArrayLike<number>
    | undefined
  const pixels: [number, number][] = [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ]
  if (matrix && matrix.length >= 8) {
    const at = (index: number) => Number(matrix[index])
    return pixels.map(([x, y]) => [at(0) * x + at(1) * y + at(3), at(4) * x + at(5) * y + at(7)])
  }
  try {
    const [originX, originY] = image.getOrigin()
    const [stepX, stepY] = image.getResolution()
    if (
      originX === undefined ||
      originY === undefined ||
      stepX === undefined ||
      stepY === undefined
    )
      return null
    return pixels.map(([x, y]) => [originX + stepX * x, originY + stepY * y])
  } catch {
    // The library's way to say that there is no transformation.
    return null
  }
}

/** [west, south, east, north], or null where a corner is off the globe. */
function boundsOf(corners: [number, number][]): [number, number, number, number] | null {
  const lons = corners.map(([lon]) => lon)
  const lats = corners.map(([, lat]) => lat)
  const bounds = [
    Math.min(...lons),
    Math.min(...lats),
    Math.max(...lons),
    Math.max(...lats),
  ] as const
  const isOnGlobe =
    bounds.every(Number.isFinite) &&
    bounds[1] >= -90.01 &&
    bounds[3] <= 90.01 &&
    bounds[0] >= -360 &&
    bounds[2] <= 360
  if (!isOnGlobe) return null
  return bounds.map((degrees) => Number(degrees.toFixed(6))) as [number, number, number, number]
}
