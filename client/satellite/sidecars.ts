import type { Georeference } from '../../shared/evidence/georeference.ts'
import { readGroundOverlays, type GroundOverlay } from '../../shared/geo/kml.ts'
import { isWorldFileName, readWorldFile, stemOf } from '../../shared/geo/world-file.ts'
import { messages } from './satellite-messages.ts'

const words = messages.georeference
const MOST_BYTES = 2_000_000

/** What a file beside a picture says about it. `date` is EDTF as the file states it. */
export type SidecarReading =
  | { georeference: Georeference; date: string | undefined }
  | { problem: string }

/** Reads a world file or KML that somebody hands over for one picture. */
export async function readSidecar(
  file: File,
  { pictureName, by }: { pictureName: string; by: string },
): Promise<SidecarReading> {
  const who = { by, at: new Date().toISOString() }
  if (isWorldFileName(file.name)) {
    const affine = file.size < 10_000 ? readWorldFile(await file.text()) : null
    if (!affine) return { problem: words.badWorldFile(file.name) }
    return {
      georeference: {
        from: 'world-file',
        name: file.name.slice(0, 500),
        affine: [...affine],
        crs: null,
        ...who,
      },
      date: undefined,
    }
  }
  if (!isKmlName(file.name)) return { problem: words.notSidecar(file.name) }
  const overlays = file.size < MOST_BYTES ? readGroundOverlays(await file.text()) : []
  const overlay =
    overlays.find(({ href }) => isSameName(href, pictureName)) ??
    // Handed over for this picture, a file with one overlay means it, whatever the picture is called here.
    (overlays.length === 1 ? overlays[0] : undefined)
  if (!overlay) return { problem: words.badKml(file.name) }
  return {
    georeference: {
      from: 'kml',
      name: file.name.slice(0, 500),
      corners: overlay.corners,
      ...who,
    },
    date: overlay.when,
  }
}

export function isKmlName(name: string): boolean {
  return /\.kml$/i.test(name)
}

/** Files that say where others lie, sorted out from those they are about. */
export function withoutWorldFiles(files: readonly File[]): { rest: File[]; worldFiles: File[] } {
  const worldFiles = files.filter(
    ({ name }) =>
      isWorldFileName(name) &&
      files.some(
        (other) =>
          !isWorldFileName(other.name) &&
          !isKmlName(other.name) &&
          stemOf(other.name) === stemOf(name),
      ),
  )
  return { rest: files.filter((file) => !worldFiles.includes(file)), worldFiles }
}

/** Pictures that a KML file among these lays on the ground, by name as dropped. */
export async function overlaysIn(
  files: readonly File[],
): Promise<{ kml: File; overlay: GroundOverlay; picture: File }[]> {
  const found: { kml: File; overlay: GroundOverlay; picture: File }[] = []
  for (const kml of files.filter(({ name, size }) => isKmlName(name) && size < MOST_BYTES)) {
    for (const overlay of readGroundOverlays(await kml.text())) {
      const picture = files.find(({ name }) => isSameName(overlay.href, name))
      if (picture) found.push({ kml, overlay, picture })
    }
  }
  return found
}

function isSameName(href: string, name: string): boolean {
  const last = (text: string) => (text.split(/[/\\]/).at(-1) ?? '').toLowerCase()
  return last(decoded(href)) === last(name) && last(name) !== ''
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
