import sharp from 'sharp'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { readExifFacts } from './exif-facts.ts'

/** Size as shown (EXIF orientation applied), pages, and what EXIF says. Reads headers only, never pixels. */
export async function readPictureFacts(path: string, facts: Facts): Promise<void> {
  const notes = (facts.notes ??= [])
  try {
    const { autoOrient, pages, orientation } = await sharp(path, {
      limitInputPixels: false,
    }).metadata()
    facts.width = autoOrient.width
    facts.height = autoOrient.height
    // The further pages of a georeferenced TIFF are its overviews and masks.
    if (pages !== undefined && pages > 1 && facts.crs === undefined) facts.pages = pages
    const turn = orientation === undefined ? 0 : (turnOf[orientation] ?? 0)
    if (turn !== 0) facts.rotationDeg = turn
  } catch {
    if (facts.width === undefined)
      notes.push('The size of the picture could not be read: the file may be damaged.')
  }
  try {
    await readExifFacts(path, facts)
  } catch {
    notes.push('The picture’s metadata (EXIF) could not be read.')
  }
}

/** Degrees clockwise that EXIF orientation asks for. */
const turnOf: Record<number, number> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 }
