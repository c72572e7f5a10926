import type { ExportedBoard, ExportedBytes, ExportedFile } from './exported-board.ts'
import { placesGeoJson } from './places-geojson.ts'
import { placesKml } from './places-kml.ts'
import { canvasZip, recordsJson, type BoardWithBriefings } from './records-json.ts'
import { registerCsv } from './register-csv.ts'
import { sourcesPage } from './sources-page.ts'
import { hasSubtitles, subtitlesZip } from './subtitles/subtitles-zip.ts'
import { unconfirmedPage } from './unconfirmed-page.ts'

export type ExportDocument = {
  label: string
  /** What is in it, for whom, in one sentence. */
  hint: string
  /** Whether there is anything of it on the board; without this there always is. */
  has?: (board: Pick<ExportedBoard, 'evidence'>) => boolean
  /** @param read a file that the board keeps, by its hash */
  make: (
    board: BoardWithBriefings,
    read: (sha256: string) => Promise<Uint8Array>,
  ) => ExportedFile | ExportedBytes | Promise<ExportedBytes>
}

/** The table of documents that a board can be taken out as. A new one is a file and its name here. */
export const exportDocuments: Record<string, ExportDocument> = {
  unconfirmed: {
    label: 'What we could not confirm',
    hint: 'Statuses, failed checks and questions, as a page to read or print.',
    make: unconfirmedPage,
  },
  sources: {
    label: 'Sources and method',
    hint: 'Every source with its originals, captures, archives and hashes, and how it was placed, dated and checked, as a page.',
    make: sourcesPage,
  },
  register: {
    label: 'Register (CSV)',
    hint: 'Every item and field as a table for spreadsheets; nothing in it is run as a formula.',
    make: registerCsv,
  },
  geojson: {
    label: 'Places (GeoJSON)',
    hint: 'Claimed and established places and footprints, for maps and GIS.',
    make: placesGeoJson,
  },
  kml: {
    label: 'Places (KML)',
    hint: 'The same for Google Earth and its like.',
    make: placesKml,
  },
  subtitles: {
    label: 'Subtitles (WebVTT)',
    hint: 'For each clip its quotes, translations and notes, and subtitle files as they were received.',
    has: hasSubtitles,
    make: subtitlesZip,
  },
  canvas: {
    label: 'Canvas (JSON Canvas)',
    hint: 'Cards, texts and string for Obsidian and its like, with every record beside them, as one zip.',
    make: canvasZip,
  },
  records: {
    label: 'Records (JSON)',
    hint: 'Items, ties, canvas and briefings whole: what the other formats have no room for.',
    make: recordsJson,
  },
}
