import { isEdtf } from '../evidence/dates.ts'

type Corner = [lon: number, lat: number]

/** One picture that a KML file lays on the ground. */
export type GroundOverlay = {
  name: string
  /** As the file refers to the picture. */
  href: string
  /** EDTF as the file states it: an instant, a day, a month, or an interval. Undefined where it states none. */
  when: string | undefined
  /** Upper left, upper right, lower right, lower left. */
  corners: [Corner, Corner, Corner, Corner]
}

/** Longer texts are not read: the expressions below go over them many times. */
const MOST_CHARACTERS = 2_000_000
const MOST_OVERLAYS = 500

/** The ground overlays of a KML 2.2 text, with `LatLonBox` or `gx:LatLonQuad`; what is incomplete is left out. */
export function readGroundOverlays(text: string): GroundOverlay[] {
  if (text.length > MOST_CHARACTERS) return []
  const plain = text.replace(/<!--[\s\S]*?-->/g, '')
  return elementsOf(plain, 'GroundOverlay')
    .slice(0, MOST_OVERLAYS)
    .flatMap((overlay) => {
      const href = textOf(elementsOf(overlay, 'Icon')[0] ?? '', 'href')
      const corners = cornersOfQuad(overlay) ?? cornersOfBox(overlay)
      if (href === undefined || !corners) return []
      return [{ name: textOf(overlay, 'name') ?? '', href, when: whenOf(overlay), corners }]
    })
}

/** `gx:LatLonQuad` goes counter-clockwise from the lower left corner. */
function cornersOfQuad(overlay: string): GroundOverlay['corners'] | null {
  const quad = elementsOf(overlay, 'LatLonQuad')[0]
  const corners = (quad === undefined ? '' : (textOf(quad, 'coordinates') ?? ''))
    .trim()
    .split(/\s+/)
    .map((each) => each.split(',').map(Number))
  const [a, b, c, d] = corners.map(([lon = Number.NaN, lat = Number.NaN]): Corner => [lon, lat])
  if (corners.length !== 4 || !a || !b || !c || !d) return null
  return isOnGlobe([d, c, b, a])
}

/** `rotation` turns the box counter-clockwise about its middle. */
function cornersOfBox(overlay: string): GroundOverlay['corners'] | null {
  const box = elementsOf(overlay, 'LatLonBox')[0]
  if (box === undefined) return null
  const side = (name: string) => Number(textOf(box, name) ?? Number.NaN)
  const [north, south, east, west] = [side('north'), side('south'), side('east'), side('west')]
  const angle = (Number(textOf(box, 'rotation') ?? 0) * Math.PI) / 180
  const middle = { lon: (east + west) / 2, lat: (north + south) / 2 }
  // Turned as it lies on the ground, where a degree of longitude is shorter than one of latitude.
  const narrow = Math.cos((middle.lat * Math.PI) / 180)
  const turned = (lon: number, lat: number): Corner => {
    const [x, y] = [(lon - middle.lon) * narrow, lat - middle.lat]
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return [middle.lon + (x * cos - y * sin) / narrow, middle.lat + x * sin + y * cos]
  }
  return isOnGlobe(
    angle === 0
      ? [
          [west, north],
          [east, north],
          [east, south],
          [west, south],
        ]
      : [turned(west, north), turned(east, north), turned(east, south), turned(west, south)],
  )
}

function isOnGlobe(corners: GroundOverlay['corners']): GroundOverlay['corners'] | null {
  return corners.every(([lon, lat]) => Math.abs(lon) <= 540 && Math.abs(lat) <= 90.01)
    ? corners
    : null
}

function whenOf(overlay: string): string | undefined {
  const stamp = elementsOf(overlay, 'TimeStamp')[0]
  const span = elementsOf(overlay, 'TimeSpan')[0]
  const when = stamp === undefined ? undefined : textOf(stamp, 'when')
  if (when !== undefined) return isEdtf(when) ? when : undefined
  if (span === undefined) return undefined
  const interval = `${textOf(span, 'begin') ?? '..'}/${textOf(span, 'end') ?? '..'}`
  return interval !== '../..' && isEdtf(interval) ? interval : undefined
}

/** The inside of each element of a name, whatever prefix it has. */
function elementsOf(text: string, name: string): string[] {
  const open = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>`, 'g')
  const close = new RegExp(`</(?:[\\w-]+:)?${name}\\s*>`, 'g')
  const found: string[] = []
  for (;;) {
    const start = open.exec(text)
    if (!start) return found
    close.lastIndex = open.lastIndex
    const end = close.exec(text)
    if (!end) return found
    found.push(text.slice(open.lastIndex, end.index))
    open.lastIndex = close.lastIndex
  }
}

function textOf(text: string, name: string): string | undefined {
  const inside = elementsOf(text, name)[0]
    ?.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .trim()
  if (inside === undefined || inside === '') return undefined
  return inside
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
