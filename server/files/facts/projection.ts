import proj4 from 'proj4'

/**
 * A function from a coordinate system to degrees WGS 84 [lon, lat]; null for a system whose definition is not
 * known here. Known without any download: geographic WGS 84, ETRS 89 and NAD 83, Web Mercator, and UTM on these.
 */
export function toDegrees(epsg: number): ((xy: [number, number]) => [number, number]) | null {
  const definition = definitionOf(epsg)
  if (definition === null) return null
  if (definition === 'degrees') return (xy) => xy
  const project = proj4(definition, 'EPSG:4326')
  return (xy) => project.forward<[number, number]>(xy)
}

/** The difference between these datums is below two metres, less than any footprint is known to. */
const geographic = new Set([4326, 4258, 4269, 4167, 4283, 4674])

function definitionOf(epsg: number): string | null {
  if (geographic.has(epsg)) return 'degrees'
  if (epsg === 3857 || epsg === 900913) return 'EPSG:3857'
  // SIRGAS 2000: 31965–31976 are zones 11–22 north, 31977–31985 zones 17–25 south.
  if (epsg >= 31965 && epsg <= 31976) return `+proj=utm +zone=${epsg - 31954} +ellps=GRS80 +units=m`
  if (epsg >= 31977 && epsg <= 31985)
    return `+proj=utm +zone=${epsg - 31960} +south +ellps=GRS80 +units=m`
  const zone = epsg % 100
  if (zone < 1 || zone > 60) return null
  const series = epsg - zone
  if (series === 32600) return `+proj=utm +zone=${zone} +datum=WGS84 +units=m`
  if (series === 32700) return `+proj=utm +zone=${zone} +south +datum=WGS84 +units=m`
  if (series === 26900 && zone <= 23) return `+proj=utm +zone=${zone} +datum=NAD83 +units=m`
  if (series === 25800 && zone >= 28 && zone <= 38)
    return `+proj=utm +zone=${zone} +ellps=GRS80 +units=m`
  return null
}
