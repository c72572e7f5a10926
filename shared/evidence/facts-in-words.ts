import { humanDate } from './dates.ts'
import type { Facts } from './fields.ts'
import type { Crs, RasterFacts } from './georeference.ts'
import { clock, coordinates } from './wording.ts'

/** What was read from a file, as pairs of name and words in a fixed order; what the file does not state is left out. */
export function factsInWords(facts: Facts): {
  facts: [name: string, words: string][]
  notes: string[]
} {
  const pairs: [string, string | undefined][] = [
    ['Size', sizeOf(facts)],
    ['Length', facts.durationS === undefined ? undefined : clock(facts.durationS)],
    [
      'Frames per second',
      facts.frameRate === undefined ? undefined : String(round(facts.frameRate)),
    ],
    ['Codecs', [facts.videoCodec, facts.audioCodec].filter((codec) => codec).join(', ')],
    ['Turned', facts.rotationDeg ? `${facts.rotationDeg}°` : undefined],
    ['Taken', facts.takenAt === undefined ? undefined : humanDate(facts.takenAt)],
    ['Position', coordinates({ lat: facts.lat ?? null, lon: facts.lon ?? null })],
    ['Camera', facts.camera],
    ['Acquired', facts.raster?.acquired && humanDate(facts.raster.acquired)],
    ['Sensor', facts.raster?.sensor],
    ['Map projection', facts.raster?.crs ? crsInWords(facts.raster.crs) : facts.crs],
    ['Footprint', facts.footprint?.map((degrees) => degrees.toFixed(4)).join(', ')],
    ['Bands', bandsOf(facts)],
    ['Values', facts.raster && valuesOf(facts.raster)],
    ['Pages', facts.pages === undefined ? undefined : String(facts.pages)],
    ['Content credentials', credentialsOf(facts)],
  ]
  return {
    facts: pairs.filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
    ),
    notes: facts.notes ?? [],
  }
}

function sizeOf({ width, height }: Facts): string | undefined {
  return width === undefined || height === undefined ? undefined : `${width} × ${height} pixels`
}

function bandsOf({ bands, raster }: Facts): string | undefined {
  if (bands === undefined) return undefined
  const names = raster?.bandNames?.map((name, index) => name || String(index + 1)).join(', ')
  return names === undefined ? String(bands) : `${bands}: ${names}`
}

/** "16 bits, unsigned, no data 0" */
function valuesOf({ bits, sampleFormat, noData }: RasterFacts): string {
  return [
    bits === undefined ? '' : `${bits} bits`,
    sampleFormat ?? '',
    noData === undefined ? '' : `no data ${noData}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function crsInWords({ code, name }: Crs): string {
  return code === '' ? name : `${name} (${code})`
}

/** Presence only: nothing here says that they are valid. */
function credentialsOf({ contentCredentials }: Facts): string | undefined {
  if (contentCredentials === undefined) return undefined
  return contentCredentials ? 'present, not checked' : 'none'
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
