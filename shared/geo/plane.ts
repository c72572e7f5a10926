import proj4 from 'proj4'
import type { Point } from './matrix.ts'

/** Degrees, WGS 84. */
export type LonLat = { lon: number; lat: number }

/** A flat map of the ground: coordinates of a projection (metres, feet or degrees as it says) and back. */
export type Plane = {
  toLonLat(point: Point): LonLat | null
  fromLonLat(place: LonLat): Point | null
}

/** The plane of a PROJ definition; null for one that cannot be used. */
export function planeOf(definition: string): Plane | null {
  try {
    const convert = proj4(definition, 'EPSG:4326')
    return {
      toLonLat: ({ x, y }) => lonLatOf(tried(() => convert.forward<[number, number]>([x, y]))),
      fromLonLat: ({ lon, lat }) => {
        const found = tried(() => convert.inverse<[number, number]>([lon, lat]))
        return found && found.every(Number.isFinite) ? { x: found[0], y: found[1] } : null
      },
    }
  } catch {
    // The library's way to say that it does not know a projection.
    return null
  }
}

/** Metres east and north of a place, true to shape and, within a hundred kilometres, to a few centimetres in length. */
export function planeAround({ lon, lat }: LonLat): Plane {
  const definition = `+proj=tmerc +lat_0=${lat} +lon_0=${lon} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m +no_defs`
  return planeOf(definition) ?? degrees
}

/** For what is too large to lie flat: degrees as they are. */
export const degrees: Plane = {
  toLonLat: ({ x, y }) => lonLatOf([x, y]),
  fromLonLat: ({ lon, lat }) => ({ x: lon, y: lat }),
}

function tried(convert: () => [number, number]): [number, number] | null {
  try {
    return convert()
  } catch {
    return null
  }
}

function lonLatOf(found: [number, number] | null): LonLat | null {
  if (!found) return null
  const [lon, lat] = found
  const isOnGlobe = Number.isFinite(lon) && Math.abs(lat) <= 90.01 && Math.abs(lon) <= 540
  return isOnGlobe ? { lon, lat } : null
}
