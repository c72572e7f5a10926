import type { GeoTIFFImage } from 'geotiff'
import type { Crs } from '../../../shared/evidence/georeference.ts'
import { crsOfEpsg, usableCrs } from './projection.ts'

type GeoKeys = NonNullable<ReturnType<GeoTIFFImage['getGeoKeys']>>

/** Coordinates of the file times `scale` are those of the definition: a file may count in feet or in grads. */
export type FileCrs = { crs: Crs; scale: { x: number; y: number } }

/** GeoTIFF's number for a system that only the file defines. */
const USER_DEFINED = 32767

/** The EPSG number that a GeoTIFF names; null for none and for a system of the file's own. */
export function epsgOf(keys: GeoKeys | null): number | null {
  const code = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? Number.NaN)
  return Number.isInteger(code) && code > 0 && code !== USER_DEFINED ? code : null
}

/**
 * The coordinate system of a GeoTIFF: by its EPSG number, else by the parameters in its keys. Null where it names
 * none, or one that cannot be made out.
 */
export async function crsOf(keys: GeoKeys | null): Promise<FileCrs | null> {
  const epsg = epsgOf(keys)
  const known = epsg === null ? null : crsOfEpsg(epsg)
  if (known) return { crs: known, scale: { x: 1, y: 1 } }
  if (!keys || (keys.GTModelTypeGeoKey !== 1 && keys.GTModelTypeGeoKey !== 2)) return null
  return ownCrs(keys)
}

/** Not loaded until a file needs it: it brings its own tables of parameters. */
async function ownCrs(keys: GeoKeys): Promise<FileCrs | null> {
  const { default: geokeys } = await import('geotiff-geokeys-to-proj4')
  // The library's type wants every key there is; it reads those it finds.
  const { proj4, coordinatesConversionParameters, errors } = geokeys.toProj4(
    keys as unknown as Parameters<typeof geokeys.toProj4>[0],
  )
  const isUnsure = [
    'CRSNotSupported',
    'conversionNotSupported',
    'coordinateTransformationNotSupported',
  ].some((fault) => fault in errors)
  if (isUnsure || !proj4) return null
  // Without a projection in its keys the library takes the datum alone, and metres for degrees.
  if (keys.GTModelTypeGeoKey === 1 && proj4.includes('+proj=longlat')) return null
  const crs = usableCrs({
    code: '',
    name: citationOf(keys),
    definition: proj4.trim(),
    accuracyM: null,
  })
  if (!crs) return null
  const { x, y } = coordinatesConversionParameters
  return { crs, scale: { x, y } }
}

function citationOf(keys: GeoKeys): string {
  const text: unknown = keys.PCSCitationGeoKey ?? keys.GTCitationGeoKey ?? keys.GeogCitationGeoKey
  const name = typeof text === 'string' ? text.replace(/[|\0].*$/s, '').trim() : ''
  return name === '' ? 'defined by the file itself' : name
}
