import { lineOf } from '../evidence/wording.ts'
import { cutAtAntimeridian } from '../geo/antimeridian.ts'
import type { LatLon } from '../geo/footprint.ts'
import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { escaped } from './markup.ts'
import { placesOf, type ExportedPlace } from './places.ts'

/** The same places as KML 2.2, for Google Earth and its like. */
export function placesKml(board: ExportedBoard): ExportedFile {
  const placemarks = board.evidence.flatMap(placesOf).map(placemark)
  return {
    name: `${fileNameOf(board, 'places')}.kml`,
    type: 'application/vnd.google-earth.kml+xml',
    text: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<kml xmlns="http://www.opengis.net/kml/2.2">',
      '<Document>',
      `<name>${escaped(`${board.title}, ${board.moment}`)}</name>`,
      ...placemarks,
      '</Document>',
      '</kml>',
      '',
    ].join('\n'),
  }
}

function placemark(place: ExportedPlace): string {
  const data = place.said.map(
    ([label, words]) => `<Data name="${escaped(label)}"><value>${escaped(words)}</value></Data>`,
  )
  return [
    '<Placemark>',
    `<name>${escaped(`${lineOf(place.evidence)}: ${place.what}`)}</name>`,
    `<ExtendedData>${data.join('')}</ExtendedData>`,
    geometryOf(place),
    '</Placemark>',
  ].join('\n')
}

function geometryOf({ points, isOutline }: ExportedPlace): string {
  if (!isOutline) return `<Point>${coordinatesOf(points)}</Point>`
  const polygons = cutAtAntimeridian(points).map(
    (outline) =>
      `<Polygon><outerBoundaryIs><LinearRing>${coordinatesOf([...outline, ...outline.slice(0, 1)])}</LinearRing></outerBoundaryIs></Polygon>`,
  )
  return polygons.length === 1
    ? polygons.join('')
    : `<MultiGeometry>${polygons.join('')}</MultiGeometry>`
}

function coordinatesOf(points: readonly LatLon[]): string {
  return `<coordinates>${points.map(({ lat, lon }) => `${lon},${lat}`).join(' ')}</coordinates>`
}
