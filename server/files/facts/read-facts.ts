import type { Facts } from '../../../shared/evidence/fields.ts'
import { readAviFacts } from './avi-facts.ts'
import { readBandRanges } from './band-ranges.ts'
import { hasContentCredentials } from './content-credentials.ts'
import { readGeoTiffFacts } from './geotiff-facts.ts'
import { readPdfFacts } from './pdf-facts.ts'
import { readPictureFacts } from './picture-facts.ts'
import { timeZoneAt } from './place-zone.ts'
import { playbackNotes } from './playback-notes.ts'
import { isProbed, readProbedFacts } from './probed-facts.ts'
import { traceNotes } from './trace-notes.ts'
import { readFrameFacts, readMediaFacts } from './video-facts.ts'
import { readPictureHashes } from './picture-hashes.ts'
import { withoutEmptyNotes } from './without-empty-notes.ts'

/**
 * Reads what a file says of itself. Runs in the reader's own process, for the file may be hostile. Never
 * throws: what cannot be read leaves a sentence in `notes`. `onStep` gets all that is known after each step.
 */
export async function readFacts(
  { path, type }: { path: string; type: string },
  onStep: (facts: Facts) => void = () => {},
): Promise<Facts> {
  const facts: Facts = { notes: [] }
  for (const { read, failure } of stepsFor(path, type, facts)) {
    try {
      await read()
    } catch {
      facts.notes?.push(failure)
    }
    onStep(facts)
  }
  noteWhatFollows(type, facts)
  return withoutEmptyNotes(facts)
}

/** What can be said once all that was read is together. */
function noteWhatFollows(type: string, facts: Facts): void {
  const { lat, lon } = facts
  const zone = lat === undefined || lon === undefined ? null : timeZoneAt({ lat, lon })
  if (zone !== null) facts.timeZone = zone
  facts.notes?.push(...traceNotes(facts.software ?? []), ...playbackNotes(type, facts))
}

type Step = { read: () => Promise<void>; failure: string }

function stepsFor(path: string, type: string, facts: Facts): Step[] {
  const credentials: Step = {
    read: async () => {
      if (!(await hasContentCredentials(path, type))) return
      facts.contentCredentials = true
      facts.notes?.push('Content credentials (C2PA) are in the file; they have not been checked.')
    },
    failure: 'Whether the file holds content credentials could not be read.',
  }
  // Whether a picture can be decoded is said where its preview is made.
  const hashes: Step = { read: () => readPictureHashes(path, facts).catch(() => {}), failure: '' }
  if (type === 'video/x-msvideo') {
    return [{ read: () => readAviFacts(path, facts), failure: 'The AVI file could not be read.' }]
  }
  if (isProbed(type)) {
    const failure =
      'The file could not be read as video: it may be damaged. The original is kept as received.'
    return [{ read: () => readProbedFacts(path, type, facts), failure }]
  }
  if (/^(video|audio)\//.test(type)) {
    const failure =
      'The file could not be read as video or sound to its end: what is missing here is not known.'
    return [
      credentials,
      { read: () => readMediaFacts(path, type, facts), failure },
      // Said before the whole file is gone through, which may take longer than there is time for.
      { read: async () => noteWhatFollows(type, facts), failure },
      {
        read: () => readFrameFacts(path, facts),
        failure: 'The times of the frames could not be read: their number and rate are not known.',
      },
    ]
  }
  if (type === 'image/svg+xml') {
    facts.notes?.push('An SVG can carry code, so it is kept as a file and not shown.')
    return []
  }
  if (type === 'image/tiff') {
    const failure = 'The picture could not be read as a TIFF: its place and bands are not known.'
    return [
      credentials,
      { read: () => readGeoTiffFacts(path, facts), failure },
      { read: () => readPictureFacts(path, facts), failure: 'The picture could not be read.' },
      {
        read: () => readBandRanges(path, facts),
        failure: 'The values in the bands could not be read here.',
      },
      hashes,
    ]
  }
  if (type.startsWith('image/')) {
    return [
      credentials,
      { read: () => readPictureFacts(path, facts), failure: 'The picture could not be read.' },
      hashes,
    ]
  }
  if (type === 'application/pdf') {
    return [
      credentials,
      { read: () => readPdfFacts(path, facts), failure: 'The number of pages could not be read.' },
    ]
  }
  return []
}
