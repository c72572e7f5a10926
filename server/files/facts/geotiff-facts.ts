import { fromFile, type GeoTIFFImage } from 'geotiff'
import type { Facts } from '../../../shared/evidence/fields.ts'
import type { RasterFacts } from '../../../shared/evidence/georeference.ts'
import { apply, fitAffine, inverse, residualsOf, type Affine } from '../../../shared/geo/matrix.ts'
import { cornersOf } from '../../../shared/geo/placing.ts'
import { planeOf } from '../../../shared/geo/plane.ts'
import { crsOf, epsgOf } from './geotiff-crs.ts'
import { readStatements } from './geotiff-statements.ts'

/** Where a TIFF lies on the globe, if it says so, its bands, and when it was taken. Not being georeferenced is no failure. */
export async function readGeoTiffFacts(path: string, facts: Facts): Promise<void> {
  const notes = (facts.notes ??= [])
  const tiff = await fromFile(path)
  try {
    const image = await tiff.getImage()
    facts.width ??= image.getWidth()
    facts.height ??= image.getHeight()
    facts.bands = image.getSamplesPerPixel()
    const raster: RasterFacts = (facts.raster = formatOf(image))
    await readReference(image, { facts, raster, notes })
    try {
      await readStatements(image, raster, notes)
    } catch {
      notes.push('What the file says about itself (GDAL metadata, XMP) could not be read.')
    }
  } finally {
    await tiff.close()
  }
}

const sampleFormats = {
  1: 'unsigned',
  2: 'signed',
  3: 'float',
  5: 'complex',
  6: 'complex',
} as const

function formatOf(image: GeoTIFFImage): RasterFacts {
  const format = image.getSampleFormat()
  const noData = image.fileDirectory.getValue('GDAL_NODATA')
  return {
    bits: image.getBitsPerSample(),
    ...(isSampleFormat(format) && { sampleFormat: sampleFormats[format] }),
    ...(noData !== undefined && { noData: noData.replaceAll('\0', '').trim().slice(0, 60) }),
  }
}

function isSampleFormat(format: number): format is keyof typeof sampleFormats {
  return format in sampleFormats
}

async function readReference(
  image: GeoTIFFImage,
  { facts, raster, notes }: { facts: Facts; raster: RasterFacts; notes: string[] },
): Promise<void> {
  const affine = affineOf(image, notes)
  const keys = image.getGeoKeys()
  const epsg = epsgOf(keys)
  if (epsg !== null) facts.crs = `EPSG:${epsg}`
  if (affine === null) {
    if (epsg !== null)
      notes.push('The picture names a coordinate system but does not say where in it it lies.')
    return
  }
  const system = await crsOf(keys)
  if (!system) {
    raster.affine = [...affine]
    notes.push(
      epsg === null
        ? 'The picture is georeferenced, but does not name its coordinate system: where it lies is not known.'
        : `The footprint is given in EPSG:${epsg}, which cannot be turned into degrees here.`,
    )
    return
  }
  const { crs, scale } = system
  const [a, b, c, d, e, f] = affine
  raster.affine = [a * scale.x, b * scale.x, c * scale.x, d * scale.y, e * scale.y, f * scale.y]
  raster.crs = crs
  if (facts.crs === undefined) facts.crs = crs.name
  if (crs.accuracyM !== null && crs.accuracyM >= 50)
    notes.push(
      `The coordinate system rests on an old datum: without its table of corrections the place may be off by up to ${crs.accuracyM} m.`,
    )
  readFootprint(facts, raster, notes)
}

function readFootprint(facts: Facts, raster: RasterFacts, notes: string[]): void {
  const { affine, crs } = raster
  const plane = crs && planeOf(crs.definition)
  if (!affine || !plane || facts.width === undefined || facts.height === undefined) return
  const [a, b, c, d, e, f] = affine
  const corners = cornersOf({
    size: { w: facts.width, h: facts.height },
    toLonLat: (pixel) => plane.toLonLat(apply([a, b, c, d, e, f, 0, 0, 1], pixel)),
  })?.map(({ lon, lat }): [number, number] => [rounded(lon), rounded(lat)])
  const [first, second, third, fourth] = corners ?? []
  if (!first || !second || !third || !fourth) {
    delete raster.affine
    delete raster.crs
    notes.push('The footprint that the picture states is not on the globe, so it was left out.')
    return
  }
  raster.corners = [first, second, third, fourth]
  const lons = raster.corners.map(([lon]) => lon)
  const lats = raster.corners.map(([, lat]) => lat)
  facts.footprint = [
    Number(Math.min(...lons).toFixed(6)),
    Number(Math.min(...lats).toFixed(6)),
    Number(Math.max(...lons).toFixed(6)),
    Number(Math.max(...lats).toFixed(6)),
  ]
}

/** From the upper left corner of the upper left pixel, whether the file counts from there or from its middle. */
function affineOf(image: GeoTIFFImage, notes: string[]): Affine | null {
  const stated = statedAffine(image, notes)
  if (!stated || !inverse([...stated, 0, 0, 1])) return null
  const isPoint = image.getGeoKeys()?.GTRasterTypeGeoKey === 2
  if (!isPoint) return stated
  const [a, b, c, d, e, f] = stated
  return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2]
}

function statedAffine(image: GeoTIFFImage, notes: string[]): Affine | null {
  const { fileDirectory } = image
  const matrix = [...(fileDirectory.getValue('ModelTransformation') ?? [])].map(Number)
  const [a, b, , c, d, e, , f] = matrix
  if (f !== undefined && a !== undefined && b !== undefined && c !== undefined)
    return d === undefined || e === undefined ? null : [a, b, c, d, e, f]
  const ties = [...(fileDirectory.getValue('ModelTiepoint') ?? [])].map(Number)
  const [stepX, stepY] = [...(fileDirectory.getValue('ModelPixelScale') ?? [])].map(Number)
  const [i, j, , x, y] = ties
  if (i === undefined || j === undefined || x === undefined || y === undefined) return null
  if (stepX !== undefined && stepY !== undefined)
    return [stepX, 0, x - i * stepX, 0, -stepY, y + j * stepY]
  return throughTies(ties, notes)
}

/** Tie points without a scale: the affine transformation that fits them best. */
function throughTies(ties: readonly number[], notes: string[]): Affine | null {
  const pairs = Array.from({ length: Math.floor(ties.length / 6) }, (_, index) => {
    const [i = 0, j = 0, , x = 0, y = 0] = ties.slice(index * 6, index * 6 + 6)
    return { from: { x: i, y: j }, to: { x, y } }
  })
  const fit = fitAffine(pairs)
  if (!fit) return null
  const [a, b, c, d, e, f] = fit
  const missed = Math.max(...residualsOf(fit, pairs)) / Math.max(Math.hypot(a, d), 1e-300)
  notes.push(
    `The picture is placed by ${pairs.length} tie points; the fit through them misses by up to ${missed.toFixed(1)} pixels.`,
  )
  return [a, b, c, d, e, f]
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(8))
}
